import { trimXml } from '../../text/xml-whitespace.ts';
import { isNamePart } from '../characters.ts';
import { EXPRESSION_SIGNS, expressionAt, type PlaceholderLookup } from './expression-placeholders.ts';

/** A way to write a placeholder: what it begins with and what it ends with. */
export interface PlaceholderSyntax {
  readonly open: string;
  readonly close: string;
  /** What may stand in it: `code` is anything, a `value` holds no end tag, a `name` only characters of a name. */
  readonly content: 'code' | 'value' | 'name';
}

/** The common ones; of two that begin alike the longer one comes first. */
const COMMON: readonly PlaceholderSyntax[] = [
  { open: '<%--', close: '--%>', content: 'code' },
  { open: '<%', close: '%>', content: 'code' },
  { open: '<#--', close: '-->', content: 'code' },
  ...['<#@', '<#=', '<#+', '<# ', '<#\n', '<#\r', '<#\t'].map(
    (open): PlaceholderSyntax => ({ open, close: '#>', content: 'code' }),
  ),
  { open: '{%', close: '%}', content: 'code' },
  { open: '{#', close: '#}', content: 'code' },
  { open: '{{!--', close: '--}}', content: 'code' },
  { open: '{{!', close: '}}', content: 'code' },
  { open: '{{/*', close: '*/}}', content: 'code' },
  { open: '{{- /*', close: '*/ -}}', content: 'code' },
  { open: '{!!', close: '!!}', content: 'value' },
  { open: '{{{', close: '}}}', content: 'value' },
  { open: '{{', close: '}}', content: 'value' },
  { open: '${', close: '}', content: 'value' },
  { open: '#{', close: '}', content: 'value' },
  { open: '[[', close: ']]', content: 'value' },
  { open: '@', close: '@', content: 'name' },
];

/** A longer placeholder counts as one that was never closed. */
export const LONGEST = 8_192;
/** One whose braces stand deeper in each other, too. */
export const DEEPEST = 32;
/** The longest delimiter of a placeholder. */
const LONGEST_DELIMITER = 32;

/** As in the TextMate grammar, which colours them. */
const COMMENT = /^(?:<%--|<%#|<#--|\{\{[-~]?[ \t\r\n]*(?:!|\/\*)|\{#|@\*|#\*)/;

/** Whether a placeholder is a comment of the template's language. */
export function isTemplateComment(placeholder: string): boolean {
  return COMMENT.test(placeholder);
}

/** Delimiters that would hide the markup itself, or the quotes and references in it. */
const HIDES_MARKUP = /^(?:["'&>=/]|<[!?]|<\/?(?:$|[\p{L}_:]))/u;
const HAS_SIGN = /[^\p{L}\p{N} \t\r\n]/u;

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const LEFT_BRACE = 0x7b;
const RIGHT_BRACE = 0x7d;

/**
 * Reads a custom pattern, in which `…` or `...` stands for what is between: `%%…%%`.
 * @returns undefined where it is no such pattern, or one that would hide the XML itself
 */
export function parsePlaceholderSyntax(pattern: string): PlaceholderSyntax | undefined {
  const parts = pattern.split(/…|\.\.\./).map((part) => trimXml(part));
  const [open, close, more] = parts;
  if (!open || !close || more !== undefined || Math.max(open.length, close.length) > LONGEST_DELIMITER)
    return undefined;
  if (HIDES_MARKUP.test(open) || !HAS_SIGN.test(open)) return undefined;
  // One character at both ends is common in values: nothing but a name makes it a placeholder.
  return { open, close, content: open === close && open.length === 1 ? 'name' : 'value' };
}

/** Matches placeholders in a text; a match depends on the next {@link LONGEST} characters at most. */
export class Placeholders {
  /** By the first character of what they begin with. */
  private readonly byFirst = new Map<number, PlaceholderSyntax[]>();

  /** @param own patterns besides the common ones; of those that begin alike the longest counts first */
  constructor(own: readonly PlaceholderSyntax[] = []) {
    const longestFirst = [...own, ...COMMON].sort((a, b) => b.open.length - a.open.length);
    for (const syntax of longestFirst) {
      const first = syntax.open.charCodeAt(0);
      const alike = this.byFirst.get(first);
      if (alike) alike.push(syntax);
      else this.byFirst.set(first, [syntax]);
    }
  }

  /** Whether something that begins like a placeholder stands anywhere in a text. */
  mayStandIn(text: string): boolean {
    for (const alike of this.byFirst.values()) if (alike.some(({ open }) => text.includes(open))) return true;
    return EXPRESSION_SIGNS.some((sign) => text.includes(sign));
  }

  /**
   * What is at an offset where a placeholder may begin, a tag whose name is one among them; undefined where its first
   * character says that none does.
   */
  at(text: string, offset: number): PlaceholderLookup | undefined {
    const found = this.codeAt(text, offset);
    if (!found || found.end >= 0 || text.charCodeAt(offset) !== LT) return found;
    const tag = this.tagAt(text, offset);
    return { end: tag.end, lookahead: Math.max(found.lookahead, tag.lookahead) };
  }

  /** A start or end tag, to its `>`, whose name begins with a placeholder: what element it is, is not known. */
  private tagAt(text: string, offset: number): PlaceholderLookup {
    const start = offset + (text.charCodeAt(offset + 1) === SLASH ? 2 : 1);
    const name = this.codeAt(text, start);
    if (!name || name.end < 0) return { end: -1, lookahead: name?.lookahead ?? start + 1 };
    let { lookahead } = name;
    let inVain = 0;
    for (let i = name.end; i < text.length && i < offset + LONGEST && inVain < LONGEST; ) {
      const inside = this.codeAt(text, i);
      lookahead = Math.max(lookahead, inside?.lookahead ?? i + 1);
      if (inside && inside.end >= 0) {
        i = inside.end;
        continue;
      }
      if (inside) inVain += inside.lookahead - i;
      const c = text.charCodeAt(i++);
      if (c === GT) return { end: i, lookahead };
      if (c === LT) break;
    }
    return { end: -1, lookahead };
  }

  private codeAt(text: string, offset: number): PlaceholderLookup | undefined {
    const alike = this.byFirst.get(text.charCodeAt(offset));
    let lookahead = -1;
    for (const syntax of alike ?? []) {
      const begins = text.startsWith(syntax.open, offset);
      const found = begins ? endOf(text, offset, syntax) : { end: -1, lookahead: offset + syntax.open.length };
      lookahead = Math.max(lookahead, found.lookahead);
      if (found.end >= 0) return { end: found.end, lookahead };
    }
    const found = expressionAt(text, offset, offset + LONGEST);
    if (!alike && !found) return undefined;
    return { end: found?.end ?? -1, lookahead: Math.max(lookahead, found?.lookahead ?? -1) };
  }
}

/** Looks for the end of a placeholder that has begun. */
function endOf(text: string, offset: number, { open, close, content }: PlaceholderSyntax): PlaceholderLookup {
  const from = offset + open.length;
  const limit = offset + LONGEST;
  const balances = close === '}';
  let depth = 0;
  for (let i = from; i < limit && i < text.length; i++) {
    if (i > from && depth === 0 && text.startsWith(close, i))
      return { end: i + close.length, lookahead: i + close.length };
    const c = text.charCodeAt(i);
    const stops =
      (content === 'name' && !isNamePart(c)) ||
      (content !== 'code' && c === LT && text.charCodeAt(i + 1) === SLASH) ||
      // The first one was never closed.
      (open !== close && !balances && text.startsWith(open, i));
    if (stops) return { end: -1, lookahead: i + Math.max(open.length, close.length, 2) };
    if (balances && c === LEFT_BRACE && ++depth > DEEPEST) return { end: -1, lookahead: i + 1 };
    if (balances && c === RIGHT_BRACE) depth--;
  }
  return { end: -1, lookahead: limit + Math.max(open.length, close.length) };
}
