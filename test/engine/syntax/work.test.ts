import { beforeAll, describe, expect, test } from 'vitest';
import { countWork, type Work } from '../count-work.ts';
import { measures } from './hostile-shapes.ts';

/** Four times as much text may cost this many times as much: n·log n, and a little for what is done once. */
const MOST = 5;
const FEW = 1_000;

describe('four times as much text costs at most five times as much work', () => {
  let work: Work;

  beforeAll(() => {
    work = countWork('test/engine/syntax/hostile-shapes.ts', [FEW, 4 * FEW], Object.keys(measures));
  });

  test.each(Object.keys(measures))('%s', (name) => {
    const [few, many] = work[name]!.scanning!;
    // It was counted at all.
    expect(few).toBeGreaterThan(100);
    expect(many! / few!).toBeLessThanOrEqual(MOST);
  });
});
