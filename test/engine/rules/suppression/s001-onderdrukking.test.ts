import { describe, expect, test } from 'vitest';
import { locateSuppressed } from '../../../../server/src/engine/analysis/located-findings.ts';
import { type AnalyseOptions, analyse, BSN, delivery, findingsOf, record } from '../../../support/delivery.ts';
import { ranges } from '../../../support/markers.ts';
import { personDelivery, personPack } from '../../../support/person-pack.ts';
import { describeFixes } from '../check-fixes.ts';

const REVERSED = record({ start: '20250320', end: '20250310', nummer: 'A' });
const FUTURE = record({ start: '20250401', bsn: BSN[1], nummer: 'B' });
const FINE = record({ bsn: BSN[2], nummer: 'C' });
/** The later one has SRG-I105 because of the earlier one. */
const PAIR = [
  record({ type: '10', start: '20250101', nummer: 'P', rest: lks() }),
  record({ type: '12', start: '20250201', nummer: 'Q' }),
] as const;

function lks(): string {
  return '<Loonkostensubsidie><Loonwaarde>060</Loonwaarde>' + '</Loonkostensubsidie>';
}

/** A delivery with a comment first in its header. */
function inHead(comment: string, records: readonly string[]): string {
  return delivery(records).replace('<Levering>', `${comment}<Levering>`);
}

interface Case {
  readonly name: string;
  /** Each `⟦…⟧` is the place of a finding. */
  readonly text: string;
  /** The findings to be seen: the code, or what the message of SRG-S001 begins with. */
  readonly seen: readonly string[];
  readonly suppressed: readonly string[];
  readonly options?: AnalyseOptions;
}

const CASES: readonly Case[] = [
  {
    name: 'before a record, for that record',
    text: delivery(['<!-- srg-disable SRG-I101: nagevraagd -->', REVERSED, REVERSED.replace('>A<', '>A2<')]),
    seen: ['SRG-I119', 'SRG-I101'],
    suppressed: ['SRG-I101'],
  },
  {
    name: 'without white space, in small letters, without SRG-',
    text: delivery([`<!--srg-disable i101:x-->${REVERSED}`]),
    seen: [],
    suppressed: ['SRG-I101'],
  },
  {
    name: 'several codes in one comment, and several comments',
    text: delivery([
      '<!-- srg-disable SRG-I101, SRG-I108: x -->\n<!-- los commentaar -->\n<!-- srg-disable SRG-I107: y -->',
      record({ bsn: '950204868', start: '20250320', end: '20250310' }),
    ]),
    seen: ['Deze onderdrukking van SRG-I108'],
    suppressed: ['SRG-I107', 'SRG-I101'],
  },
  {
    name: 'in the header, for the file',
    text: inHead('<!-- srg-disable SRG-I101: x -->', [REVERSED, FINE, REVERSED.replace('>A<', '>A2<')]),
    seen: ['SRG-I119'],
    suppressed: ['SRG-I101', 'SRG-I101'],
  },
  {
    name: 'before the root, for the file and its header',
    text: `<!-- srg-disable SRG-I101: x -->\n<!-- srg-disable SRG-I104: x -->\n${delivery([REVERSED])}`,
    seen: [],
    suppressed: ['SRG-I104', 'SRG-I101'],
    options: {
      previous: delivery([record({ bsn: BSN[1] })], { verslagmaand: '2025-02' }).replaceAll('20250301', '20250201'),
    },
  },
  {
    name: 'a finding across records, on the record that it sits on',
    text: delivery([PAIR[0], '<!-- srg-disable SRG-I105: deeltijd, SRG-I110 -->', PAIR[1]]),
    seen: [],
    suppressed: ['SRG-I105'],
  },
  {
    name: 'a finding across records, on the other record',
    text: delivery([`<!-- srg-disable ⟦SRG-I105⟧: x -->`, PAIR[0], PAIR[1].replace('>12<', '>⟦12⟧<')]),
    seen: ['Deze onderdrukking van SRG-I105 doet niets meer: het record', 'SRG-I105'],
    suppressed: [],
  },
  {
    name: 'nothing of that kind in the record',
    text: delivery(['<!-- srg-disable SRG-I101, ⟦SRG-I106⟧: x -->', REVERSED]),
    seen: ['Deze onderdrukking van SRG-I106 doet niets meer: het record'],
    suppressed: ['SRG-I101'],
  },
  {
    name: 'nothing of that kind in the file',
    text: inHead('<!-- srg-disable ⟦SRG-I106⟧: x -->', [FINE]),
    seen: ['Deze onderdrukking van SRG-I106 doet niets meer: in dit bestand'],
    suppressed: [],
  },
  {
    name: 'in the header and before the record: both do something',
    text: inHead('<!-- srg-disable SRG-I101: x -->', ['<!-- srg-disable SRG-I101: y -->', REVERSED]),
    seen: [],
    suppressed: ['SRG-I101'],
  },
  {
    name: 'a rule that is switched off might speak in another office',
    text: delivery(['<!-- srg-disable SRG-I101: x -->', REVERSED]),
    seen: [],
    suppressed: [],
    options: { rules: { 'SRG-I101': 'off' } },
  },
  {
    name: 'without a reason',
    text: delivery(['<!-- ⟦srg-disable SRG-I101⟧ -->', REVERSED, '<!-- ⟦srg-disable SRG-I106⟧:  -->', FUTURE]),
    seen: ['Bij deze onderdrukking van SRG-I101 ontbreekt', 'Bij deze onderdrukking van SRG-I106 ontbreekt'],
    suppressed: ['SRG-I101', 'SRG-I106'],
  },
  {
    name: 'a technical mistake',
    text: delivery(['<!-- srg-disable ⟦SRG-T004, SRG-S001⟧: x -->', FINE, FINE.replace('20250301', '20250302')]),
    seen: ['SRG-T004, SRG-S001 is niet te onderdrukken', 'SRG-T004'],
    suppressed: [],
  },
  {
    name: 'no rule, and words that are no code',
    text: delivery(['<!-- srg-disable SRG-I101 ⟦SRG-I999 want⟧ -->', REVERSED]),
    seen: ['Bij deze onderdrukking van SRG-I101 ontbreekt', 'SRG-I999, WANT is niet de code van een controle'],
    suppressed: ['SRG-I101'],
  },
  {
    name: 'no code',
    text: delivery(['<!-- ⟦srg-disable⟧ : alles -->', FINE]),
    seen: ['Er staat niet bij welke melding'],
    suppressed: [],
  },
  {
    name: 'in a record, behind the last one, before another element',
    text: delivery([
      REVERSED.replace('<TypeVoorziening>', '<!-- ⟦srg-disable SRG-I101⟧: x --><TypeVoorziening>'),
      '<!-- ⟦srg-disable SRG-I101⟧: y -->',
    ]),
    seen: ['Deze onderdrukking doet niets', 'SRG-I101', 'Deze onderdrukking doet niets'],
    suppressed: [],
  },
  {
    name: 'of a record with a value that the schema refuses nothing is told',
    text: delivery(['<!-- srg-disable SRG-I101: x -->', REVERSED.replace('20250310', '10 maart')]),
    seen: ['SRG-T002'],
    suppressed: [],
  },
  {
    name: 'a record that is not well-formed, too',
    text: delivery(['<!-- srg-disable SRG-I101: x -->', REVERSED.replace('</Persoon>', '')]),
    seen: ['SRG-T001'],
    suppressed: ['SRG-I101'],
  },
  {
    name: 'in the header of a file in which a value is refused, too',
    text: inHead('<!-- srg-disable SRG-I101: x -->', [REVERSED.replace('20250310', '10 maart'), FINE]),
    seen: ['SRG-T002'],
    suppressed: [],
  },
  {
    name: 'in the header of a file that is rejected for something that hides nothing',
    text: inHead('<!-- srg-disable ⟦SRG-I101⟧: x -->', [FINE, FINE.replace('20250301', '20250302')]),
    seen: ['Deze onderdrukking van SRG-I101 doet niets meer: in dit bestand', 'SRG-T004'],
    suppressed: [],
  },
  {
    name: 'in a template, where nobody knows what is filled in',
    text: inHead('<!-- srg-disable SRG-I106: x -->', [
      `<!-- srg-disable SRG-I101: y -->${FINE.replace('20250301', '{{ begin }}')}`,
    ]),
    seen: [],
    suppressed: [],
  },
  {
    name: 'a suppression that does nothing anywhere, in a template',
    text: delivery([
      '<!-- srg-disable ⟦SRG-I999⟧: y -->',
      FINE.replace('20250301', '{{ begin }}'),
      '<!-- ⟦srg-disable SRG-I101⟧: y -->',
    ]),
    seen: ['SRG-I999 is niet de code van een controle', 'Deze onderdrukking doet niets'],
    suppressed: [],
  },
  {
    name: 'what only looks like one',
    text: delivery(['<!-- srg-disabled SRG-I101 --><!-- zie srg-disable SRG-I101 -->', REVERSED]),
    seen: ['SRG-I101'],
    suppressed: [],
  },
  {
    name: 'when what is said of suppressions is switched off',
    text: delivery(['<!-- srg-disable SRG-I101, SRG-I106 -->', REVERSED]),
    seen: [],
    suppressed: ['SRG-I101'],
    options: { rules: { 'SRG-S001': 'off' } },
  },
];

describe('what a suppression suppresses, and what there is to say of it', () => {
  test.each(CASES)('$name', ({ text: marked, seen, suppressed, options }) => {
    const { text, ranges: places } = ranges(marked);
    const analysis = analyse(text, options);
    const findings = findingsOf(analysis);
    expect(
      findings.map(({ code, message }, i) => (code === 'SRG-S001' ? message.slice(0, seen[i]?.length) : code)),
    ).toEqual(seen);
    const found = findings.map(({ range }) => range);
    for (const place of places) expect(found).toContainEqual(place);
    expect(locateSuppressed(analysis).map(({ finding }) => finding.code)).toEqual(suppressed);
  });
});

describe('of the month before', () => {
  const february = delivery([record({ start: '20250101', nummer: 'C', bsn: BSN[2] })], { verslagmaand: '2025-02' });
  const ended = delivery([record({ start: '20250101', end: '20250202' })], { verslagmaand: '2025-02' });
  const text = inHead('<!-- srg-disable SRG-I104: beëindigd, zie brief -->', []);

  test.each<[name: string, previous: string | undefined, seen: string[], suppressed: string[]]>([
    ['what is missing is suppressed', february, [], ['SRG-I104']],
    ['there is nothing missing', ended, ['SRG-S001'], []],
    ['nobody knows what is missing, so it may do something', undefined, [], []],
  ])('%s', (_name, previous, seen, suppressed) => {
    const analysis = analyse(text, previous === undefined ? {} : { previous });
    expect(findingsOf(analysis).map(({ code }) => code)).toEqual(seen);
    expect(locateSuppressed(analysis).map(({ finding }) => finding.code)).toEqual(suppressed);
  });
});

describe('counts and verdict', () => {
  test('what is suppressed is counted apart, and CBS sees it all the same', () => {
    const { tally } = analyse(delivery(['<!-- srg-disable SRG-I101: x -->', REVERSED]));
    expect(tally).toEqual({ error: 0, warning: 0, information: 0, suppressed: 1, verdict: 'contact' });
  });

  test('what is said of suppressions changes nothing of the verdict, whatever the user calls it', () => {
    const { tally } = analyse(delivery(['<!-- srg-disable SRG-I101: x -->', FINE]), { rules: { 'SRG-S001': 'error' } });
    expect(tally).toEqual({ error: 1, warning: 0, information: 0, suppressed: 0, verdict: 'goedgekeurd' });
  });
});

describe('a format with records under a person', () => {
  const late = (nr: string) => `<V nr="${nr}" soort="A"><Van>2025-04-0${nr}</Van></V>`;
  const text = (before: string, between: string) =>
    personDelivery([`${before}<Persoon bsn="950204869" vermogen="1">${late('1')}${between}${late('2')}</Persoon>`]);

  test.each([
    ['before the person, for all of the records', '<!-- srg-disable SRG-I106: x -->', '', 2],
    ['before a record, for that one', '', '<!-- srg-disable SRG-I106: x -->', 1],
  ])('%s', (_name, before, between, count) => {
    const analysis = analyse(text(before, between), { packs: [personPack] });
    expect(locateSuppressed(analysis)).toHaveLength(count);
    expect(findingsOf(analysis).map(({ code }) => code)).toEqual(Array(2 - count).fill('SRG-I106'));
  });
});

describeFixes([
  {
    name: 'a code that does nothing, among others',
    text: delivery(['<!-- srg-disable SRG-I106, SRG-I101 , i107: x -->', REVERSED]),
    code: 'SRG-S001',
    fixes: [['Haal SRG-I106, SRG-I107 uit deze onderdrukking', '<!-- srg-disable SRG-I101: x -->\n<Voorziening>']],
  },
  {
    name: 'the only code',
    text: delivery([FUTURE, '  <!-- srg-disable SRG-I106: x -->', FINE]),
    code: 'SRG-S001',
    fixes: [['Verwijder deze onderdrukking', `${FUTURE}\n${FINE}`]],
  },
  {
    name: 'in the header',
    text: inHead('<!-- srg-disable SRG-I106: x -->', [FINE]),
    code: 'SRG-S001',
    fixes: [['Verwijder deze onderdrukking', '!srg-disable']],
  },
  {
    name: 'where it does nothing',
    text: delivery([FINE, '<!-- srg-disable SRG-I106: x -->']),
    code: 'SRG-S001',
    fixes: [['Verwijder deze onderdrukking', '!srg-disable']],
  },
  {
    name: 'a code that is none',
    text: delivery(['<!-- srg-disable SRG-I999, SRG-I101: x -->', REVERSED]),
    code: 'SRG-S001',
    fixes: [['Haal SRG-I999 uit deze onderdrukking', '<!-- srg-disable SRG-I101: x -->']],
  },
]);

test.each([
  ['all of it', 'SRG-I108'],
  ['a code of it', 'SRG-I101, SRG-I108'],
])('taking a suppression away that does nothing is the one clear way: %s', (_name, codes) => {
  const analysis = analyse(delivery([`<!-- srg-disable ${codes}: x -->`, REVERSED]));
  const [finding] = [...analysis.findings()].filter(({ code }) => code === 'SRG-S001');
  expect(analysis.fixesOf(finding!).map(({ preferred }) => preferred)).toEqual([true]);
});
