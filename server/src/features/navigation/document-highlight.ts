import { type DocumentHighlight, DocumentHighlightKind } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { TextRange } from '../../engine/text/text-range.ts';
import { placeAt } from '../place.ts';
import { toRange } from '../protocol-range.ts';
import { rangeInText } from '../record-label.ts';
import { pairOf, tagNamesAt } from '../structure/tag-pair.ts';
import { recordsSharing } from './records-sharing.ts';

/**
 * What belongs to the thing at an offset: the other tag of a pair; for a BSN the person's records, for a
 * registratienummer those that have it. Undefined where the editor's own guess, the same word elsewhere, is better.
 */
export function documentHighlightsAt(analysis: DeliveryAnalysis, offset: number): DocumentHighlight[] | undefined {
  const highlights = (ranges: readonly TextRange[]) =>
    ranges.map((range) => ({ range: toRange(analysis.source, range), kind: DocumentHighlightKind.Text }));
  const tags = tagNamesAt(analysis, offset);
  if (tags) return highlights(pairOf(tags) ?? [tags.start]);
  const place = placeAt(analysis, offset);
  if (place?.kind !== 'value' || (place.concept !== 'bsn' && place.concept !== 'registratienummer')) return undefined;
  const { concept } = place;
  const records = recordsSharing(analysis, concept, place.value);
  if (records.length === 0) return undefined;
  return highlights(uniqueRanges(records.map((record) => rangeInText(analysis, record, record.rangeOf(concept)))));
}

/** Records in one person's element share the place of their BSN. */
function uniqueRanges(ranges: readonly TextRange[]): TextRange[] {
  return ranges.filter((range, i) => i === 0 || range.start !== ranges[i - 1]!.start);
}
