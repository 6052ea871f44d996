import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { SegmentView } from '../../engine/analysis/document/analysed-document.ts';
import type { TextEdit, TextRange } from '../../engine/text/text-range.ts';
import { atOnce } from '../../engine/text/time-sliced.ts';
import { templateBlocks } from './whitespace/template-blocks.ts';
import { touchesSegment } from './whitespace/touches-segment.ts';
import { scaffoldWhitespaceOf, visitWhitespace, type Whitespace } from './whitespace/whitespace.ts';

/** How a document is laid out: each element on a line of its own, or all of it on one line. */
export type FormatStyle =
  | {
      readonly kind: 'lines';
      /** The white space for one step in. */
      readonly indent: string;
      readonly insertFinalNewline?: boolean | undefined;
      readonly trimFinalNewlines?: boolean | undefined;
    }
  | { readonly kind: 'oneLine' };

/** More edits than these are put together: an editor takes long over each. */
const MOST_EDITS = 2000;

/**
 * Lays out a document, or the segments of it that a range touches. Only white space between tags
 * changes, and only where it has to: values, comments, instructions and attributes stay as they are, and so does
 * everything in parts that are broken. It stops after each part, and on the way in a large one, so that other work can go in between.
 * @returns edits of the whole text, in its order; none of a whole document that is only known in part
 */
export function* format(
  analysis: DeliveryAnalysis,
  layout: FormatStyle,
  range?: TextRange,
): Generator<void, readonly TextEdit[]> {
  const { source } = analysis;
  const edits: TextEdit[] = [];
  if (!isLaidOut(analysis) || (!range && !analysis.done)) return edits;
  const frame = scaffoldWhitespaceOf(analysis);
  const lineEnd = layout.kind === 'lines' ? lineEndOf(analysis) : '';
  const blocksAround = yield* templateBlocks(analysis);
  for (const segment of analysis.segmentsIn(range?.start ?? 0, range?.end ?? source.length)) {
    if (range && !touchesSegment(analysis, segment, range)) continue;
    const text = analysis.textOf(segment.owner);
    const inBlocks = (whitespace: Whitespace): Whitespace => {
      const { end, depth } = whitespace;
      return { ...whitespace, depth: depth + blocksAround(segment.start + end) };
    };
    yield* visitWhitespace(analysis, segment, text, frame, (whitespace) => {
      const before = text.slice(whitespace.start, whitespace.end);
      if (before === '' && whitespace.start === 0 && isBehindSpace(analysis, segment)) return;
      const wanted =
        layout.kind === 'oneLine'
          ? whitespaceOnOneLine(whitespace, before)
          : whitespaceOnLines(inBlocks(whitespace), before, layout, lineEnd);
      if (wanted !== before) edits.push(smallest(whitespace.start + segment.start, before, wanted));
    });
    yield;
  }
  return putTogether(edits, source);
}

/**
 * What is broken before a segment goes on to its start, white space included: what is put in there would be taken for its
 * end, and be put in again each time.
 */
function isBehindSpace(analysis: DeliveryAnalysis, { start }: SegmentView): boolean {
  return /[ \t\r\n]/.test(analysis.source.slice(start - 1, start));
}

/**
 * Whether the document is one of ours: another XML language is laid out by its own rules. One that was misread is left
 * as it is.
 */
export function isLaidOut({ choice, misread }: DeliveryAnalysis): boolean {
  return !misread && (choice.kind === 'known' || choice.kind === 'unknown');
}

/** The edits of {@link format} at once. */
export function formatNow(analysis: DeliveryAnalysis, layout: FormatStyle, range?: TextRange): readonly TextEdit[] {
  return atOnce(format(analysis, layout, range));
}

function whitespaceOnLines(
  whitespace: Whitespace,
  text: string,
  layout: FormatStyle & { kind: 'lines' },
  lineEnd: string,
): string {
  if (whitespace.before === 'end') {
    if (text === '') return layout.insertFinalNewline ? lineEnd : '';
    return layout.trimFinalNewlines && countLineEnds(text) > 1 ? lineEnd : text;
  }
  if (whitespace.after === 'start') return '';
  if (whitespace.trailing) return ' ';
  const line = lineEnd + layout.indent.repeat(whitespace.depth);
  if (text === line) return line;
  const lineEnds = countLineEnds(text);
  const isEmpty = whitespace.after === 'startTag' && whitespace.before === 'endTag';
  if (isEmpty && lineEnds === 0) return '';
  return lineEnds > 1 && whitespace.after === 'node' && whitespace.before === 'node' ? lineEnd + line : line;
}

function whitespaceOnOneLine(whitespace: Whitespace, text: string): string {
  return whitespace.before === 'end' || whitespace.keepsLine ? text : '';
}

function countLineEnds(text: string): number {
  return text === '' ? 0 : (text.match(/\r\n?|\n/g)?.length ?? 0);
}

/** The first line end of the document; LF where it has none. */
export function lineEndOf({ source }: Pick<DeliveryAnalysis, 'source'>): string {
  if (source.lineCount === 1) return '\n';
  const end = source.offsetAt({ line: 0, character: Number.MAX_SAFE_INTEGER });
  const found = source.slice(end, end + 2);
  return found === '\r\n' ? found : found.charAt(0);
}

/** The edit without what stays the same at its ends, so that a cursor there stays where it is. */
function smallest(start: number, before: string, after: string): TextEdit {
  if (before === '') return { start, end: start, newText: after };
  const length = Math.min(before.length, after.length);
  let head = 0;
  while (head < length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < length - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  // No position lies between a CR and its LF.
  const splits = (at: number) => before[at - 1] === '\r' && before[at] === '\n';
  if (splits(head)) head--;
  if (splits(before.length - tail)) tail--;
  return {
    start: start + head,
    end: start + before.length - tail,
    newText: after.slice(head, after.length - tail),
  };
}

/** No more than some thousands that do the same, in the order of the text: neighbours become one, with the text between them. */
export function putTogether(edits: readonly TextEdit[], source: DeliveryAnalysis['source']): readonly TextEdit[] {
  if (edits.length <= MOST_EDITS) return edits;
  const size = Math.ceil(edits.length / MOST_EDITS);
  const together: TextEdit[] = [];
  for (let first = 0; first < edits.length; first += size) {
    const group = edits.slice(first, first + size);
    const { start } = group[0]!;
    const { end } = group[group.length - 1]!;
    const text = source.slice(start, end);
    let newText = '';
    let at = start;
    for (const edit of group) {
      newText += text.slice(at - start, edit.start - start) + edit.newText;
      at = edit.end;
    }
    together.push({ start, end, newText });
  }
  return together;
}
