import { expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../../../server/src/engine/analysis/delivery-analysis.ts';
import { locateFindings } from '../../../../server/src/engine/analysis/located-findings.ts';
import { readPrevious } from '../../../../server/src/engine/delivery/previous-delivery.ts';
import { SourceText } from '../../../../server/src/engine/text/source-text.ts';
import { BSN, delivery, packs, previousOf, record } from '../../../support/delivery.ts';
import { personDelivery, personPack } from '../../../support/person-pack.ts';
import { visible } from '../../../support/random-edits.ts';

const [ANNA, BRAM] = BSN;
const A = { bsn: ANNA, nummer: 'A', start: '20250101' };
const B = { bsn: BRAM, nummer: 'B', start: '20250101' };
const LAST = previousOf(delivery([record(A), record(B)], { verslagmaand: '2025-02' }))!;
const FULL = delivery([record(A), record(B)]);

/** After each edit (a string of the text, and what comes in its place) how many are missing and have another start. */
type Step = [of: string, by: string, missing: number, startChanged?: number];

test.each<[name: string, steps: Step[]]>([
  [
    'a record whose BSN is none counts by its number, as long as it has that',
    [
      [ANNA, '95020486', 0],
      ['>A<', '>X<', 1],
      ['>X<', '>A<', 0],
      ['95020486<', `${ANNA}<`, 0],
    ],
  ],
  [
    'a record that is not well-formed counts as far as it can be read',
    [
      [`${ANNA}</Burgerservicenummer>`, ANNA, 0],
      [ANNA, '95020486', 0],
      ['>A<', '>X<', 1],
      ['95020486<', `${ANNA}</Burgerservicenummer><`, 0],
    ],
  ],
  [
    'another start date is a change as long as the number is the same',
    [
      ['20250101', '20250102', 0, 1],
      ['>A<', '>X<', 1, 0],
      ['>X<', '>A<', 0, 1],
      ['20250102', '20250132', 0, 0],
      ['20250132', '20250101', 0, 0],
    ],
  ],
  [
    'a record with the number of another person',
    [
      [ANNA, BSN[2], 1],
      ['<BegindatumVoorziening>20250101', '<BegindatumVoorziening>20251301', 0],
      ['<BegindatumVoorziening>20251301', '<BegindatumVoorziening>20250101', 1],
    ],
  ],
  [
    'another month, and back',
    [
      [record(A), '', 1],
      ['>03<', '>05<', 0],
      ['>05<', '>03<', 1],
      ['>03<', '>3<', 0],
      ['>3<', '>03<', 1],
    ],
  ],
  [
    'all at once, and some of it back',
    [
      [`${record(A)}\n${record(B)}`, '', 2],
      ['<Voorzieningen>', `<Voorzieningen>${record(B)}`, 1],
    ],
  ],
])('%s', (_name, steps) => {
  const source = new SourceText(FULL);
  const settings = { packs, rules: {}, berichtgevers: [], previous: LAST };
  let analysis = new DeliveryAnalysis(source, settings);
  analysis.run();
  expect(analysis.continuityFacts?.missingCount).toBe(0);
  for (const [of, by, missing, startChanged = 0] of steps) {
    const start = source.toString().indexOf(of);
    expect(start, of).toBeGreaterThan(0);
    source.replace(start, start + of.length, by);
    if (!analysis.edited({ start, end: start + of.length, length: by.length })) {
      analysis = new DeliveryAnalysis(source, settings);
    }
    analysis.run();
    const found = locateFindings(analysis).filter(({ finding }) => finding.code === 'SRG-I104');
    expect(analysis.continuityFacts?.missingCount ?? 0, `${of} ${by}`).toBe(missing);
    expect(found.filter(({ finding }) => finding.record)).toHaveLength(startChanged);
    expect(found.filter(({ finding }) => !finding.record)).toHaveLength(missing > 0 ? 1 : 0);
    const fresh = new DeliveryAnalysis(new SourceText(source.toString()), settings);
    fresh.run();
    expect(visible(analysis)).toEqual(visible(fresh));
  }
});

test('a delivery of the month before may come, change and go when all else is known', () => {
  const analysis = new DeliveryAnalysis(new SourceText(delivery([record(B)])), { packs, rules: {}, berichtgevers: [] });
  analysis.run();
  const missing = (previous: typeof LAST | undefined) => {
    analysis.setPrevious(previous);
    analysis.run();
    return analysis.tally.warning;
  };
  expect([undefined, LAST, { ...LAST, verslagmaand: LAST.verslagmaand - 1 }, LAST, undefined].map(missing)).toEqual([
    0, 1, 0, 1, 0,
  ]);
  Object.assign(analysis.work, { scanned: 0, chunks: 0, ruled: 0, groups: 0, persons: 0 });
  missing(LAST);
  expect(analysis.work).toEqual({ scanned: 0, chunks: 0, ruled: 0, groups: 0, persons: 2, schematron: 0 });
});

test('in a format with records under a person what is missing is told, and put back', () => {
  const person = (bsn: string, nr: string) =>
    `<Persoon bsn="${bsn}"><V nr="${nr}" soort="A"><Van>2025-01-01</Van></V></Persoon>`;
  const last = personDelivery([person(ANNA, '1'), person(BRAM, '2')]).replace('2025-03', '2025-02');
  const settings = { packs: [personPack], rules: {}, berichtgevers: [] };
  const previous = readPrevious('file:///x.xml', last, [personPack]);
  const analysis = new DeliveryAnalysis(new SourceText(personDelivery([person(ANNA, '1')])), { ...settings, previous });
  analysis.run();
  const [{ finding }, ...others] = locateFindings(analysis).filter(({ finding: { code } }) => code === 'SRG-I104') as [
    ReturnType<typeof locateFindings>[number],
  ];
  expect(others).toEqual([]);
  expect(analysis.textOf(finding.owner).slice(finding.range.start, finding.range.end)).toBe('2025-03');
  expect(finding.relatedInOtherFiles).toMatchObject([{ line: 3, length: 1 }]);
  const [fix, ...more] = analysis.fixesOf(finding);
  expect(more).toEqual([]);
  expect(fix!.edits.map(({ newText }) => newText)).toEqual([`\n${person(BRAM, '2')}`]);
});
