import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { Voorziening } from '../../engine/delivery/record.ts';
import type { RecordConcept } from '../../engine/packs/pack.ts';

/**
 * The records with a value, in the order of the text. By BSN and registratienummer they are known; by anything else
 * all records are looked at, which takes about a millisecond for 25,000.
 */
export function recordsSharing(
  analysis: DeliveryAnalysis,
  concept: RecordConcept,
  value: string,
): readonly Voorziening[] {
  if (concept === 'bsn' || concept === 'registratienummer') return analysis.recordsWith(concept, value);
  const found: Voorziening[] = [];
  for (const owner of analysis.ownersIn()) {
    for (const record of analysis.recordsOf(owner)) if (record.value(concept) === value) found.push(record);
  }
  return found;
}
