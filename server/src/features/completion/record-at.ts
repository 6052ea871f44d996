import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { Voorziening } from '../../engine/delivery/record.ts';
import { NodeKind } from '../../engine/syntax/node-table.ts';
import { partBefore } from './place.ts';

/**
 * The record around an offset as it stands in the text, half typed and unjudged: values may be no values at all.
 * undefined where the offset lies in none.
 */
export function recordAt(analysis: DeliveryAnalysis, offset: number): Voorziening | undefined {
  if (analysis.choice.kind !== 'known') return undefined;
  const part = partBefore(analysis, offset);
  if (!part) return undefined;
  const { owner, tree, start } = part;
  if (analysis.ancestorsOf(owner).length === 0) return undefined;
  const at = offset - start;
  let repeatingElement = -1;
  for (let node = 0; node < tree.size; node++) {
    if (tree.start(node) >= at) break;
    if (tree.kind(node) !== NodeKind.Element || !analysis.isRepeatingElement(tree, node)) continue;
    // Behind its end tag one is out of it; without one, what was just typed is the end of it.
    const isClosed = tree.isEmptyTag(node) || tree.endNameRange(node) !== undefined;
    if (isClosed ? at < tree.end(node) : at <= tree.end(node)) repeatingElement = node;
  }
  if (repeatingElement < 0) return undefined;
  const records = analysis.unjudgedRecords(owner, tree, repeatingElement);
  return records.findLast(({ range }) => range.start <= at && at <= range.end) ?? records[0];
}
