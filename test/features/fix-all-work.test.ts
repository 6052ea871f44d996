import { beforeAll, describe, expect, test } from 'vitest';
import { countWork, type Work } from '../engine/count-work.ts';
import { LONG, SEED } from '../support/property.ts';
import { measures } from './hostile-fixes.ts';

/** A text four times as long may cost this many times as much: n·log n, and a little for a length that only it reaches. */
const MOST = 7;
/** Of its characters. */
const SHORT = 4_000;
/** What grows faster in short texts must not in such: a fix looks at 200 records of a person and at no more. */
const BEYOND_BOUNDS = 100_000;
/** What costs less than this much for each of them is not worth telling. */
const LITTLE = 20;
/** One in so many classes, others in each run; all of them in the long run. */
const SHARE = 24;

const names = Object.keys(measures).filter((_name, i) => LONG || i % SHARE === SEED % SHARE);

/** The acts that take too much more of a text four times as long. */
function slowActs(acts: Work[string], short: number) {
  return Object.entries(acts).filter(
    ([act, [few, many]]) => act !== 'judging' && many! > 4 * short * LITTLE && many! / few! > MOST,
  );
}

describe('to fix all takes n·log n, whatever is wrong', () => {
  let work: Work;
  let beyond: Work;

  beforeAll(() => {
    const count = (short: number, of: readonly string[]) =>
      countWork('test/features/hostile-fixes.ts', [short, 4 * short], of);
    work = count(SHORT, names);
    const inDoubt = names.filter((name) => slowActs(work[name]!, SHORT).length > 0);
    beyond = inDoubt.length > 0 ? count(BEYOND_BOUNDS, inDoubt) : {};
  }, 1_800_000);

  test.each(names)('%s', (name) => {
    const acts = beyond[name];
    expect(acts ? slowActs(acts, BEYOND_BOUNDS) : []).toEqual([]);
  });
});
