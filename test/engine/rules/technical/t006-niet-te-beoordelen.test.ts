import { describe, expect, test } from 'vitest';
import { formatMessage } from '../../../../server/src/engine/messages/message.ts';
import { loadPack } from '../../../../server/src/engine/packs/load-pack.ts';
import {
  draftOfNotJudged,
  type NotJudged,
  reopeningIn,
} from '../../../../server/src/engine/rules/technical/t006-niet-te-beoordelen.ts';
import { analyse, delivery, findingsOf, record } from '../../../support/delivery.ts';
import { PERSON_PACK_FILES, personDelivery } from '../../../support/person-pack.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const lost = (declared: string) =>
  `Dit bestand is niet te beoordelen: er staan tekens in die bij het openen verloren zijn gegaan (\ufffd), dus de tekst is niet die in ${declared}. Open het bestand opnieuw in die codering, en sla het tot dan niet op.`;

const CASES: RuleCase[] = [
  { name: 'nothing was lost', text: delivery(record({ nummer: 'é' })), found: [] },
  {
    name: 'a character of a record was lost',
    text: `⟦<?xml version="1.0" encoding="windows-1252"?>⟧\n${delivery(record({ nummer: 'A\ufffd' }))}`,
    found: [lost('windows-1252')],
  },
  {
    name: 'of the header, without a declaration',
    text: `⟦⟧${delivery([], { softwarepakket: '\ufffd' })}`,
    found: [lost('UTF-8')],
  },
  { name: 'behind the records', text: `⟦⟧${delivery()}<!-- \ufffd -->`, found: [lost('UTF-8')] },
  {
    name: 'many: one finding',
    text: `⟦⟧${delivery(Array.from({ length: 300 }, () => record({ nummer: '\ufffd' })))}`,
    found: [lost('UTF-8')],
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
  [{ kind: 'encoding', declared: 'UTF-8', opened: undefined }, 'UTF-8'],
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
