import type { Location } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { MessageOptions } from '../../engine/messages/message.ts';
import { codesOf } from '../../engine/packs/load-pack.ts';
import { type Concept, isRecordConcept, type RecordConcept } from '../../engine/packs/pack.ts';
import type { ReferenceListAnswer } from '../../protocol/one-line.ts';
import { placeAt } from '../place.ts';
import { toRange } from '../protocol-range.ts';
import { rangeInText, recordLabel, recordNumber } from '../record-label.ts';
import { recordsSharing } from './records-sharing.ts';

/** So many records come in a list: nobody goes through more of them one by one. */
const LISTED = 1_000;

/**
 * All places in the file with the value at an offset: of a BSN the person's records, of a code all records that have
 * it (of a type: all of that type), of a registratienummer all that bear it.
 * @param uri of the document
 */
export function referencesAt(analysis: DeliveryAnalysis, offset: number, uri: string): Location[] {
  const shared = sharedValueAt(analysis, offset);
  return shared ? locationsOf(analysis, shared.concept, shared.value, uri) : [];
}

/** Where a value of a concept stands in the records that have it. */
export function locationsOf(
  analysis: DeliveryAnalysis,
  concept: RecordConcept,
  value: string,
  uri: string,
): Location[] {
  const locations: Location[] = [];
  let last = -1;
  for (const record of recordsSharing(analysis, concept, value)) {
    const range = rangeInText(analysis, record, record.rangeOf(concept));
    // Records in one person's element share that person's values.
    if (range.start === last) continue;
    last = range.start;
    locations.push({ uri, range: toRange(analysis.source, range) });
  }
  return locations;
}

/** The same in words, each record for itself: its number and what it is. */
export function referenceListAt(
  analysis: DeliveryAnalysis,
  offset: number,
  options: MessageOptions,
): ReferenceListAnswer {
  const shared = sharedValueAt(analysis, offset);
  if (!shared) return null;
  const records = recordsSharing(analysis, shared.concept, shared.value);
  const places = records.slice(0, LISTED).map((record) => ({
    range: toRange(analysis.source, rangeInText(analysis, record, record.rangeOf(shared.concept))),
    record: recordNumber(analysis, record, options),
    description: recordLabel(analysis, record, options),
  }));
  return { places, count: records.length };
}

function sharedValueAt(
  analysis: DeliveryAnalysis,
  offset: number,
): { readonly concept: RecordConcept; readonly value: string } | undefined {
  const place = placeAt(analysis, offset);
  const concept = place?.concept;
  if (place?.kind !== 'value' || !hasReferences(analysis, concept)) return undefined;
  return { concept, value: place.value };
}

function hasReferences(analysis: DeliveryAnalysis, concept: Concept | undefined): concept is RecordConcept {
  if (!isRecordConcept(concept)) return false;
  return concept === 'bsn' || concept === 'registratienummer' || codesOf(analysis.pack, concept) !== undefined;
}
