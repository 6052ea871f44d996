import { isNamePart, nameEnd } from '../characters.ts';
import type { ScanState } from '../scan-state.ts';

/** The lookahead for the end of a record in a record. */
const LONGEST = 16_384;

/** Markup in which `<` begins no tag. */
const OPAQUE: readonly (readonly [open: string, close: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

/**
 * Where a record begins in an open record, mostly the end tag of the first is missing. But where the inner record is
 * closed and then, with no other record between, the outer one, it is nested and the text is well-formed.
 * @param names the qualified names that a record may have
 * @param container the qualified name of the element around the records
 */
export function isNestedRepeatingElement(scanner: ScanState, names: readonly string[], container: string): boolean {
  const { text, pos } = scanner;
  const limit = pos + LONGEST;
  /** A tag that begins at the limit is read to the end of its name. */
  const longest =
    limit + Math.max(container.length, ...[...names, ...OPAQUE.map(([open]) => open)].map(({ length }) => length)) + 3;
  const decide = (nested: boolean, lookahead = Math.min(longest, text.length)) => {
    scanner.lookahead = Math.max(scanner.lookahead, lookahead + 1);
    return nested;
  };
  let isInnerClosed = false;
  for (let at = pos; ; ) {
    const start = text.indexOf('<', at);
    if (start < 0 || start > limit) return decide(false);
    const placeholder = scanner.placeholderEnd(start);
    const opaque = OPAQUE.find(([open]) => text.startsWith(open, start));
    if (placeholder >= 0) at = placeholder;
    else if (opaque) {
      const [open, close] = opaque;
      const end = text.indexOf(close, start + open.length);
      if (end < 0 || end > limit) return decide(false);
      at = end + close.length;
    } else {
      const isEndTag = text.startsWith('/', start + 1);
      const nameStart = start + (isEndTag ? 2 : 1);
      const is = (name: string) =>
        text.startsWith(name, nameStart) && !isNamePart(text.charCodeAt(nameStart + name.length));
      at = nameStart;
      if (isEndTag && is(container)) return decide(false, nameEnd(text, nameStart));
      if (!names.some(is)) continue;
      if (isEndTag && isInnerClosed) return decide(true, nameEnd(text, nameStart));
      if (isEndTag) isInnerClosed = true;
      else if (start > pos) return decide(false, nameEnd(text, nameStart));
      else {
        const end = endOfTag(text, nameStart, limit);
        if (end < 0) return decide(false);
        isInnerClosed = text.startsWith('/', end - 1);
        at = end + 1;
      }
    }
  }
}

/** Where the `>` of a tag stands, before `limit`; -1 where it has none there. */
function endOfTag(text: string, from: number, limit: number): number {
  let quote = '';
  for (let i = from; i < limit && i < text.length; i++) {
    const c = text[i]!;
    if (c === '<') return -1;
    if (quote !== '') quote = c === quote ? '' : quote;
    else if (c === '"' || c === "'") quote = c;
    else if (c === '>') return i;
  }
  return -1;
}
