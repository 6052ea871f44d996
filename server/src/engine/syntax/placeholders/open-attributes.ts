import { skipXmlSpace } from '../../text/xml-whitespace.ts';
import { isNamePart, isNameStart, nameEnd } from '../characters.ts';
import type { ScanState } from '../scan-state.ts';

const LT = 0x3c;
const AMP = 0x26;
const COLON = 0x3a;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;

/**
 * Reads a placeholder in a tag of a template, and what belongs to it: the rest of the attribute that it begins
 * (`{{name}}="1"`, `{{prefix}}:x="1"`, and `"1"` where it brings the name) and the name that it ends (`x{{n}}="1"`).
 * The attribute's name or value is unknown, so all of it is one placeholder.
 * @param at where a placeholder or a name may begin
 * @returns false where there is none, and nothing was read
 */
export function takeOpenAttribute(scanner: ScanState, element: number, at: number): boolean {
  const { text } = scanner;
  const hasName = isNameStart(text.charCodeAt(at));
  let end = scanner.placeholderEnd(hasName ? nameEnd(text, at) : at);
  if (end < 0) return false;
  for (;;) {
    const c = text.charCodeAt(end);
    // A letter begins an attribute of its own: it follows a control line, or a placeholder that ends in white space.
    if (isNamePart(c) && (hasName || !isNameStart(c) || c === COLON)) end = nameEnd(text, end);
    const stop = hasName ? scanner.placeholderEnd(end) : -1;
    if (stop < 0) break;
    end = stop;
  }
  const equals = skipXmlSpace(text, end);
  if (text.charCodeAt(equals) === EQUALS) end = valueBehind(scanner, equals + 1) ?? end;
  end = takeQuotedBehind(scanner, end);
  scanner.addPlaceholder(at, end, element);
  scanner.pos = end;
  return true;
}

/** Attributes of languages that put their instructions into them: Thymeleaf, TAL, Genshi. */
const INSTRUCTION = /(?:(?:th|tal|metal|py):|data-th-)[\w.:-]+/y;
const GIVES_CONTENT =
  /^(?:th:|data-th-)u?(?:text|replace|insert|include)\b|^(?:tal|py):(?:content|replace)\b|^metal:use-macro\b/;

/** Reads an attribute that is an instruction to a template's language, as one placeholder; false where there is none. */
export function takeInstruction(scanner: ScanState, element: number, at: number): boolean {
  INSTRUCTION.lastIndex = at;
  if (!INSTRUCTION.test(scanner.text)) return false;
  const equals = skipXmlSpace(scanner.text, INSTRUCTION.lastIndex);
  if (scanner.text.charCodeAt(equals) !== EQUALS) return false;
  const end = valueBehind(scanner, equals + 1);
  if (end === undefined) return false;
  scanner.addPlaceholder(at, end, element);
  scanner.pos = end;
  return true;
}

/** Whether a placeholder in a tag determines the content of the element. */
export function givesContent(placeholder: string): boolean {
  return GIVES_CONTENT.test(placeholder);
}

/**
 * Reads the quoted values that stand behind a placeholder, as in the branches of a condition.
 * @returns the end of what was read; `from` where there is none
 */
export function takeQuotedBehind(scanner: ScanState, from: number): number {
  let end = from;
  for (;;) {
    const start = skipXmlSpace(scanner.text, end);
    const stop = endOfQuoted(scanner, start);
    if (stop < 0) return end;
    check(scanner, start + 1, stop - 1);
    end = stop;
  }
}

/** The end of the value behind the `=` of an attribute; undefined where that is neither quoted nor a placeholder. */
function valueBehind(scanner: ScanState, from: number): number | undefined {
  const start = skipXmlSpace(scanner.text, from);
  const quoted = endOfQuoted(scanner, start);
  if (quoted >= 0) {
    check(scanner, start + 1, quoted - 1);
    return quoted;
  }
  const end = scanner.placeholderEnd(start);
  return end < 0 ? undefined : end;
}

/** The end of the value in quotes that starts at an offset; -1 where none does, or it is not closed before a `<`. */
function endOfQuoted(scanner: ScanState, start: number): number {
  const { text } = scanner;
  const quote = text.charCodeAt(start);
  if (quote !== QUOTE && quote !== APOSTROPHE) return -1;
  let i = start + 1;
  for (; i < text.length; i++) {
    const stop = scanner.placeholderEnd(i);
    if (stop >= 0) i = stop - 1;
    else if (text.charCodeAt(i) === quote) return i + 1;
    else if (text.charCodeAt(i) === LT) break;
  }
  scanner.lookahead = Math.max(scanner.lookahead, i + 1);
  return -1;
}

/** Reports what can't stand in a value between quotes. */
function check(scanner: ScanState, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const stop = scanner.placeholderEnd(i);
    const c = scanner.text.charCodeAt(i);
    if (stop >= 0) i = stop - 1;
    else if (c === AMP) i = Math.min(to, scanner.checkReference(i)) - 1;
    else if (c < 0x20 || c >= 0xd800) i = scanner.checkCharacter(i) - 1;
  }
}
