import { skipXmlSpace } from '../../text/xml-whitespace.ts';
import { isNameStart, nameEnd } from '../characters.ts';
import { type ElementGrammar, localPart } from './grammar.ts';

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;

/** `</ Name>`, `< /Name>`, `<\Name>`, `<//Name>`, `</1Name>`, `</Name/>`, `</Name x>`: an end tag with something too many. */
const END = /<[ \t\r\n]*[\\/][ \t\r\n\\/0-9]*([\p{L}_][\p{L}\p{N}_:.-]*)([^<>]*)>/uy;
/** `< Name>` */
const START = /<[ \t\r\n]+([\p{L}_][\p{L}\p{N}_:.-]*)[ \t\r\n]*>/uy;
/** What one of these looks at, at most. */
const LONGEST = 300;

/** A tag that was meant, with all that stands there in its place. */
export interface MistypedTag {
  readonly kind: 'start' | 'end';
  readonly name: string;
  readonly end: number;
  /** What is wrong with it. */
  readonly problem: { readonly start: number; readonly end: number };
}

/** The mistyped tag that begins with the `<` at an offset; undefined where none does, or where it is a plain tag. */
export function mistypedTagAt(text: string, at: number, grammar: ElementGrammar): MistypedTag | undefined {
  const next = text.charCodeAt(at + 1);
  if (isNameStart(next)) return undefined;
  const window = text.slice(at, at + LONGEST);
  END.lastIndex = 0;
  const end = END.exec(window);
  if (end) {
    const name = end[1]!;
    const stop = at + end[0].length;
    const isPlain =
      next === SLASH && isNameStart(text.charCodeAt(at + 2)) && skipXmlSpace(end[2]!, 0) === end[2]!.length;
    if (isPlain || !grammar.isKnown(localPart(name))) return undefined;
    const isDoubled = window.startsWith('<//') && window.startsWith(`${name}>`, 3);
    const isBehind = window.startsWith(`</${name}/>`);
    const slash = isDoubled ? at + 2 : stop - 2;
    const problem = isDoubled || isBehind ? { start: slash, end: slash + 1 } : { start: at, end: stop };
    return { kind: 'end', name, end: stop, problem };
  }
  START.lastIndex = 0;
  const start = START.exec(window);
  if (!start || !grammar.isKnown(localPart(start[1]!))) return undefined;
  const stop = at + start[0].length;
  return { kind: 'start', name: start[1]!, end: stop, problem: { start: at, end: stop } };
}

/** The `<` stands in front of one that begins a tag. */
export function isExtraLessThan(text: string, at: number): boolean {
  if (text.charCodeAt(at + 1) !== LT) return false;
  const behind = text.charCodeAt(at + 2);
  return behind === SLASH || isNameStart(behind);
}

/** The `<` begins no tag, though a letter follows: no `>` comes before the next `<`, and the format has no such element. */
export function isLessThanInText(text: string, at: number, grammar: ElementGrammar): boolean {
  const stop = nameEnd(text, at + 1);
  if (grammar.isKnown(localPart(text.slice(at + 1, stop)))) return false;
  const limit = Math.min(text.length, stop + LONGEST);
  for (let i = stop; i < limit; i++) {
    const c = text.charCodeAt(i);
    if (c === GT) return false;
    if (c === LT) return true;
  }
  return limit === text.length;
}

/** The name in a start tag whose `>` is missing, where a value and its end tag follow: `<Name1</Name>`, `<Name 1</Name>`. */
export function nameBeforeValue(text: string, nameStart: number, grammar: ElementGrammar): string | undefined {
  const limit = Math.min(text.length, nameStart + LONGEST);
  let at = nameStart;
  while (at < limit && text.charCodeAt(at) !== LT) {
    if (text.charCodeAt(at) === GT) return undefined;
    at++;
  }
  if (text.charCodeAt(at) !== LT || text.charCodeAt(at + 1) !== SLASH) return undefined;
  const name = text.slice(at + 2, nameEnd(text, at + 2));
  if (name === '' || !text.startsWith(name, nameStart) || !grammar.isValue(localPart(name))) return undefined;
  const rest = text.slice(nameStart + name.length, at);
  return rest === '' || rest.includes('=') ? undefined : name;
}

/** Where the end tag without its `<` begins that a value ends with: `1/Name>`, `1/Name`, `1Name>`; -1 where none does. */
export function endTagInValue(value: string, name: string): number {
  for (const tag of [`/${name}>`, `/${name}`, `${name}>`]) if (value.endsWith(tag)) return value.length - tag.length;
  return -1;
}
