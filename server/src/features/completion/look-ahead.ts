import { beginsOtherBranch } from '../../engine/syntax/placeholders/bringing-placeholders.ts';
import type { Placeholders } from '../../engine/syntax/placeholders/placeholders.ts';
import { Scanner } from '../../engine/syntax/scanner.ts';
import type { TextRange } from '../../engine/text/text-range.ts';

/** What stands behind the cursor. */
export interface Following {
  /** Local names of the elements that follow in the innermost open element. */
  readonly siblings: readonly string[];
  /** The innermost open element has its end tag; also where the text was not looked at as far as that. */
  readonly closed: boolean;
  /** The name in the end tag of the element that the cursor's own start tag opens; undefined where it has none. */
  readonly ownEnd: TextRange | undefined;
  /** Where it has none: the name in the end tag that stands where its own would, and is no end of what is around it. */
  readonly strayEnd: string | undefined;
  /** The name in an end tag that follows at once. */
  readonly endTag: string | undefined;
}

interface LookAheadOptions {
  /** The last of the open elements is the one whose start tag the cursor stands in. */
  readonly own: boolean;
  /** The text goes on behind what was given. */
  readonly truncated: boolean;
  /** Of the element around the records the first that follows is enough, and its end far off. */
  readonly oneSibling: boolean;
  /** The names of a record, in which no other can stand. */
  readonly repeatingNames: readonly string[];
  /** Given for a template. */
  readonly placeholders: Placeholders | undefined;
  /** Where the text starts in the document. */
  readonly start: number;
}

/**
 * Reads on to the end of the innermost open element.
 * @param text from behind the cursor, and behind what is half typed there
 * @param open names of the open elements, outermost first
 */
export function lookAhead(text: string, open: readonly string[], options: LookAheadOptions): Following {
  const { repeatingNames } = options;
  const scanner = new Scanner(text, 0, { names: open, namespaces: [] }, options.placeholders);
  scanner.repeatingNames = repeatingNames;
  const depth = open.length - (options.own ? 1 : 0);
  const siblings: string[] = [];
  let closed = options.truncated;
  let ownEnd: TextRange | undefined;
  let inOtherBranch = false;
  let strayEnd: string | undefined;
  let isOwnOpen = options.own;
  const isRepeatingElement = repeatingNames.includes(open[depth - 1] ?? '');
  while (!scanner.atEnd) {
    const before = scanner.depth;
    const at = scanner.pos;
    const name = scanner.atEndTag || scanner.atStartTag ? scanner.tagName() : '';
    if (before === depth && scanner.atStartTag) {
      if (isRepeatingElement && repeatingNames.includes(name)) {
        closed = false;
        break;
      }
      if (!inOtherBranch) siblings.push(name.slice(name.indexOf(':') + 1));
      if (options.oneSibling) {
        closed = true;
        break;
      }
    }
    const placeholder = before === depth ? scanner.placeholderEnd(at) : -1;
    if (placeholder >= 0) inOtherBranch = beginsOtherBranch(text.slice(at, placeholder));
    const isEnd = scanner.atEndTag;
    scanner.step(0);
    if (isOwnOpen && before === depth + 1 && isEnd) {
      const start = options.start + at + 2;
      if (scanner.depth === depth) ownEnd = { start, end: start + name.length };
      else if (!open.includes(name)) strayEnd ??= name;
    }
    if (scanner.depth <= depth) isOwnOpen = false;
    if (scanner.depth >= depth) continue;
    closed = isEnd && scanner.depth === depth - 1;
    break;
  }
  return { siblings, closed, ownEnd, strayEnd, endTag: /^[ \t\r\n]*<\/([^ \t\r\n<>]+)>/.exec(text)?.[1] };
}
