import { describe, expect, test } from 'vitest';
import { loadPack, type Pack } from '../../../../server/src/engine/packs/load-pack.ts';
import { t004 } from '../../../../server/src/engine/rules/technical/t004-uniek-record.ts';
import { analyse, BSN, delivery, findingsOf, only, packs, record } from '../../../support/delivery.ts';
import { PERSON_PACK_FILES, personDelivery } from '../../../support/person-pack.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const sameNumber = (number: string) =>
  `Registratienummer ${number} komt al eerder voor in deze levering. Elk record moet uniek zijn, anders wijst CBS het bestand af: geef dit record een eigen nummer, of verwijder het als het er dubbel staat.`;

const CASES: RuleCase[] = [
  { name: 'two numbers', text: delivery([record({ nummer: 'A' }), record({ nummer: 'B' })]), found: [] },
  {
    name: 'one number twice',
    text: delivery([record({ nummer: '⟦A-1⟧' }), record({ bsn: BSN[1], nummer: '⟦A-1⟧' })]),
    found: [sameNumber('A-1')],
    related: [0],
  },
  {
    name: 'each further one, and the first is the first',
    text: delivery([
      record({ nummer: '⟦A-1⟧' }),
      record({ nummer: 'B' }),
      record({ bsn: BSN[1], nummer: '⟦A-1⟧' }),
      record({ bsn: BSN[2], nummer: '⟦A-1⟧' }),
    ]),
    found: [sameNumber('A-1'), sameNumber('A-1')],
    related: [0, 0],
  },
  {
    name: 'another case is another number',
    text: delivery([record({ nummer: 'a' }), record({ nummer: 'A' })]),
    found: [],
  },
  {
    name: 'silent for an invalid number',
    text: delivery([record({ nummer: 'x'.repeat(16) }), record({ nummer: 'x'.repeat(16) })]),
    found: [],
  },
];

test.each(CASES)('$name', (given) => {
  const { related, ...rest } = given;
  checkRule('SRG-T004', 'error', { ...rest, ...(related ? { related: [...new Set(related)] } : {}) }, related);
});

describe('by other keys', () => {
  const load = async (unique: string[][]): Promise<Pack> => {
    const files = { ...PERSON_PACK_FILES };
    const manifest = { ...JSON.parse(files['pack.json']!), unique };
    return loadPack('personen', async (name) => (name === 'pack.json' ? JSON.stringify(manifest) : files[name]!));
  };
  const persons = (...records: readonly (readonly [bsn: string, nr: string, soort: string, van: string])[]) =>
    personDelivery(
      records.map(
        ([bsn, nr, soort, van]) =>
          `<Persoon bsn="${bsn}"><V nr="${nr}" soort="${soort}"><Van>${van}</Van></V></Persoon>`,
      ),
    );
  /** What is found, each with the text that it sits on. */
  const found = (pack: Pack, text: string) =>
    findingsOf(analyse(text, { packs: [pack], rules: only('SRG-T004') })).map(
      ({ message, range }) => `${text.slice(range.start, range.end)}: ${message}`,
    );
  const [A, B] = BSN;

  test('several concepts: the finding sits on the last', async () => {
    const pack = await load([['bsn', 'typeVoorziening', 'begindatum']]);
    const text = persons([A, '1', 'A', '2025-01-01'], [A, '2', 'A', '2025-01-01'], [A, '2', 'B', '2025-01-01']);
    expect(found(pack, text)).toEqual([
      expect.stringMatching(
        /^2025-01-01: Dit record is niet uniek: een eerder record heeft dezelfde waarden in bsn, soort, Van\./,
      ),
    ]);
  });

  test('several keys: a record is told of once', async () => {
    const pack = await load([['registratienummer'], ['bsn', 'begindatum']]);
    const text = persons(
      [A, '1', 'A', '2025-01-01'],
      [A, '1', 'A', '2025-01-01'],
      [A, '3', 'A', '2025-01-01'],
      [B, '1', 'A', '2025-02-02'],
    );
    expect(found(pack, text).map((line) => line.split(':')[0])).toEqual(['1', '2025-01-01', '1']);
  });

  test('a key without person or number', async () => {
    const pack = await load([['typeVoorziening', 'begindatum']]);
    const text = persons([A, '1', 'A', '2025-01-01'], [B, '2', 'A', '2025-01-01'], [B, '3', 'B', '2025-01-01']);
    expect(found(pack, text)).toHaveLength(1);
  });

  test('no key, or one that the pack has no place for: the rule is not checked', async () => {
    const text = persons([A, '1', 'A', '2025-01-01'], [A, '1', 'A', '2025-01-01']);
    for (const unique of [[], [['registratienummer', 'omschrijving']]]) {
      const pack = await load(unique);
      expect(found(pack, text)).toEqual([]);
      expect(t004.idle!({ pack, verslagmaand: undefined, expectedBerichtgevers: [] })).toBe('pack');
    }
    expect(
      t004.idle!({ pack: await load([['bsn']]), verslagmaand: undefined, expectedBerichtgevers: [] }),
    ).toBeUndefined();
  });

  test('the pack that ships has its own', () => {
    expect(packs[0]!.manifest.unique).toEqual([['registratienummer']]);
    expect(packs[0]!.manifest.likelyDuplicate).toEqual([['bsn', 'typeVoorziening', 'begindatum']]);
  });
});
