import type { TextRange } from '../../engine/text/text-range.ts';

/** What begins behind a `<`, which is left out of it: searching for what is rare takes a fraction of the time. */
const PIECES = [
  { open: '!--', close: '-->' },
  { open: '![CDATA[', close: ']]>' },
  { open: '?', close: '?>' },
] as const;

/**
 * The comments in a text, found without its tree: one pass over 10 MB takes some milliseconds, and the trees of its
 * records a hundred times as long. What looks like a comment in CDATA or an instruction is none.
 * @param limit no more than so many
 */
export function* commentRanges(text: string, limit: number): Generator<TextRange> {
  const next: number[] = PIECES.map(({ open }) => startOf(text, open, 0));
  for (let found = 0; found < limit; ) {
    const start = Math.min(...next);
    if (start === Number.POSITIVE_INFINITY) return;
    const first = next.indexOf(start);
    const { open, close } = PIECES[first]!;
    const closeAt = text.indexOf(close, start + 1 + open.length);
    const end = closeAt < 0 ? text.length : closeAt + close.length;
    if (first === 0) {
      found++;
      yield { start, end };
    }
    PIECES.forEach((piece, i) => {
      if (next[i]! < end) next[i] = startOf(text, piece.open, end);
    });
  }
}

/** Where the next piece starts, from its `<` on; infinite where there is none. */
function startOf(text: string, open: string, from: number): number {
  let at = text.indexOf(open, from);
  while (at >= 0 && (at === from || text[at - 1] !== '<')) at = text.indexOf(open, at + 1);
  return at < 0 ? Number.POSITIVE_INFINITY : at - 1;
}
