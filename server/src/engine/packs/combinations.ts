import type { Combination } from './pack.ts';

/** By type: the types that it doesn't go with, and why. */
export type Conflicts = ReadonlyMap<string, ReadonlyMap<string, Combination>>;

const CONFLICTS = new WeakMap<readonly Combination[], Conflicts>();

/** The table of combinations as rules look things up in it: both ways round. */
export function conflictsOf(combinations: readonly Combination[]): Conflicts {
  const known = CONFLICTS.get(combinations);
  if (known) return known;
  const conflicts = new Map<string, Map<string, Combination>>();
  const put = (type: string, other: string, combination: Combination) =>
    conflicts.set(type, (conflicts.get(type) ?? new Map<string, Combination>()).set(other, combination));
  for (const combination of combinations) {
    const [a, b] = combination.types;
    put(a, b, combination);
    put(b, a, combination);
  }
  CONFLICTS.set(combinations, conflicts);
  return conflicts;
}
