/** A file as far as choosing one goes: an address of the editor is one. */
export interface Named {
  readonly path: string;
  toString(): string;
}

/** Files that a delivery can be compared with, each once: what is first is what an editor proposes. */
export interface EarlierDeliveries<T> {
  readonly previous: readonly T[];
  readonly open: readonly T[];
  readonly found: readonly T[];
}

/**
 * @param now the delivery itself
 * @param previous that of the month before, where it is known
 * @param open those that are open
 * @param found those of the workspace; the last by name comes first, for names tend to hold the month
 */
export function earlierDeliveries<T extends Named>(
  now: T,
  previous: T | undefined,
  open: readonly T[],
  found: readonly T[],
): EarlierDeliveries<T> {
  const known = new Set([now.toString()]);
  const fresh = (uris: readonly T[]) =>
    uris.filter((uri) => {
      const key = uri.toString();
      return !known.has(key) && known.add(key);
    });
  const byName = [...found].sort((a, b) => (a.path < b.path ? 1 : -1));
  return { previous: fresh(previous ? [previous] : []), open: fresh(open), found: fresh(byName) };
}
