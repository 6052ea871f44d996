import type { TextRange } from '../../server/src/engine/text/text-range.ts';

/** A text with the ranges that `⟦…⟧` mark in it, in their order; they don't nest. */
export function ranges(marked: string): { text: string; ranges: TextRange[] } {
  const found: TextRange[] = [];
  let text = '';
  for (const piece of marked.split(/([⟦⟧])/)) {
    if (piece === '⟦') found.push({ start: text.length, end: text.length });
    else if (piece === '⟧') found[found.length - 1] = { start: found[found.length - 1]!.start, end: text.length };
    else text += piece;
  }
  return { text, ranges: found };
}

/** A text and the offset that `‹|›` marks in it. */
export function cursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('‹|›');
  if (offset < 0) throw new Error('no cursor in the text');
  return { text: marked.replace('‹|›', ''), offset };
}
