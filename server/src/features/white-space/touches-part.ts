import type { PartView } from '../../analysis/delivery-analysis.ts';
import type { TextRange } from '../../text/text-range.ts';

/**
 * Whether a range touches a part or, where the range is empty, lies in it. The white space before a record is not yet
 * the record, and its end belongs to what comes next.
 * @param text the part's text
 */
export function touchesPart(part: PartView, text: string, range: TextRange): boolean {
  if (range.start === range.end) return part.start <= range.start && range.start < part.end;
  const start = part.start + text.length - text.trimStart().length;
  return start < range.end && range.start < part.end;
}
