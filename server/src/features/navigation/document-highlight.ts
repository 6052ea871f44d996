import { type DocumentHighlight, DocumentHighlightKind } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { SourceText } from '../../engine/text/source-text.ts';
import type { TextRange } from '../../engine/text/text-range.ts';
import { placeAt } from '../place.ts';
import { toRange } from '../protocol-range.ts';
import { rangeInText } from '../record-label.ts';
import { pairOf, tagNamesIn } from '../structure/tag-pair.ts';
import { type TagText, tagsOfDelivery } from '../structure/tag-text.ts';
import { recordsSharing } from './records-sharing.ts';

/**
 * What belongs to the thing at an offset: the other tag of a pair; for a BSN the person's records, for a
 * registratienummer those that have it. Undefined where the editor's own guess, the same word elsewhere, is better.
 */
export function documentHighlightsAt(analysis: DeliveryAnalysis, offset: number): DocumentHighlight[] | undefined {
  const text = tagsOfDelivery(analysis);
  const tags = text && tagHighlightsAt(text, offset);
  if (tags) return tags;
  const place = placeAt(analysis, offset);
  if (place?.kind !== 'value' || (place.concept !== 'bsn' && place.concept !== 'registratienummer')) return undefined;
  const { concept } = place;
  const records = recordsSharing(analysis, concept, place.value);
  if (records.length === 0) return undefined;
  const ranges = records.map((record) => rangeInText(analysis, record, record.rangeOf(concept)));
  return highlights(analysis.source, uniqueRanges(ranges));
}

/** The tags of the element whose name, in either tag, an offset of any text touches. */
export function tagHighlightsAt(text: TagText, offset: number): DocumentHighlight[] | undefined {
  const tags = tagNamesIn(text, offset);
  return tags && highlights(text.source, pairOf(tags) ?? [tags.start]);
}

function highlights(source: SourceText, ranges: readonly TextRange[]): DocumentHighlight[] {
  return ranges.map((range) => ({ range: toRange(source, range), kind: DocumentHighlightKind.Text }));
}

/** Records in one person's element share the place of their BSN. */
function uniqueRanges(ranges: readonly TextRange[]): TextRange[] {
  return ranges.filter((range, i) => i === 0 || range.start !== ranges[i - 1]!.start);
}
