import type { LocationLink } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { isRecordPath } from '../../engine/packs/places.ts';
import { type NodePlace, placeAt } from '../place.ts';
import { toRange } from '../protocol-range.ts';
import { rangeInText } from '../record-label.ts';
import { declarationOf } from './declaration.ts';
import { inLastMonth } from './in-last-month.ts';
import { recordsSharing } from './records-sharing.ts';

export interface DefinitionOptions {
  /** Of the document. */
  readonly uri: string;
}

/**
 * Where the thing at an offset comes from: an element or attribute from its declaration in the XSD, a code from its
 * line in the pack (the XSD where that has no list), a gemeentecode from the list of municipalities. The name of a
 * record leads to the same record in last month's file first, a BSN to the person's other records, a
 * registratienummer to the record in last month's file and to others that bear the number.
 */
export function definitionAt(analysis: DeliveryAnalysis, offset: number, options: DefinitionOptions): LocationLink[] {
  const place = placeAt(analysis, offset);
  if (!place) return [];
  const origin = toRange(analysis.source, place.range);
  return targetsOf(analysis, place, options).map((target) => ({ ...target, originSelectionRange: origin }));
}

function targetsOf(analysis: DeliveryAnalysis, place: NodePlace, options: DefinitionOptions): readonly LocationLink[] {
  const { pack } = analysis;
  const { concept, record } = place;
  const before = () => (record ? inLastMonth(analysis, record) : []);
  const declared = () => declarationOf(pack, place);
  if (place.kind !== 'value') return isRecordPath(pack, place.path) ? [...before(), ...declared()] : declared();
  switch (concept) {
    case 'bsn':
      return others(analysis, place, 'bsn', options);
    case 'registratienummer':
      return [...before(), ...others(analysis, place, 'registratienummer', options)];
    default:
      return declared();
  }
}

/** The records other than the one at the place that have its value in common. */
function others(
  analysis: DeliveryAnalysis,
  place: NodePlace,
  concept: 'bsn' | 'registratienummer',
  { uri }: DefinitionOptions,
): LocationLink[] {
  return recordsSharing(analysis, concept, place.value)
    .filter((record) => record !== place.record)
    .map((record) => ({
      targetUri: uri,
      targetRange: toRange(analysis.source, rangeInText(analysis, record, record.range)),
      targetSelectionRange: toRange(analysis.source, rangeInText(analysis, record, record.nameRange)),
    }));
}
