import { describe, expect, test } from 'vitest';
import { formatMessage } from '../../../../server/src/engine/messages/message.ts';
import { loadPack } from '../../../../server/src/engine/packs/load-pack.ts';
import {
  draftOfNotJudged,
  type NotJudged,
  reopeningIn,
} from '../../../../server/src/engine/rules/technical/t006-niet-te-beoordelen.ts';
import { SourceText } from '../../../../server/src/engine/text/source-text.ts';
import { decodeXml } from '../../../../server/src/engine/workspace/decode-xml.ts';
import { analyse, delivery, findingsOf, record } from '../../../support/delivery.ts';
import { PERSON_PACK_FILES, personDelivery } from '../../../support/person-pack.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const MISREAD =
  'Dit bestand is niet te beoordelen: er staan tekens in die bij het openen verloren zijn gegaan (\ufffd), dus de tekst is niet die in windows-1252. Open het bestand opnieuw in die codering, en sla het tot dan niet op.';
const LOST =
  'Dit bestand is niet te beoordelen: er staan tekens in die bij openen of opslaan in een verkeerde codering verloren zijn gegaan (\ufffd). Is het in een andere codering opgeslagen dan UTF-8, meestal windows-1252, open het dan opnieuw in die codering en sla het tot dan niet op. Anders zijn die letters uit het bestand zelf verdwenen: exporteer de levering opnieuw.';

const CASES: RuleCase[] = [
  { name: 'nothing was lost', text: delivery(record({ nummer: 'é' })), found: [] },
  {
    name: 'a character of a record was lost',
    text: `⟦<?xml version="1.0" encoding="windows-1252"?>⟧\n${delivery(record({ nummer: 'A\ufffd' }))}`,
    found: [MISREAD],
  },
  {
    name: 'of the header, without a declaration',
    text: `⟦⟧${delivery([], { softwarepakket: '\ufffd' })}`,
    found: [LOST],
  },
  { name: 'behind the records', text: `⟦⟧${delivery()}<!-- \ufffd -->`, found: [LOST] },
  {
    name: 'many: one finding',
    text: `⟦⟧${delivery(Array.from({ length: 300 }, () => record({ nummer: '\ufffd' })))}`,
    found: [LOST],
  },
];

test.each(CASES)('$name', (given) => checkRule('SRG-T006', 'error', given));

describe('records', () => {
  // The schema has a second element that may repeat, and the pack takes that for the record.
  const files = {
    ...PERSON_PACK_FILES,
    'personen.xsd': PERSON_PACK_FILES['personen.xsd']!.replace(
      '<xs:element name="V" maxOccurs="unbounded">',
      '<xs:element name="V" minOccurs="0" maxOccurs="unbounded">',
    ),
  };

  test('valid elements in the place of records, and none of them is one', async () => {
    const pack = await loadPack('personen', async (name) => files[name as keyof typeof files]!);
    const text = personDelivery(['<Persoon bsn="1"/>']);
    const found = findingsOf(analyse(text, { packs: [pack] }));
    expect(found.map(({ code, range }) => [code, text.slice(range.start, range.end)])).toEqual([
      ['SRG-T006', 'Personen'],
    ]);
    expect(analyse(text, { packs: [pack] }).tally.verdict).toBe('niet-te-beoordelen');
    expect(findingsOf(analyse(personDelivery([]), { packs: [pack] }))).toEqual([]);
  });
});

test.each<[NotJudged, string]>([
  [{ kind: 'pack', problem: 'Geen XSD.' }, 'het schemapakket kan niet worden gebruikt. Geen XSD.'],
  [{ kind: 'failed', name: 'RangeError' }, 'er ging iets mis in het programma (RangeError)'],
  [{ kind: 'tooLarge', size: 50 }, 'groter dan 50 MB'],
  [{ kind: 'encoding', declared: 'windows-1252', opened: undefined }, 'windows-1252'],
  [{ kind: 'lost', declared: 'utf8', opened: undefined }, 'meestal windows-1252'],
  [{ kind: 'lost', declared: 'ISO-8859-15', opened: undefined }, 'terwijl het ISO-8859-15 zegt te zijn'],
  [{ kind: 'openedAs', declared: 'windows-1252', opened: 'utf8' }, 'windows-1252'],
  [{ kind: 'noRecords', path: 'SRG/V' }, 'SRG/V'],
])('says why: %j', (reason, words) => {
  const { message } = draftOfNotJudged(reason, { start: 0, end: 1 });
  expect(formatMessage(message, { language: 'nl', maskBsn: false })).toContain(words);
});

test('what was opened otherwise than it declares is best opened again', () => {
  const text = `<?xml version="1.0" encoding="windows-1252"?>\n${delivery(record({ nummer: 'A\ufffd' }))}`;
  const analysis = analyse(text);
  const finding = [...analysis.findings()].find(({ code }) => code === 'SRG-T006');
  const fixes = analysis.fixesOf(finding!).map(({ edits, reopenIn, preferred }) => ({ edits, reopenIn, preferred }));
  expect(fixes).toEqual([{ edits: [], reopenIn: 'windows-1252', preferred: true }]);
});

test.each<[declared: string, opened: string | undefined, reopen: string | undefined]>([
  ['windows-1252', undefined, 'windows-1252'],
  ['windows-1252', 'utf8', 'windows-1252'],
  ['windows-1252', 'windows1252', undefined],
  ['ISO-8859-1', 'windows1252', 'ISO-8859-1'],
  ['Latin9', 'iso885915', undefined],
  ['UTF-8', undefined, undefined],
  ['UTF-8', 'windows1252', 'UTF-8'],
  ['cp850', 'utf8', undefined],
])('declared as %s and opened in %s, it can be opened again in %s', (declared, opened, reopen) => {
  expect(reopeningIn({ kind: 'encoding', declared, opened })).toBe(reopen);
});

/** Texts are kept in pieces of so many characters at most. */
const PIECE = 32_768;

describe('a file that an editor read and wrote as UTF-8, and lost characters of', () => {
  const bytes = (declared: string) =>
    Buffer.from(`<?xml version="1.0" encoding="${declared}"?>\n${delivery(record({ nummer: 'Caf\ufffd' }))}`);
  const reasons = (text: string) =>
    Array.from(analyse(text).findings(), ({ code, data }) => [code, data]).filter(([code]) => code === 'SRG-T006');

  test.each(['windows-1252', 'ISO-8859-1', 'ISO-8859-15', 'latin9', 'windows-1250', 'macintosh', 'KOI8-R', 'UTF-8'])(
    'is not judged by what is left of them in %s',
    (declared) => {
      const { text, problem } = decodeXml(bytes(declared));
      expect(problem).toBeUndefined();
      expect(reasons(text)).toEqual([['SRG-T006', { kind: 'lost', declared, opened: undefined }]]);
    },
  );

  test('wherever the characters lie among the pieces of the text', () => {
    const { text } = decodeXml(bytes('windows-1252'));
    const large = text.replace('?>', `?><!--${'x'.repeat(3 * PIECE)}-->`);
    const borders = Array.from(new SourceText(large).pieces(0, large.length), ({ length }) => length);
    const border = borders[0]! + borders[1]!;
    for (const before of [1, 2]) {
      const filler = 'x'.repeat(border - before - text.indexOf('\u00ef') - '<!---->'.length);
      const shifted = text.replace('?>', `?><!--${filler}-->`);
      expect(shifted.indexOf('\u00ef')).toBe(border - before);
      expect(reasons(shifted)).toHaveLength(1);
    }
  });

  test('until its declaration is another', () => {
    const { text } = decodeXml(bytes('windows-1252'));
    const analysis = analyse(text);
    const at = text.indexOf('windows-1252');
    analysis.source.replace(at, at + 12, 'UTF-8');
    analysis.edited({ start: at, end: at + 12, length: 5 });
    analysis.run();
    expect(analysis.misread).toBeUndefined();
    analysis.source.replace(at, at + 5, 'latin1');
    analysis.edited({ start: at, end: at + 5, length: 6 });
    analysis.run();
    expect(analysis.misread?.kind).toBe('lost');
  });
});
