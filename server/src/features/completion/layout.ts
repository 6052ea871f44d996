import type { SourceText } from '../../text/source-text.ts';
import type { Layout } from './snippet.ts';

const DEFAULT_STEP = '  ';
/** No more than that is looked at of a line. */
const LONGEST_LINE = 2000;
/** A line, or what stands of it, that opens an element and holds nothing else. */
const START_TAG_ALONE = /^([ \t]*)<[^<>!?/][^<>]*(?<!\/)>\s*$/;

/** Where a new element goes: its layout, and what is put before and behind it to get lines of its own. */
export interface Site {
  readonly layout: Layout;
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
 * it, or where it is the first in an element that itself has a line of its own; else on the line that it stands on.
 * The end tag of the element around it, where that follows on the line, gets a line of its own.
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
  const space = line > 0 && parent !== undefined ? spaceToEnd(source, end, parent) : undefined;
  if (own && (alone || line > 0 || source.lineCount > 1)) {
    const inOneLine = nested(source, line);
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
  const opening = START_TAG_ALONE.exec(lineText);
  if (opening && space !== undefined) {
    const outer = relative ? '' : opening[1]!;
    const indent = outer + step;
    return { layout: { indent, step, eol }, before: eol + indent, after: newLine(eol, outer, space) };
  }
  return { layout: { indent: undefined, step, eol }, before: '', after: '' };
}

/** The white space before the end tag of an element on the line, half typed, too; undefined where none follows. */
function spaceToEnd(source: SourceText, offset: number, name: string): string | undefined {
  const endTag = /^([ \t]*)<\/([^\s<>]*)/.exec(source.slice(offset, offset + 200));
  return endTag && name.startsWith(endTag[2]!) ? endTag[1] : undefined;
}

/** The line end and indentation that an end tag lacks, where white space stands before it. */
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
    if (text.trim() !== '') return text;
  }
  return '';
}

/** The line before holds an element and those in it: that is how this document is laid out. */
function nested(source: SourceText, line: number): boolean {
  if (line === 0) return false;
  const start = source.offsetAt({ line: line - 1, character: 0 });
  return /^[ \t]*<[^<>!?/][^<>]*(?<!\/)><[^<>!?/][^<>]*>/.test(source.slice(start, start + 400));
}

/** The line ends that a text has; LF where it has none. */
function eolOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** What one level of indentation adds: as far as the first element in the root stands in. */
function stepOf(text: string): string {
  return /[\r\n]([ \t]+)<[^!?/]/.exec(text)?.[1] ?? DEFAULT_STEP;
}
