import type { DeliveryAnalysis } from '../../../engine/analysis/delivery-analysis.ts';
import type { SegmentView } from '../../../engine/analysis/document/analysed-document.ts';
import type { TextRange } from '../../../engine/text/text-range.ts';
import { isXmlBlank } from '../../../engine/text/xml-whitespace.ts';

/**
 * Whether a range touches a part or, where the range is empty, lies in it. The white space before a record is not yet
 * the record, and its end belongs to what comes next.
 */
export function touchesSegment(analysis: DeliveryAnalysis, segment: SegmentView, { start, end }: TextRange): boolean {
  if (start === end) return segment.start <= start && start < segment.end;
  if (segment.end <= start || end <= segment.start) return false;
  return segment.end <= end || !isXmlBlank(analysis.source.slice(segment.start, end));
}
