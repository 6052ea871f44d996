import type { PartView } from '../../../analysis/analysed-document.ts';
import type { DeliveryAnalysis } from '../../../analysis/delivery-analysis.ts';
import type { TextRange } from '../../../text/text-range.ts';

/**
 * Whether a range touches a part or, where the range is empty, lies in it. The white space before a record is not yet
 * the record, and its end belongs to what comes next.
 */
export function touchesPart(analysis: DeliveryAnalysis, part: PartView, { start, end }: TextRange): boolean {
  if (start === end) return part.start <= start && start < part.end;
  if (part.end <= start || end <= part.start) return false;
  return part.end <= end || analysis.source.slice(part.start, end).trim() !== '';
}
