import type { AnalysisSettings } from '../analysis/analysis-settings.ts';
import {
  type CheckDeliveryOptions,
  checkDelivery,
  type DecodedDelivery,
  type DeliveryCheck,
} from '../analysis/check-delivery.ts';
import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { recordKey } from '../delivery/matching.ts';
import type { Voorziening } from '../delivery/record.ts';
import { RECORD_CONCEPTS } from '../packs/pack.ts';
import { RULES, type RuleSettings } from '../rules/registry.ts';

/** Only what shows whether all could be read. Values that the XSD refuses are masked without a finding. */
const RULES_FOR_READING: RuleSettings = Object.fromEntries(
  RULES.filter(({ code }) => code !== 'SRG-T001').map(({ code }) => [code, 'off' as const]),
);

/** Reads a delivery to compare it, and for nothing else: no rule of content runs. */
export function readForComparison(
  delivery: DecodedDelivery,
  options: Omit<CheckDeliveryOptions, 'settings' | 'findPrevious'> & { settings: Omit<AnalysisSettings, 'rules'> },
): Promise<DeliveryCheck> {
  return checkDelivery(delivery, { ...options, settings: { ...options.settings, rules: RULES_FOR_READING } });
}

/** One of two deliveries, and how far it can be relied upon. */
export interface Side {
  readonly analysis: DeliveryAnalysis;
  readonly records: readonly Voorziening[];
  readonly wellFormed: boolean;
  /** Records that are not well-formed, so that nothing is known of them. */
  readonly unreadable: number;
  /** Records with a value that the XSD refuses. */
  readonly invalid: number;
  /** Records whose BSN, type and start date an earlier one has. */
  readonly duplicates: number;
}

/** @param analysis a finished one, of a document that a pack is known for */
export function sideOf(analysis: DeliveryAnalysis): Side {
  const records = [...analysis.allRecords()];
  const wellFormed = !Array.from(analysis.findings()).some(({ code }) => code === 'SRG-T001');
  const concepts = RECORD_CONCEPTS.filter((concept) => analysis.pack.manifest.concepts[concept] !== undefined);
  const keys = records.map(recordKey).filter((key) => key !== undefined);
  return {
    analysis,
    records,
    wellFormed,
    unreadable: wellFormed ? 0 : analysis.recordCount - records.length,
    invalid: records.filter((record) => concepts.some((concept) => record.state(concept) === 'invalid')).length,
    duplicates: keys.length - new Set(keys).size,
  };
}
