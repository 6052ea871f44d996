/**
 * Two names so alike that one is probably the other mistyped: the same but for case, one the beginning of the other,
 * or at most a quarter of the characters (at least one) changed, left out or added.
 */
export function resembles(a: string, b: string): boolean {
  if (a === '' || b === '') return true;
  const x = a.toLowerCase();
  const y = b.toLowerCase();
  if (x === y || x.startsWith(y) || y.startsWith(x)) return true;
  const allowed = Math.max(1, Math.floor(Math.max(x.length, y.length) / 4));
  return Math.abs(x.length - y.length) <= allowed && distance(x, y) <= allowed;
}

/** Levenshtein distance. */
export function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(substitution, previous[j]! + 1, row[j - 1]! + 1));
    }
    previous = row;
  }
  return previous[b.length]!;
}
