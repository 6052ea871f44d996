import type { Location } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { codesOf } from '../../engine/packs/load-pack.ts';
import { type Concept, isRecordConcept, type RecordConcept } from '../../engine/packs/pack.ts';
import { placeAt } from '../place.ts';
import { toRange } from '../protocol-range.ts';
import { rangeInText } from '../record-label.ts';
import { recordsSharing } from './records-sharing.ts';

/**
 * All places in the file with the value at an offset: of a BSN the person's records, of a code all records that have
 * it (of a type: all of that type), of a registratienummer all that bear it.
 * @param uri of the document
 */
export function referencesAt(analysis: DeliveryAnalysis, offset: number, uri: string): Location[] {
  const place = placeAt(analysis, offset);
  const concept = place?.concept;
  if (place?.kind !== 'value' || !hasReferences(analysis, concept)) return [];
  return locationsOf(analysis, concept, place.value, uri);
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

function hasReferences(analysis: DeliveryAnalysis, concept: Concept | undefined): concept is RecordConcept {
  if (!isRecordConcept(concept)) return false;
  return concept === 'bsn' || concept === 'registratienummer' || codesOf(analysis.pack, concept) !== undefined;
}
