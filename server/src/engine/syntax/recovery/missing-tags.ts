import { isNamePart } from '../characters.ts';
import type { ScanState } from '../scan-state.ts';
import { type ElementGrammar, localPart } from './grammar.ts';

/** A tag is looked for in so many characters. */
const LOOKAHEAD = 2_048;
/** So many elements in each other are taken to have lost their end tags at once. */
const MOST_UNCLOSED = 64;

/**
 * An end tag of this name comes next: before another start tag of it, and before the end of the element around it.
 * @param around the name of that
 */
export function endTagFollows(scanner: ScanState, name: string, around: string): boolean {
  const { text, pos } = scanner;
  const limit = Math.min(text.length, pos + LOOKAHEAD);
  const is = (wanted: string, at: number) =>
    text.startsWith(wanted, at) && !isNamePart(text.charCodeAt(at + wanted.length));
  let found = false;
  let at = text.indexOf('<', pos);
  for (; at >= 0 && at < limit; at = text.indexOf('<', at + 1)) {
    if (is(`</${name}`, at)) found = true;
    else if (!is(`<${name}`, at) && !is(`</${around}`, at)) continue;
    break;
  }
  const seen = at < 0 || at >= limit ? limit : at + 3 + Math.max(name.length, around.length);
  scanner.lookahead = Math.max(scanner.lookahead, Math.min(seen, text.length) + 1);
  return found;
}

/**
 * How many of the innermost open elements have lost their end tags before a start tag of this name: it may stand in the
 * one around them, and not in these. 0 where none has.
 */
export function unclosedBefore(scanner: ScanState, grammar: ElementGrammar, name: string): number {
  const { open } = scanner;
  const own = localPart(name);
  const outermost = Math.max(0, open.length - 1 - MOST_UNCLOSED);
  for (let depth = open.length - 2; depth >= outermost; depth--) {
    if (open[depth + 1]!.node < 0) return 0;
    if (!grammar.isKnown(localPart(open[depth + 1]!.name))) return 0;
    if (!grammar.mayHold(localPart(open[depth]!.name), own)) continue;
    const top = open[open.length - 1]!;
    return endTagFollows(scanner, top.name, open[depth]!.name) ? 0 : open.length - 1 - depth;
  }
  return 0;
}
