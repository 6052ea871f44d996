import { beforeAll, describe, expect, test } from 'vitest';
import { countWork, type Work } from '../engine/count-work.ts';
import { LONG, SEED } from '../support/property.ts';
import { measures } from './hostile-fixes.ts';

/** A text four times as long may cost this many times as much: n·log n, and a little for a length that only it reaches. */
const MOST = 7;
/** Of its characters. */
const SHORT = 4_000;
/** What costs less than this much for each of them is not worth telling. */
const LITTLE = 20;
/** One in so many classes, others in each run; all of them in the long run. */
const SHARE = 24;

const names = Object.keys(measures).filter((_name, i) => LONG || i % SHARE === SEED % SHARE);

describe('to fix all takes n·log n, whatever is wrong', () => {
  let work: Work;

  beforeAll(() => {
    work = countWork('test/features/hostile-fixes.ts', [SHORT, 4 * SHORT], names);
  }, 1_800_000);

  test.each(names)('%s', (name) => {
    const acts = Object.entries(work[name]!).filter(([act]) => act !== 'judging');
    const slow = acts.filter(([, [few, many]]) => many! > 4 * SHORT * LITTLE && many! / few! > MOST);
    expect(slow).toEqual([]);
  });
});
