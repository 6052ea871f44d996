import type { TextRange } from '../text/text-range.ts';

const PIECES = [
  { open: '<!--', close: '-->' },
  { open: '<![CDATA[', close: ']]>' },
  { open: '<?', close: '?>' },
] as const;

/**
 * The comments in a text, found without its tree: one pass over 10 MB takes some milliseconds, and the trees of its
 * records a hundred times as long. What looks like a comment in CDATA or an instruction is none.
 * @param limit no more than so many
 */
export function* commentRanges(text: string, limit: number): Generator<TextRange> {
  const next: number[] = PIECES.map(({ open }) => text.indexOf(open));
  let found = 0;
  while (found < limit) {
    let first = -1;
    next.forEach((at, i) => {
      if (at >= 0 && (first < 0 || at < next[first]!)) first = i;
    });
    if (first < 0) return;
    const start = next[first]!;
    const { open, close } = PIECES[first]!;
    const closeAt = text.indexOf(close, start + open.length);
    const end = closeAt < 0 ? text.length : closeAt + close.length;
    if (first === 0) {
      found++;
      yield { start, end };
    }
    PIECES.forEach((piece, i) => {
      if (next[i]! >= 0 && next[i]! < end) next[i] = text.indexOf(piece.open, end);
    });
  }
}
