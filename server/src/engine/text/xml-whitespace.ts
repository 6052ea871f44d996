/**
 * White space as XML has it (XML 1.0, production 3): space, tab, carriage return and line feed, and no other. What
 * JavaScript's `trim` and `\s` take besides (no-break space, U+FEFF, U+2028, U+3000 …) is text to XML, so that those
 * two never touch the text of a document: `lint/xml-whitespace.grit` refuses them.
 */

const SPACE = 0x20;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;

export function isXmlSpace(code: number): boolean {
  return code === SPACE || code === LF || code === CR || code === TAB;
}

/** The first offset from `at` on that holds no white space. */
export function skipXmlSpace(text: string, at: number): number {
  let i = at;
  // Behind the end of the text there is NaN, which is no white space either.
  for (let c = text.charCodeAt(i); c === SPACE || c === LF || c === CR || c === TAB; ) c = text.charCodeAt(++i);
  return i;
}

/** Where the white space begins that ends at `end`; at `start` at the earliest. */
export function xmlSpaceBefore(text: string, end: number, start = 0): number {
  let i = end;
  while (i > start && isXmlSpace(text.charCodeAt(i - 1))) i--;
  return i;
}

/** There is nothing, or white space alone. */
export function isXmlBlank(text: string): boolean {
  return skipXmlSpace(text, 0) === text.length;
}

export function trimXml(text: string): string;
export function trimXml(text: string | undefined): string | undefined;
export function trimXml(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const start = skipXmlSpace(text, 0);
  return text.slice(start, xmlSpaceBefore(text, text.length, start));
}

export function trimXmlStart(text: string): string {
  return text.slice(skipXmlSpace(text, 0));
}

export function trimXmlEnd(text: string): string {
  return text.slice(0, xmlSpaceBefore(text, text.length));
}

/** The white space that the text begins with. */
export function leadingXmlSpace(text: string): string {
  return text.slice(0, skipXmlSpace(text, 0));
}

/** The white space that the text ends with. */
export function trailingXmlSpace(text: string): string {
  return text.slice(xmlSpaceBefore(text, text.length));
}

/** Each run of white space as one space, and none around: `collapse` of XSD's facet `whiteSpace`. */
export function collapseXml(text: string): string {
  return trimXml(text.replace(/[ \t\r\n]+/g, ' '));
}

/** What stands between white space: the items of an `xs:list`. */
export function xmlWords(text: string): string[] {
  return text.match(/[^ \t\r\n]+/g) ?? [];
}

/**
 * The line break and the indentation before an offset whose line begins with it; empty for any other offset, or where
 * its line begins before `start`.
 */
export function lineStartBefore(text: string, at: number, start = 0): string {
  // A file may be one line: no more of it is looked at than the white space.
  let from = at - 1;
  while (from >= start && text.charAt(from) !== '\n' && isXmlSpace(text.charCodeAt(from))) from--;
  if (from < start || text.charAt(from) !== '\n') return '';
  const isBoth = from > start && text.charCodeAt(from - 1) === CR;
  return text.slice(isBoth ? from - 1 : from, at);
}
