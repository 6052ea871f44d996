import type { SourceText } from '../../text/source-text.ts';
import type { Layout } from './snippet.ts';

const DEFAULT_STEP = '  ';

/** Where a new element goes: its layout, and what is put before and behind it to get lines of its own. */
export interface Site {
  readonly layout: Layout;
  readonly before: string;
  readonly after: string;
}

/**
 * Lays out an element at an offset as its neighbours are: on lines of its own where only white space stands before
 * it, or where it is the first in an element that itself has a line of its own; else on the line that it stands on.
 * @param start where the new element starts
 * @param end where what it replaces ends
 * @param relative the client adds the indentation of the line to each further line
 */
export function siteAt(source: SourceText, start: number, end: number, relative: boolean): Site {
  const { line, character } = source.positionAt(start);
  const lineText = source.slice(Math.max(start - character, start - 2000), start);
  const eol = eolOf(source.slice(0, 4096));
  const step = stepOf(source.slice(0, 4096));
  const own = /^[ \t\uFEFF]*$/.test(lineText);
  const alone = source.length === end - start;
  if (own && (alone || line > 0 || source.lineCount > 1)) {
    const indent = nested(source, line) ? undefined : relative ? '' : lineText.replace('\uFEFF', '');
    return { layout: { indent, step, eol }, before: '', after: '' };
  }
  const parent = /^([ \t]*)<[^<>!?/][^<>]*(?<!\/)>\s*$/.exec(lineText);
  const closes = /^[ \t]*<\//.test(source.slice(end, end + 200));
  if (parent && closes && line > 0) {
    const outer = relative ? '' : parent[1]!;
    const indent = outer + step;
    return { layout: { indent, step, eol }, before: eol + indent, after: eol + outer };
  }
  return { layout: { indent: undefined, step, eol }, before: '', after: '' };
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
