import type { LinkedEditingRanges } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { toRange } from '../protocol-range.ts';
import { pairOf, tagNamesAt } from './tag-pair.ts';

/**
 * While the names of both tags hold to this, they are edited together. It may be empty for a moment, and it has no
 * classes of letters, because editors read it without the flag that these need.
 */
const NAME = '[^ \\t\\r\\n<>/="\'&;]*';

/** The names in both tags of the element, where an offset is in one of them and they match. */
export function linkedEditingRangesAt(analysis: DeliveryAnalysis, offset: number): LinkedEditingRanges | undefined {
  const pair = pairOf(tagNamesAt(analysis, offset));
  return pair && { ranges: pair.map((range) => toRange(analysis.source, range)), wordPattern: NAME };
}
