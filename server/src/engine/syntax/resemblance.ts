/** A longer name is compared no further: nobody mistypes one by a few characters of so many. */
const LONGEST = 100;

/**
 * Two names so alike that one is probably the other mistyped: the same but for case, one the beginning of the other,
 * or at most a quarter of the characters (at least one) changed, left out or added. It costs no more than the shorter
 * one is long, however long the other is.
 */
export function resembles(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  const [x, y] = [a.slice(0, shorter).toLowerCase(), b.slice(0, shorter).toLowerCase()];
  if (x === y) return true;
  const longer = Math.max(a.length, b.length);
  if (longer > LONGEST) return false;
  const allowed = Math.max(1, Math.floor(longer / 4));
  return longer - shorter <= allowed && distance(a.toLowerCase(), b.toLowerCase()) <= allowed;
}

/** Levenshtein distance, in which two neighbours that have changed places count as one; of longer texts than this compares, that of their beginnings and what is left over. */
export function distance(a: string, b: string): number {
  if (a.length > LONGEST || b.length > LONGEST) {
    return distance(a.slice(0, LONGEST), b.slice(0, LONGEST)) + Math.abs(a.length - b.length);
  }
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwapped ? beforePrevious[j - 2]! + 1 : substitution;
      row.push(Math.min(substitution, swap, previous[j]! + 1, row[j - 1]! + 1));
    }
    beforePrevious = previous;
    previous = row;
  }
  return previous[b.length]!;
}
