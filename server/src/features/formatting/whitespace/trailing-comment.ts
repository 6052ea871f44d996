/**
 * Whether a comment follows something on its line, with white space between, and has the rest of the line to itself:
 * then it is about what stands before it, and not about what comes next.
 * @param start of the comment in the text
 * @param end of the comment
 */
export function trailsOnItsLine(text: string, start: number, end: number): boolean {
  let before = start - 1;
  while (isBlank(text[before])) before--;
  if (before === start - 1 || isLineEnd(text[before])) return false;
  let after = end;
  while (isBlank(text[after])) after++;
  return isLineEnd(text[after]);
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
