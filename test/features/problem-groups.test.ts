import { expect, test } from 'vitest';
import { atOnce } from '../../server/src/engine/text/time-sliced.ts';
import { fixesOfKind, nextProblem, problemGroups } from '../../server/src/features/problem-groups.ts';
import type { ProblemGrouping } from '../../server/src/protocol/problems.ts';
import { analyse, BSN, delivery, record } from '../support/delivery.ts';

const OPTIONS = { language: 'nl', maskBsn: true } as const;

/** Two dates the wrong way round, one of them of the second person, and a code that there is not. */
const TEXT = delivery([
  record({ bsn: BSN[0], nummer: 'A', start: '20250310', end: '20250301', type: '30' }),
  record({ bsn: BSN[1], nummer: 'B', start: '20250312', end: '20250302', type: '30' }),
  record({ bsn: BSN[1], nummer: 'C', start: '20250303', type: '77' }),
]);

function groups(by: ProblemGrouping, text = TEXT) {
  const steps = problemGroups(analyse(text), by, OPTIONS);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

test('by kind of problem, the most severe first, with the records in the order of the text', () => {
  const found = groups('kind');
  expect(found.map(({ id, count, severity }) => [id, count, severity])).toEqual([
    [expect.stringMatching(/^SRG-T002/), 1, 'error'],
    ['SRG-I101', 2, 'warning'],
  ]);
  expect(found[1]!.problems.map((problem) => problem.record)).toEqual(['1 · A', '2 · B']);
  expect(found[1]!.isFixable).toBe(true);
});

test('by rule and by person, whose BSN nobody reads', () => {
  expect(groups('rule').map(({ title, count }) => [title.slice(0, 8), count])).toEqual([
    ['SRG-T002', 1],
    ['SRG-I101', 2],
  ]);
  const persons = groups('person');
  expect(persons.map(({ count }) => count)).toEqual([2, 1]);
  expect(JSON.stringify(persons)).not.toMatch(/\d{9}/);
});

test('no more of a group is sent than a person looks through', () => {
  const many = Array.from({ length: 450 }, (_one, i) => record({ nummer: `N${i}`, type: '77' }));
  const [group] = groups('kind', delivery(many)).filter(({ id }) => id.startsWith('SRG-T002'));
  expect([group!.count, group!.problems.length]).toEqual([450, 200]);
});

test('the next of a kind, and the one before; the ends meet', () => {
  const analysis = analyse(TEXT);
  const at = (value: string) => TEXT.indexOf(`>${value}<`) + 1;
  const line = (offset: number) => analysis.source.positionAt(offset);
  const nextFrom = (offset: number, backwards = false) => atOnce(nextProblem(analysis, offset, backwards, OPTIONS));
  expect(nextFrom(at('20250301'))).toMatchObject({ range: { start: line(at('20250302')) }, at: 2, count: 2 });
  expect(nextFrom(at('20250302'))).toMatchObject({ at: 1 });
  expect(nextFrom(at('20250301'), true)).toMatchObject({ at: 2 });
  // Between findings, that of the one before.
  expect(nextFrom(at('B'))).toMatchObject({ at: 2, count: 2 });
  expect(atOnce(nextProblem(analyse(delivery([record()])), 10, false, OPTIONS))).toBeNull();
});

test('all of a kind are put right at once', () => {
  const analysis = analyse(TEXT);
  const owners = new Set(atOnce(fixesOfKind(analysis, 'SRG-I101')).map(({ owner }) => owner));
  expect(owners.size).toBe(2);
  expect(atOnce(fixesOfKind(analysis, 'SRG-I107'))).toEqual([]);
});
