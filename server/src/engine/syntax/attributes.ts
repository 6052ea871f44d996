import { isXmlSpace, skipXmlSpace } from '../text/xml-whitespace.ts';
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

/** Reads attributes up to the end of the tag. */
export function scanAttributes(scanner: ScanState, element: number): 'open' | 'empty' | 'none' {
  const { text } = scanner;
  /** Behind a placeholder no white space is called for: it may end in some. */
  let behindPlaceholder = -1;
  for (;;) {
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
      return 'open';
    }
    if (c === SLASH && text.charCodeAt(at + 1) === GT) {
      scanner.pos = at + 2;
      return 'empty';
    }
    if (!isNameStart(c)) {
      scanJunk(scanner, at);
      continue;
    }
    if (at === before && at !== behindPlaceholder) scanner.error('missingSpace', at, nameEnd(text, at));
    scanAttribute(scanner, element, at);
  }
}

/** Passes over what can't stand in a tag. */
function scanJunk(scanner: ScanState, at: number): void {
  const { text } = scanner;
  let end = at + 1;
  while (end < text.length) {
    const c = text.charCodeAt(end);
    if (c === LT || c === GT || c === SLASH || isXmlSpace(c)) break;
    end++;
  }
  scanner.error('badName', at, end, { name: text.slice(at, end) });
  scanner.pos = end;
}

function scanAttribute(scanner: ScanState, element: number, at: number): void {
  const { text } = scanner;
  const nameStop = nameEnd(text, at);
  const node = scanner.table.add(NodeKind.Attribute, at - scanner.base, nameStop - scanner.base, element);
  scanner.table.setName(node, at - scanner.base, nameStop - scanner.base);
  const equals = skipXmlSpace(text, nameStop);
  if (text.charCodeAt(equals) !== EQUALS) {
    scanner.error('missingValue', at, nameStop, { name: text.slice(at, nameStop) });
    scanner.pos = nameStop;
    return;
  }
  const start = skipXmlSpace(text, equals + 1);
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
    if (end === start) scanner.error('missingValue', at, nameStop, { name: text.slice(at, nameStop) });
    else scanner.error('unquotedValue', start, end, { name: text.slice(at, nameStop) });
    finishAttribute(scanner, node, start, end, end);
    return;
  }
  let i = start + 1;
  let close = i;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const stop = scanner.placeholders ? scanner.placeholderEnd(i) : -1;
    if (stop >= 0) {
      scanner.addPlaceholder(i, stop, node);
      i = stop - 1;
      continue;
    }
    if (c === quote) break;
    if (c === LT) {
      close = Math.max(close, i);
      // A value that holds a tag is nearly always one whose closing quote is missing.
      // The same place for all `<` before it.
      while (close < text.length && !isXmlSpace(text.charCodeAt(close)) && text.charCodeAt(close) !== GT) {
        if (text.charCodeAt(close) === quote) break;
        close++;
      }
      scanner.lookahead = Math.max(scanner.lookahead, close + 1);
      if (text.charCodeAt(close) !== quote) {
        scanner.error('unterminatedValue', start, i, { name: text.slice(at, nameStop) });
        finishAttribute(scanner, node, start + 1, i, i);
        return;
      }
      scanner.error('lessThanInValue', i, i + 1);
    } else if (c === AMP) i = scanner.checkReference(i) - 1;
    else if (c < 0x20 || c >= 0x7f) i = scanner.checkCharacter(i) - 1;
  }
  if (i >= text.length) scanner.error('unterminatedValue', start, text.length, { name: text.slice(at, nameStop) });
  finishAttribute(scanner, node, start + 1, i, Math.min(i + 1, text.length));
}

function finishAttribute(scanner: ScanState, node: number, start: number, contentEnd: number, end: number): void {
  scanner.table.setContent(node, start - scanner.base, contentEnd - scanner.base);
  scanner.table.close(node, contentEnd - scanner.base, end - scanner.base);
  scanner.pos = end;
}
