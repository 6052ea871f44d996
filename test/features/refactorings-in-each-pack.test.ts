import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DeliveryAnalysis } from '../../server/src/engine/analysis/delivery-analysis.ts';
import { atOnce } from '../../server/src/engine/text/time-sliced.ts';
import { duplicateRecord } from '../../server/src/features/actions/refactorings/duplicate-record.ts';
import { newVoorziening } from '../../server/src/features/actions/refactorings/new-voorziening.ts';
import type { Refactoring } from '../../server/src/features/actions/refactorings/refactoring.ts';
import { changeOf } from '../../server/src/features/actions/refactorings/refactoring.ts';
import { REFACTORINGS } from '../../server/src/features/actions/refactorings/registry.ts';
import { completions } from '../support/completions.ts';
import { analyse, findingsOf, packs } from '../support/delivery.ts';
import { heldBy, UNLIKE_PACKS } from '../support/packs/unlike-packs.ts';
import { proposals, textAfter } from './actions/refactorings/check-refactoring.ts';

const text = readFileSync('examples/casus-maaike.srg.xml', 'utf8').replace(/<!--.*?-->/gs, '');
const held = heldBy(analyse(text))!;
const FORMATS = [
  { name: 'the pack that ships', pack: packs[0]!, written: text },
  ...UNLIKE_PACKS.map(({ name, pack, write }) => ({ name, pack, written: write(held) })),
];

/** Where a value of the second record begins; without a concept, its name. */
function placeOf(analysis: DeliveryAnalysis, concept?: 'typeVoorziening' | 'begindatum'): number {
  const record = [...analysis.recordsIn(0, analysis.source.length)][1]!;
  const range = concept === undefined ? record.nameRange : record.rangeOf(concept);
  return analysis.startOf(record.owner) + range.start;
}

describe.each(FORMATS)('$name', ({ pack, written }) => {
  const options = { packs: [pack] };
  const analysis = analyse(written, options);
  const cursor = (start: number) => ({ start, end: start });
  const offered = (at: number) =>
    REFACTORINGS.flatMap((one) => proposals(one, analysis, cursor(at)).map(({ title }) => title.key));
  const codesAfter = (refactoring: Refactoring) => {
    const [proposal] = proposals(refactoring, analysis, cursor(placeOf(analysis)));
    const after = analyse(textAfter(written, atOnce(changeOf(proposal!))), options);
    return { codes: findingsOf(after).map(({ code }) => code), records: after.recordCount - analysis.recordCount };
  };

  test('the same refactorings are offered on a record, and in its values those of the record', () => {
    const ofRecord = ['refactor.duplicateRecord', 'refactor.newVoorziening'];
    expect(offered(placeOf(analysis))).toEqual([...ofRecord, 'refactor.wrapElement']);
    for (const concept of ['typeVoorziening', 'begindatum'] as const)
      expect(offered(placeOf(analysis, concept))).toEqual(expect.arrayContaining(ofRecord));
  });

  test('a record that is doubled, under a number of its own, is told to be the same twice, and nothing else', () => {
    expect(codesAfter(duplicateRecord)).toEqual({ codes: ['SRG-I119'], records: 1 });
  });

  test('a new voorziening of the person has nothing wrong but what is yet to be filled in', () => {
    const { codes, records } = codesAfter(newVoorziening);
    expect([...new Set(codes)]).toEqual(['SRG-T002']);
    expect(records).toBe(1);
  });

  test('the same codes are completed, with their labels', () => {
    // In an attribute there is no markup.
    const labelsIn = (delivery: string, at: number, given = options) =>
      completions(`${delivery.slice(0, at)}‹|›${delivery.slice(at)}`, given)
        .items.map(({ label }) => label)
        .filter((label) => !label.startsWith('<'));
    const labels = labelsIn(written, placeOf(analysis, 'typeVoorziening'));
    const own = labelsIn(text, placeOf(analyse(text), 'typeVoorziening'), { packs: [packs[0]!] });
    expect(labels.length).toBeGreaterThan(10);
    expect(labels).toEqual(own);
  });
});
