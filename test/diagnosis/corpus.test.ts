import { describe, expect, test } from 'vitest';
import { LONG, SEED } from '../support/property.ts';
import { corpus } from './corpus/faulty.ts';
import { figuresOf, measure, type Outcome } from './corpus/measure.ts';

/** Some of the deliveries each time, others in each run; all of them in the long run. */
const SHARE = 40;
const all = corpus();
const tried = LONG ? all : all.filter((_, index) => index % SHARE === SEED % SHARE);

/** What is not to get worse; see {@link figuresOf}. */
const LEAST = { marked: 0.98, exact: 0.97, fixed: 0.89, right: 0.75, mended: 0.79 } as const;
const MOST = { onNothing: 0.01, second: 0.01, looksClean: 0, unrepaired: 0 } as const;

describe('faulty deliveries: kinds of fault in unlike packs, alone and several at once', () => {
  let outcomes: readonly Outcome[] = [];

  test('there are enough of them', () => {
    expect(all.length).toBeGreaterThanOrEqual(600);
    expect(new Set(all.map(({ text }) => text)).size).toBeGreaterThan(600);
  });

  test('are looked at', () => {
    outcomes = tried.map(measure);
    expect(outcomes.length).toBeGreaterThan(10);
  }, 600_000);

  test('a preferred fix takes its fault away, and no other comes in its place', () => {
    expect(outcomes.flatMap(({ name, unrepaired }) => unrepaired.map((fix) => `${name}: ${fix}`))).toEqual([]);
  });

  test.runIf(LONG)('what is said of them, and what fixes make of them', () => {
    const figures = figuresOf(outcomes);
    console.log(figures);
    for (const [name, least] of Object.entries(LEAST))
      expect(figures[name as keyof typeof LEAST], name).toBeGreaterThanOrEqual(least);
    for (const [name, most] of Object.entries(MOST))
      expect(figures[name as keyof typeof MOST], name).toBeLessThanOrEqual(most);
  });
});
