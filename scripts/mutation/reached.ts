// Runs before each file of tests, for `npm run mutation`: tells with its result which marked places it reached.
import { afterAll, beforeAll } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** Numbers of places that its tests reached, and of those that were reached as it was loaded. */
    reached?: { readonly byTests: readonly number[]; readonly onLoading: readonly number[] };
  }
}

const places = globalThis as { reachedPlaces?: Set<number> };
let onLoading: number[] = [];

const taken = () => {
  const all = [...(places.reachedPlaces ?? [])];
  places.reachedPlaces?.clear();
  return all;
};

beforeAll(() => {
  onLoading = taken();
});

// biome-ignore lint/correctness/noEmptyPattern: vitest takes no other name there.
afterAll(({}, { file }) => {
  file.meta.reached = { byTests: taken(), onLoading };
});
