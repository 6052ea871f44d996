import type { SourceText } from '../../engine/text/source-text.ts';
import { isXmlBlank } from '../../engine/text/xml-whitespace.ts';
import type { SnippetLayout } from './snippet.ts';

const DEFAULT_STEP = '  ';
/** No more than that is looked at of a line. */
const LONGEST_LINE = 2000;
/** A line, or what stands of it, that opens an element and holds nothing else. */
const START_TAG_ALONE = /^([ \t]*)<[^<>!?/][^<>]*(?<!\/)>[ \t\r\n]*$/;

/** A line, or what stands of it, that holds the end of an element, or one with a value in it, and nothing else. */
const SIBLING_ALONE =
  /^([ \t]*)(?:<\/[^ \t\r\n<>]+>|<([^ \t\r\n<>!?/]+)(?:[ \t\r\n][^<>]*)?(?:\/>|>[^<>]*<\/\2>))[ \t]*$/;

/** Where a new element goes: its layout, and what is put before and behind it to get lines of its own. */
export interface Site {
  readonly layout: SnippetLayout;
  readonly before: string;
  readonly after: string;
}

/** What the place of a new element is like, and what the client does with it. */
export interface SiteOptions {
  /** The name of the element that it goes into, as it stands; undefined for a root. */
  readonly parent: string | undefined;
  /** The client adds the indentation of the line to each further line. */
  readonly relative: boolean;
}

/**
 * Lays out an element at an offset as its neighbours are: on lines of its own where only white space stands before
 * it, or nothing but the start tag that it is the first behind, or the one sibling; else on the line that it stands on.
 * What follows on the line, the end tag of the element around it or a sibling, gets a line of its own.
 * @param start where the new element starts
 * @param end where what it replaces ends
 */
export function siteAt(source: SourceText, start: number, end: number, { parent, relative }: SiteOptions): Site {
  const { line, character } = source.positionAt(start);
  const lineText = source.slice(Math.max(start - character, start - LONGEST_LINE), start);
  const eol = eolOf(source.slice(0, 4096));
  const step = stepOf(source.slice(0, 4096));
  const own = /^[ \t\uFEFF]*$/.test(lineText);
  const alone = source.length === end - start;
  const inside = parent !== undefined && (line > 0 || holdsNothingElse(source, end));
  const space = inside ? spaceToEnd(source, end, parent) : undefined;
  const siblingSpace = inside ? spaceToSibling(source, end) : undefined;
  if (own && (alone || line > 0 || source.lineCount > 1)) {
    const inOneLine =
      nested(source, startOfLine(source, line - 1)) || (siblingSpace !== undefined && nested(source, end));
    if (siblingSpace !== undefined) {
      // The sibling keeps the white space before it.
      const indent = relative ? siblingSpace : lineText + siblingSpace;
      const layout = { indent: inOneLine ? undefined : indent, step, eol };
      return { layout, before: siblingSpace, after: eol + (relative ? '' : lineText) };
    }
    if (space === undefined) {
      const indent = inOneLine ? undefined : relative ? '' : lineText.replace('\uFEFF', '');
      return { layout: { indent, step, eol }, before: '', after: '' };
    }
    const { outer, inner } = indentsAround(source, line, { written: lineText, step, relative });
    // What the client adds of its own accord is not written.
    const added = relative ? lineText.length : 0;
    const indent = inOneLine ? undefined : inner.slice(added);
    return {
      layout: { indent, step, eol },
      before: inner.slice(lineText.length),
      after: newLine(eol, outer.slice(added), space),
    };
  }
  const oneLine = { layout: { indent: undefined, step, eol }, before: '', after: '' };
  const endsLine = /^[ \t]*(?:[\r\n]|$)/.test(source.slice(end, end + 200));
  if (!inside || (space === undefined && siblingSpace === undefined && !endsLine)) return oneLine;
  const opening = START_TAG_ALONE.exec(lineText)?.[1];
  const sibling = opening === undefined ? SIBLING_ALONE.exec(lineText)?.[1] : undefined;
  const written = opening ?? sibling;
  if (written === undefined) return oneLine;
  const outer = opening ?? written.slice(0, Math.max(0, written.length - step.length));
  const inner = opening === undefined ? written : written + step;
  // A client that repeats the indentation of the line can't go back behind it.
  const added = relative ? written.length : 0;
  const indent = inner.slice(added);
  const rest = { inner: indent, outer: outer.slice(added), space, siblingSpace };
  return { layout: { indent, step, eol }, before: eol + indent, after: behind(eol, rest) };
}

/** What comes behind a new element that went on a line of its own, for what follows it on the line. */
function behind(
  eol: string,
  rest: { inner: string; outer: string; space?: string | undefined; siblingSpace?: string | undefined },
): string {
  if (rest.space !== undefined) return newLine(eol, rest.outer, rest.space);
  if (rest.siblingSpace !== undefined) return newLine(eol, rest.inner, rest.siblingSpace);
  return '';
}

/** Nothing stands behind but, at most, one end tag: a document that has no layout yet. */
function holdsNothingElse(source: SourceText, offset: number): boolean {
  return /^[ \t\r\n]*(?:<\/[^<>]*>?[ \t\r\n]*)?$/.test(source.slice(offset, offset + LONGEST_LINE));
}

/** The white space before the end tag of an element on the line, half typed, too; undefined where none follows. */
function spaceToEnd(source: SourceText, offset: number, name: string): string | undefined {
  const endTag = /^([ \t]*)<\/([^ \t\r\n<>]*)/.exec(source.slice(offset, offset + 200));
  return endTag && name.startsWith(endTag[2]!) ? endTag[1] : undefined;
}

/** The white space before an element on the line; undefined where none follows. */
function spaceToSibling(source: SourceText, offset: number): string | undefined {
  return /^([ \t]*)<[^ \t\r\n<>!?/]/.exec(source.slice(offset, offset + 200))?.[1];
}

/** The line end and indentation that a tag lacks, where white space stands before it. */
function newLine(eol: string, indent: string, space: string): string {
  return eol + (indent.endsWith(space) ? indent.slice(0, indent.length - space.length) : indent);
}

/** What stands before a new element on its line already, and how the document and the client indent. */
interface Written {
  readonly written: string;
  readonly step: string;
  readonly relative: boolean;
}

/**
 * The indentation of an element whose end tag stands on a line, and of what goes in before it: as the line above has
 * it, which ends a sibling or opens the element. Inside, never less than what is written on the line.
 */
function indentsAround(source: SourceText, line: number, { written, step, relative }: Written) {
  const above = lineAbove(source, line);
  const indent = /^[ \t]*(?=<)/.exec(above)?.[0];
  if (indent === undefined) return { outer: written, inner: written + step };
  const opens = START_TAG_ALONE.test(above);
  const outer = opens ? indent : indent.slice(0, Math.max(0, indent.length - step.length));
  const inner = opens ? indent + step : indent;
  // A client that repeats the indentation of the line can't go back behind it.
  return { outer: relative ? written : outer, inner: inner.startsWith(written) ? inner : written };
}

/** The nearest line above that is not blank; empty where there is none. */
function lineAbove(source: SourceText, line: number): string {
  for (let above = line - 1; above >= 0; above--) {
    const start = source.offsetAt({ line: above, character: 0 });
    const end = Math.min(source.offsetAt({ line: above + 1, character: 0 }), start + LONGEST_LINE);
    const text = source.slice(start, end);
    if (!isXmlBlank(text)) return text;
  }
  return '';
}

/** An element and those in it begin at an offset on one line: that is how this document is laid out. */
function nested(source: SourceText, start: number | undefined): boolean {
  if (start === undefined) return false;
  return /^[ \t]*<[^<>!?/][^<>]*(?<!\/)><[^<>!?/][^<>]*>/.test(source.slice(start, start + 400));
}

function startOfLine(source: SourceText, line: number): number | undefined {
  return line < 0 ? undefined : source.offsetAt({ line, character: 0 });
}

/** The line ends that a text has; LF where it has none. */
function eolOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** What one level of indentation adds: as far as the first element in the root stands in. */
function stepOf(text: string): string {
  return /[\r\n]([ \t]+)<[^!?/]/.exec(text)?.[1] ?? DEFAULT_STEP;
}
