import { codePointNames } from '../text/code-points.ts';
import type { TextEdit } from '../text/text-range.ts';
import { isXmlSpace, skipXmlSpace, xmlSpaceBefore } from '../text/xml-whitespace.ts';
import { isNameStart, nameEnd } from './characters.ts';
import { NodeKind } from './node-table.ts';
import { takeInstruction, takeOpenAttribute, takeQuotedBehind } from './placeholders/open-attributes.ts';
import type { ScanState } from './scan-state.ts';

const LT = 0x3c;
const GT = 0x3e;
const AMP = 0x26;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const QUESTION = 0x3f;
const BANG = 0x21;

/** Quotes as word processors write them around a value, and those of XML. */
const WORD_QUOTES =
  /^[\u2018-\u201f\u00ab\u00bb"'`\u00b4\u2032\u2033]+|[\u2018-\u201f\u00ab\u00bb"'`\u00b4\u2032\u2033]+$/g;

/** What stands in a tag behind so many attributes, or what is in the place of them, is not read: no format has as many. */
export const MOST_ATTRIBUTES = 1_000;

/** Reads attributes up to the end of the tag. */
export function scanAttributes(scanner: ScanState, element: number): 'open' | 'empty' | 'none' {
  const { text } = scanner;
  let count = 0;
  /** Behind a placeholder no white space is called for: it may end in some. */
  let behindPlaceholder = -1;
  for (;;) {
    scanner.lookedInVain = 0;
    const before = scanner.pos;
    const at = skipXmlSpace(text, before);
    const c = text.charCodeAt(at);
    scanner.pos = at;
    if (scanner.placeholders && (takeInstruction(scanner, element, at) || takeOpenAttribute(scanner, element, at))) {
      behindPlaceholder = scanner.pos;
      continue;
    }
    if (at >= text.length || c === LT) {
      scanner.lookahead = Math.max(scanner.lookahead, at + 1);
      return 'none';
    }
    if (c === GT) {
      scanner.pos = at + 1;
      const isEmpty = scanner.isSlashSpaced;
      scanner.isSlashSpaced = false;
      return isEmpty ? 'empty' : 'open';
    }
    if (c === SLASH && text.charCodeAt(at + 1) === GT) {
      scanner.pos = at + 2;
      return 'empty';
    }
    if (++count > MOST_ATTRIBUTES) {
      passAttributes(scanner, element);
      continue;
    }
    if (!isNameStart(c)) {
      scanJunk(scanner, at);
      continue;
    }
    if (at === before && at !== behindPlaceholder && !isStrangeSpaceBefore(scanner, at))
      scanner.error('missingSpace', at, nameEnd(text, at), {
        mend: [{ start: at, end: at, newText: ' ' }],
      });
    scanAttribute(scanner, element, at);
    const last = scanner.errors[scanner.errors.length - 1];
    if (last?.kind === 'missingSpace' && last.start === at - scanner.base) {
      const end = scanner.pos - scanner.base;
      scanner.errors[scanner.errors.length - 1] = { ...last, otherwise: [{ start: last.start, end, newText: '' }] };
    }
  }
}

/** Passes over all that stands in the tag up to where that ends; a value holds no tag. */
function passAttributes(scanner: ScanState, element: number): void {
  const { text, table, base } = scanner;
  const start = table.nameStart(element) + base;
  const end = table.nameEnd(element) + base;
  scanner.error('tooManyAttributes', start, end, { name: text.slice(start, end) });
  let at = scanner.pos;
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === LT || c === GT || (c === SLASH && text.charCodeAt(at + 1) === GT)) break;
    if (c !== QUOTE && c !== APOSTROPHE) continue;
    const close = nextQuoteOrTag(text, at + 1, c);
    if (text.charCodeAt(close) !== c) {
      at = close;
      break;
    }
    at = close;
  }
  scanner.lookahead = Math.max(scanner.lookahead, at + 1);
  scanner.pos = at;
}

/** A quote of the kind, or a `<`, whichever comes first. */
function nextQuoteOrTag(text: string, from: number, quote: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== quote && text.charCodeAt(at) !== LT) at++;
  return at;
}

/** That is told of already. */
function isStrangeSpaceBefore({ errors, base }: ScanState, at: number): boolean {
  const last = errors[errors.length - 1];
  return last?.kind === 'strangeSpace' && last.end === at - base;
}

/** Characters that look like a space, or like nothing, and are none in XML. */
const STRANGE_SPACE = /[\u0085\u00a0\u1680\u2000-\u200d\u2028-\u202f\u205f\u2060\u3000\ufeff]+/y;

/** Passes over what can't stand in a tag. */
function scanJunk(scanner: ScanState, at: number): void {
  const { text } = scanner;
  STRANGE_SPACE.lastIndex = at;
  const strange = STRANGE_SPACE.exec(text)?.[0];
  if (strange !== undefined) {
    const end = at + strange.length;
    const isLast = text.charCodeAt(end) === GT || text.charCodeAt(end) === SLASH;
    const isBetween = !isXmlSpace(text.charCodeAt(at - 1)) && !isXmlSpace(text.charCodeAt(end)) && !isLast;
    const mend = [{ start: at, end, newText: isBetween ? ' ' : '' }];
    scanner.error('strangeSpace', at, end, { name: codePointsOf(strange), mend });
    scanner.pos = end;
    return;
  }
  if (text.charCodeAt(at) === SLASH && takeSpacedSlash(scanner, at)) return;
  let end = at + 1;
  while (end < text.length) {
    const c = text.charCodeAt(end);
    if (c === LT || c === GT || c === SLASH || isXmlSpace(c)) break;
    end++;
  }
  scanner.error('badName', at, end, { name: text.slice(at, end) });
  scanner.pos = end;
}

/** `/ >`: the end of an empty-element tag with white space in it. */
function takeSpacedSlash(scanner: ScanState, at: number): boolean {
  const end = skipXmlSpace(scanner.text, at + 1);
  if (scanner.text.charCodeAt(end) !== GT) return false;
  scanner.error('badName', at, end, { name: '/', mend: [{ start: at + 1, end, newText: '' }] });
  // The tag is read as the empty one that it was meant to be.
  scanner.pos = end;
  scanner.isSlashSpaced = true;
  return true;
}

/** So many characters are named. */
const MOST_NAMED = 8;

function codePointsOf(text: string): string {
  return codePointNames(text.slice(0, MOST_NAMED)).join(' ') + (text.length > MOST_NAMED ? ' …' : '');
}

/**
 * Where a value that is not closed ends: at the first `>`, or at the quote of the other kind in front of it.
 * @param gt that `>`; -1 for none
 */
function endOfUnterminated(text: string, from: number, gt: number, quote: number): { value: number; tag: number } {
  if (gt < 0) return { value: -1, tag: -1 };
  const tag = text.charCodeAt(gt - 1) === SLASH && gt - 1 > from ? gt - 1 : gt;
  const other = text.charCodeAt(tag - 1);
  const hasOther = tag - 1 > from && (other === QUOTE || other === APOSTROPHE) && other !== quote;
  return { value: hasOther ? tag - 1 : tag, tag };
}

function scanAttribute(scanner: ScanState, element: number, at: number): void {
  const { text } = scanner;
  const nameStop = nameEnd(text, at);
  const node = scanner.table.add(NodeKind.Attribute, at - scanner.base, nameStop - scanner.base, element);
  scanner.table.setName(node, at - scanner.base, nameStop - scanner.base);
  const equals = skipXmlSpace(text, nameStop);
  const name = text.slice(at, nameStop);
  let start = skipXmlSpace(text, equals + 1);
  if (text.charCodeAt(equals) !== EQUALS) {
    const isQuoted = text.charCodeAt(equals) === QUOTE || text.charCodeAt(equals) === APOSTROPHE;
    if (!isQuoted) {
      const mend = removal(text, at, nameStop);
      scanner.error('missingValue', at, nameStop, { name, mend });
      scanner.pos = nameStop;
      return;
    }
    scanner.error('missingEquals', at, nameStop, { name, mend: [{ start: nameStop, end: equals, newText: '=' }] });
    start = equals;
  }
  const quote = text.charCodeAt(start);
  if (quote !== QUOTE && quote !== APOSTROPHE) {
    let end = scanner.placeholderEnd(start);
    if (end >= 0) {
      // It may bring the quotes along, or choose between values that have them.
      end = takeQuotedBehind(scanner, end);
      scanner.addPlaceholder(start, end, node);
      finishAttribute(scanner, node, start, end, end);
      return;
    }
    end = start;
    while (end < text.length && !isXmlSpace(text.charCodeAt(end)) && !'<>'.includes(text[end]!)) {
      if (text.charCodeAt(end) === SLASH && text.charCodeAt(end + 1) === GT) break;
      end++;
    }
    if (end === start) {
      const mend = removal(text, at, end);
      scanner.error('missingValue', at, nameStop, { name, mend });
    } else {
      const bare = text.slice(start, end).replace(WORD_QUOTES, '');
      const mend = [{ start, end, newText: `"${bare}"` }];
      scanner.error('unquotedValue', start, end, { name, mend, otherwise: removal(text, at, end) });
      const inside = text.indexOf(bare, start);
      finishAttribute(scanner, node, inside, inside + bare.length, end);
      return;
    }
    finishAttribute(scanner, node, start, end, end);
    return;
  }
  let i = start + 1;
  let close = i;
  /** The first `>` in the value. */
  let gt = -1;
  /** The quotes that stand in it as they are. */
  const inside: number[] = [];
  /** Where the quote or the `>` stands that comes next, for the `<` before it. */
  let next = -1;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const stop = scanner.placeholders ? scanner.placeholderEnd(i) : -1;
    if (stop >= 0) {
      scanner.addPlaceholder(i, stop, node);
      i = stop - 1;
      continue;
    }
    if (c === quote) {
      const more = scanner.placeholders ? undefined : quotesInside(scanner, i, quote);
      if (!more) break;
      inside.push(...more.inside);
      i = more.end;
      break;
    }
    if (c === GT && gt < 0) gt = i;
    if (c === LT && gt < 0) {
      if (next < i) next = nextEnd(text, i + 1, quote);
      scanner.lookahead = Math.max(scanner.lookahead, next + 2);
      const isText = text.charCodeAt(next) === quote && isClosedValue(text, next, quote);
      if (isText || !mayBeginMarkup(text.charCodeAt(i + 1))) {
        scanner.error('lessThanInValue', i, i + 1);
        continue;
      }
    }
    if (c === LT) {
      close = Math.max(close, i);
      // A value that holds a tag is nearly always one whose closing quote is missing.
      // The same place for all `<` before it.
      while (close < text.length && !isXmlSpace(text.charCodeAt(close)) && text.charCodeAt(close) !== GT) {
        if (text.charCodeAt(close) === quote) break;
        close++;
      }
      scanner.lookahead = Math.max(scanner.lookahead, close + 1);
      const cut = endOfUnterminated(text, start + 1, gt, quote);
      if (text.charCodeAt(close) !== quote || (cut.tag >= 0 && !isClosedValue(text, close, quote))) {
        finishUnterminated(scanner, node, name, start, i, cut);
        return;
      }
      scanner.error('lessThanInValue', i, i + 1);
    } else if (c === AMP) i = scanner.checkReference(i) - 1;
    else if (c < 0x20 || c >= 0x7f) i = scanner.checkCharacter(i) - 1;
  }
  if (i >= text.length) {
    finishUnterminated(scanner, node, name, start, i, endOfUnterminated(text, start + 1, gt, quote));
    return;
  }
  if (inside.length > 0) {
    const newText = quote === QUOTE ? '&quot;' : '&apos;';
    const mend = inside.map((one) => ({ start: one, end: one + 1, newText }));
    scanner.error('quoteInValue', start, i + 1, { name, mend, otherwise: removal(text, at, i + 1) });
  }
  finishAttribute(scanner, node, start + 1, i, Math.min(i + 1, text.length));
}

/** Quotes in a value are looked for in so many characters. */
const LONGEST_QUOTED = 1_000;

/**
 * The quotes that stand in a value, and the one that ends it: behind the first of them the text goes on without a space,
 * and neither an `=` nor a tag stands between them.
 * @param at the first quote behind the opening one
 * @returns undefined where that one ends the value
 */
function quotesInside(
  scanner: ScanState,
  at: number,
  quote: number,
): { readonly inside: readonly number[]; readonly end: number } | undefined {
  const { text } = scanner;
  scanner.lookahead = Math.max(scanner.lookahead, at + 2);
  const next = text.charCodeAt(at + 1);
  if (Number.isNaN(next) || next === GT || next === SLASH || next === QUESTION || next === EQUALS || isXmlSpace(next))
    return undefined;
  const inside: number[] = [];
  let end = at;
  const limit = Math.min(text.length, at + LONGEST_QUOTED);
  let i = at + 1;
  for (; i < limit; i++) {
    const c = text.charCodeAt(i);
    if (c === EQUALS || c === LT || c === GT) break;
    if (c !== quote) continue;
    inside.push(end);
    end = i;
  }
  scanner.lookahead = Math.max(scanner.lookahead, i + 1);
  return end > at && isClosedValue(text, end, quote) ? { inside, end } : undefined;
}

/** A quote of the kind, or a `>`, whichever comes first. */
function nextEnd(text: string, from: number, quote: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== quote && text.charCodeAt(at) !== GT) at++;
  return at;
}

/** A character behind a `<` makes it the beginning of a tag or of other markup. */
function mayBeginMarkup(c: number): boolean {
  return isNameStart(c) || c === SLASH || c === BANG || c === QUESTION;
}

/** A quote ends a value where the tag ends or goes on behind it. */
function isClosedValue(text: string, close: number, quote: number): boolean {
  if (text.charCodeAt(close) !== quote) return false;
  const next = text.charCodeAt(close + 1);
  return next === GT || next === SLASH || next === QUESTION || isXmlSpace(next);
}

/** Takes out an attribute with the white space before it. */
function removal(text: string, start: number, end: number): TextEdit[] {
  return [{ start: xmlSpaceBefore(text, start), end, newText: '' }];
}

/** Ends an attribute whose closing quote is missing. */
function finishUnterminated(
  scanner: ScanState,
  node: number,
  name: string,
  start: number,
  limit: number,
  { value, tag }: { readonly value: number; readonly tag: number },
): void {
  const { text } = scanner;
  if (tag < 0) {
    scanner.error('unterminatedValue', start, limit, { name });
    finishAttribute(scanner, node, start + 1, limit, limit);
    return;
  }
  const mend = [{ start: value, end: tag, newText: text[start]! }];
  const end = value < tag ? tag : text.charCodeAt(tag) === GT ? tag + 1 : tag;
  const at = scanner.table.start(node) + scanner.base;
  scanner.error('unterminatedValue', start, end, { name, mend, otherwise: removal(text, at, tag) });
  finishAttribute(scanner, node, start + 1, value, tag);
}

function finishAttribute(scanner: ScanState, node: number, start: number, contentEnd: number, end: number): void {
  scanner.table.setContent(node, start - scanner.base, contentEnd - scanner.base);
  scanner.table.close(node, contentEnd - scanner.base, end - scanner.base);
  scanner.pos = end;
}
