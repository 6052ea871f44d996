import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateDelivery } from '../../../bench/generate-delivery.ts';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { analyse, delivery, findingsOf, packs, previousOf, record } from '../../support/delivery.ts';
import { holds, LONG } from '../../support/property.ts';
import { playEdits, randomEdits } from '../../support/random-edits.ts';

const SETTINGS = { packs, rules: {}, berichtgevers: [] };

const COMMENTS = [
  '<!-- srg-disable SRG-I105: deeltijd -->',
  '<!-- srg-disable SRG-I106, I101: nagevraagd -->',
  '<!-- srg-disable SRG-I103 -->',
  '<!-- srg-disable SRG-T004, SRG-I999: x -->',
  'srg-disable SRG-I108: x',
  'SRG-I105, ',
];

const RECORDS = [
  record({ type: '10', start: '20250101', nummer: 'A' }),
  record({ type: '12', start: '20250201', nummer: 'B', geslacht: '2' }),
  record({ type: '11', start: '20240601', nummer: 'C' }),
  record({ start: '20250401', end: '20250301', nummer: 'D' }),
];
const [first, second, third, fourth] = RECORDS as [string, string, string, string];
const TEXT = delivery([first, COMMENTS[0]!, second, `${COMMENTS[2]}${third}`, COMMENTS[1]!, fourth]);

const taken = { kept: 0, anew: 0 };

test.each([
  ['before records', TEXT],
  ['in the header, too', TEXT.replace('<Levering>', `${COMMENTS[0]}<Levering>`)],
])(
  'after any edits of a delivery with suppressions %s the state equals that of a fresh analysis',
  (_name, text) => {
    const property = fc.property(randomEdits(RECORDS, 8, COMMENTS), (script) =>
      playEdits(text, script, SETTINGS, taken),
    );
    holds(property, 800);
  },
  900_000,
);

test('and with deliveries of the month before that come and go', () => {
  const moved = RECORDS.map((one) => one.replace('20250101', '20250102'));
  const previous = [moved, RECORDS].map((records) => previousOf(delivery(records, { verslagmaand: '2025-02' })));
  expect(previous).not.toContain(undefined);
  const comments = [...COMMENTS, '<!-- srg-disable SRG-I104: gecontroleerd -->'];
  const text = TEXT.replace('<Levering>', `${comments.at(-1)}<Levering>`).replace(first, `${comments.at(-1)}${first}`);
  const property = fc.property(randomEdits(RECORDS, 8, comments), (script) =>
    playEdits(text, script, SETTINGS, taken, [undefined, ...previous]),
  );
  holds(property, 480);
}, 900_000);

test('and of a delivery of several blocks of records', () => {
  const text = generateDelivery({ records: 350, seed: 4, oneLine: false, faulty: 0.5 });
  const property = fc.property(randomEdits(COMMENTS, 6), (script) => playEdits(text, script, SETTINGS, taken));
  holds(property, 48);
}, 900_000);

test('most edits were taken in, so that the comparison says something', () => {
  expect(taken.kept).toBeGreaterThan(LONG ? 2 * taken.anew : 0);
});

describe('the work that a suppression costs', () => {
  const RECORD_COUNT = 2_000;
  const analysis = analyse(generateDelivery({ records: RECORD_COUNT, seed: 2, oneLine: false, faulty: 0.3 }));

  function insert(at: number, text: string) {
    Object.assign(analysis.work, { scanned: 0, chunks: 0, ruled: 0, groups: 0, persons: 0 });
    analysis.source.replace(at, at, text);
    expect(analysis.edited({ start: at, end: at, length: text.length })).toBe(true);
    analysis.run();
    return { ...analysis.work };
  }

  test('before a record: that of the record', () => {
    const at = analysis.source.toString().indexOf('<Voorziening>', 300_000);
    const { scanned, chunks, ruled } = insert(at, '<!-- srg-disable SRG-I106: x -->');
    expect({ scanned, chunks, ruled }).toEqual({ scanned: 1, chunks: 1, ruled: 1 });
  });

  test('in the header: none of the records', () => {
    const before = findingsOf(analysis).filter(({ code }) => code === 'SRG-I107').length;
    expect(before).toBeGreaterThan(3);
    const at = analysis.source.toString().indexOf('<Levering>');
    const { suppressed } = analysis.tally;
    const work = insert(at, '<!-- srg-disable SRG-I107: x -->');
    expect(work).toEqual({ scanned: 0, chunks: 0, ruled: 0, groups: 0, persons: 0, schematron: 0 });
    expect(analysis.tally.suppressed).toBe(suppressed + before);
    expect(findingsOf(analysis).filter(({ code }) => code === 'SRG-I107')).toEqual([]);
  });
});

test('nothing is said of suppressions before everything is known', () => {
  const analysis = new DeliveryAnalysis(new SourceText(TEXT), SETTINGS);
  const said = () => [...analysis.findings()].some(({ code }) => code === 'SRG-S001');
  while (!analysis.run(() => true)) {
    expect(said()).toBe(false);
    expect(analysis.tally.information).toBe(
      [...analysis.findings()].filter((one) => one.severity === 'information').length,
    );
  }
  expect(said()).toBe(true);
});

// The comment suppresses what the type has against that of the record before it, and of the one behind it.
test('what is suppressed is in the tally of its severity as soon as the comment goes', () => {
  const analysis = analyse(TEXT);
  const { suppressed, warning } = analysis.tally;
  const start = TEXT.indexOf(COMMENTS[0]!);
  const end = start + COMMENTS[0]!.length;
  analysis.source.replace(start, end, '');
  analysis.edited({ start, end, length: 0 });
  analysis.run();
  expect(analysis.tally).toMatchObject({ suppressed: suppressed - 2, warning: warning + 2 });
});
