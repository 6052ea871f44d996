import { beforeAll, describe, expect, test } from 'vitest';
import { countWork, type Work } from '../engine/count-work.ts';
import { LONG, SEED } from '../support/property.ts';
import { measures } from './hostile-deliveries.ts';

/** Four times as many may cost this many times as much: n·log n, and a little for a length that only they reach. */
const MOST = 7;
const FEW = 300;
/** What costs less than this much each is not worth telling: it may be no more than a list that is gone through. */
const LITTLE = 60;
/** One in so many shapes, others in each run; all of them in the long run. */
const SHARE = 12;

const names = Object.keys(measures).filter((_name, i) => LONG || i % SHARE === SEED % SHARE);

describe('four times as many of anything cost at most n·log n, whatever is asked of the document', () => {
  let work: Work;

  beforeAll(() => {
    work = countWork('test/features/hostile-deliveries.ts', [FEW, 4 * FEW], names);
  }, 1_800_000);

  test.each(names)('%s', (name) => {
    const acts = Object.entries(work[name]!);
    // It was counted at all.
    expect(acts.find(([act]) => act === 'judging')![1][0]).toBeGreaterThan(100);
    const slow = acts.filter(([, [few, many]]) => many! > 4 * FEW * LITTLE && many! / few! > MOST);
    expect(slow).toEqual([]);
  });
});
