import fc from 'fast-check';

/** Whether this is the run that tries all, `npm run test:long`; else each property and long table tries a sample. */
export const LONG = process.env.SRG_LONG === '1';

/** From which all random cases of a run follow: vitest.config.ts draws it, or the environment variable gives it back. */
export const SEED = Number(process.env.SRG_SEED);

/** Of so many cases of the long run the daily one tries one; of a property so many at least. */
const SHARE = 120;
const LEAST = 3;

/**
 * Holds a property against random cases.
 * @param runs how many in the long run
 */
export function holds<T extends [unknown, ...unknown[]]>(property: fc.IProperty<T>, runs: number): void {
  fc.assert(property, parametersFor(runs));
}

/** The same of a property that awaits something. */
export async function holdsAsync<T extends [unknown, ...unknown[]]>(
  property: fc.IAsyncProperty<T>,
  runs: number,
): Promise<void> {
  await fc.assert(property, parametersFor(runs));
}

function parametersFor(runs: number) {
  return { seed: SEED, numRuns: LONG ? runs : Math.min(runs, Math.max(LEAST, Math.ceil(runs / SHARE))) };
}

/** Each number from `first` up to `last`, or one in so many, in the long run; else a sample, others in each run. */
export function* sampled(first: number, last: number, step = 1): Generator<number> {
  const share = LONG ? 1 : SHARE;
  for (let n = first + (SEED % share) * step; n <= last; n += share * step) yield n;
}
