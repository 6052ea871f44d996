import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateDelivery } from '../../../../bench/generate-delivery.ts';
import type { AnalysisSettings, PageLimits } from '../../../../server/src/engine/analysis/analysis-settings.ts';
import { DeliveryAnalysis } from '../../../../server/src/engine/analysis/delivery-analysis.ts';
import type { Pack } from '../../../../server/src/engine/packs/load-pack.ts';
import type { WorkerValidator } from '../../../../server/src/engine/schema/validator.ts';
import { SourceText } from '../../../../server/src/engine/text/source-text.ts';
import { analyse, BSN, delivery, packs, previousOf, record } from '../../../support/delivery.ts';
import { heldBy, UNLIKE_PACKS } from '../../../support/packs/unlike-packs.ts';
import { holds } from '../../../support/property.ts';
import { PLACES, type RandomEdit, randomEdits } from '../../../support/random-edits.ts';
import { inPagesOf, toldOf } from './told.ts';

const SETTINGS: AnalysisSettings = { packs, rules: {}, berichtgevers: ['0363'] };

/** A worker that works in this thread. */
function workerFor(pack: Pack): WorkerValidator {
  const validate: WorkerValidator['validate'] = (pieces) => pack.validator.validate([...pieces]);
  return {
    validate,
    submit(pieces) {
      const result = validate(pieces);
      return () => result;
    },
  };
}

interface Reading {
  /** The length of a page. */
  readonly page: number;
  readonly limits: PageLimits;
  readonly withWorker: boolean;
  readonly withFixes: boolean;
}

const reading = fc.record({
  page: fc.constantFrom(40, 333, 7_000),
  limits: fc.record({ blocks: fc.constantFrom(1, 2), verdicts: fc.constantFrom(0, 500, 1_000_000) }),
  withWorker: fc.boolean(),
  withFixes: fc.constant(false),
});

/** Holds that a delivery has the same findings whether or not it is read in pages. */
function expectSame(text: string, settings: AnalysisSettings, { page, limits, withWorker, withFixes }: Reading): void {
  const whole = new DeliveryAnalysis(new SourceText(text), settings);
  whole.run();
  const paged = new DeliveryAnalysis(inPagesOf(text, page), { ...settings, inPages: limits });
  if (withWorker && paged.choice.kind === 'known') paged.runWithWorker(workerFor(paged.choice.pack));
  else paged.run();
  expect(toldOf(paged, withFixes)).toEqual(toldOf(whole, withFixes));
}

const shape = fc.record({
  records: fc.integer({ min: 90, max: 330 }),
  seed: fc.nat(),
  oneLine: fc.boolean(),
  faulty: fc.constantFrom(0, 0.1, 0.5),
  prefix: fc.constantFrom('', 's'),
});
const textOf = ({ prefix, ...rest }: typeof shape extends fc.Arbitrary<infer T> ? T : never) =>
  generateDelivery(prefix === '' ? rest : { ...rest, prefix });

/** Edits as they are made in a text that nobody analyses in between. */
function edited(text: string, script: readonly RandomEdit[]): string {
  return script.reduce((all, { at, length, text: newText }) => {
    const start = Math.floor((at / PLACES) * all.length);
    return all.slice(0, start) + newText + all.slice(start + length);
  }, text);
}

const PASTED = [
  record({ bsn: BSN[1], type: '10', arbeidsvermogen: '30', nummer: 'P-1' }),
  `<!-- srg-disable SRG-I107, I108: nagekeken -->${record({ bsn: '950204868', nummer: 'P-2' })}`,
  `<!-- srg-disable SRG-I105: onnodig -->${record({ nummer: 'P-1' })}`,
  record({ start: '20250230', rest: `<X>${'é'.repeat(200)}</X>` }),
];

test.each([
  { when: 'verdicts are kept', limits: { blocks: 1 } },
  { when: 'none is', limits: { blocks: 1, verdicts: 0 } },
])(
  'a delivery that is read in pages has the findings and fixes of one that is read at once, where $when',
  ({ limits }) => {
    const text = generateDelivery({ records: 250, seed: 3, oneLine: false, faulty: 0.3 });
    expectSame(text, SETTINGS, { page: 333, limits, withWorker: false, withFixes: true });
    const paged = new DeliveryAnalysis(inPagesOf(text, 333), { ...SETTINGS, inPages: { blocks: 1 } });
    paged.run();
    expect(paged.inPages).toBe(true);
    expect(paged.tally.error).toBeGreaterThan(20);
    expect(paged.tally.warning).toBeGreaterThan(20);
  },
);

test('and so has any that people and programs have written in', () => {
  const property = fc.property(shape, randomEdits(PASTED, 5), reading, (given, script, how) => {
    expectSame(edited(textOf(given), script), SETTINGS, how);
  });
  holds(property, 400);
}, 900_000);

test('with that of the month before', () => {
  const property = fc.property(shape, randomEdits(PASTED, 3), reading, (given, script, how) => {
    const text = textOf({ ...given, faulty: 0 });
    const last = text
      .replace('>03<', '>02<')
      .replace(/<(s?:?)BegindatumVoorziening>20220[1-6]/g, '<$1BegindatumVoorziening>202107');
    expectSame(edited(text, script), { ...SETTINGS, previous: previousOf(last) }, how);
  });
  holds(property, 120);
}, 900_000);

test('and so has one in which all records are one person’s', () => {
  const records = Array.from({ length: 330 }, (_, n) =>
    record({
      nummer: `N-${n % 300}`,
      type: n % 7 === 0 ? '23' : '30',
      geslacht: n % 50 === 9 ? '2' : '1',
      start: '20250301',
    }),
  );
  expectSame(delivery(records), SETTINGS, { page: 999, limits: { blocks: 1 }, withWorker: true, withFixes: false });
});

describe('in a format with', () => {
  test.each(UNLIKE_PACKS)(
    '$name',
    ({ pack, write }) => {
      const property = fc.property(shape, randomEdits([], 3), reading, (given, script, how) => {
        const held = heldBy(analyse(textOf({ ...given, faulty: 0 })));
        const text = write(held!);
        expectSame(edited(text, script), { ...SETTINGS, packs: [pack] }, how);
      });
      holds(property, 80);
    },
    900_000,
  );
});
