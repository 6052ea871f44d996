import { isXmlBlank } from '../text/xml-whitespace.ts';
import type { CodeList, Combination, CombinationFile, Provenance } from './pack.ts';

const PROVENANCES: readonly Provenance[] = ['slides', 'cbs', 'wet', 'recon'];

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

/**
 * What is wrong with a `combinations.json`, in words for its maker, row by row; nothing where it can be used.
 * @param types the codes of TypeVoorziening, where the pack has them
 */
export function* combinationProblems(file: CombinationFile, types: CodeList | undefined): Generator<string> {
  if (!Array.isArray(file?.combinations)) {
    yield '"combinations" moet een lijst zijn';
    return;
  }
  const seen = new Set<string>();
  const known = types && new Set(types.codes.map(({ code }) => code));
  for (const [index, row] of (file.combinations as readonly Partial<Combination>[]).entries()) {
    const where = `rij ${index + 1}`;
    const pair: readonly unknown[] = Array.isArray(row?.types) ? row.types : [];
    if (pair.length !== 2 || !pair.every(isText)) {
      yield `${where}: "types" moet uit twee codes bestaan`;
      continue;
    }
    for (const type of pair) if (known?.has(type as string) === false) yield `${where}: type ${type} is niet bekend`;
    const key = [...pair].sort().join(' ');
    if (seen.has(key)) yield `${where}: ${pair.join(' en ')} staan al in een eerdere rij`;
    seen.add(key);
    if (!isText(row.reason?.nl) || !isText(row.reason?.en))
      yield `${where}: "reason" moet een tekst in "nl" en "en" hebben`;
    if (!PROVENANCES.some((provenance) => provenance === row.provenance)) {
      yield `${where}: "provenance" moet ${PROVENANCES.join(', ')} zijn`;
    }
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && !isXmlBlank(value);
}
