/**
 * The offset in a text of what stands at an offset in another one that differs in white space between elements only: it
 * is found by the number of characters before it that are no white space, as XML has that.
 */
export function samePlace(text: string, offset: number, other: string): number {
  let count = 0;
  for (let i = 0; i < offset; i++) if (!isWhiteSpace(text.charCodeAt(i))) count++;
  for (let i = 0; i < other.length; i++) {
    if (isWhiteSpace(other.charCodeAt(i))) continue;
    if (count === 0) return i;
    count--;
  }
  return other.length;
}

function isWhiteSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}
