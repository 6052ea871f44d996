import type { FindingDraft } from '../../rules/rule.ts';
import type { NodeId } from '../../syntax/node-table.ts';

/** What XSD validation found in a segment. */
export interface SegmentVerdict {
  readonly drafts: readonly (FindingDraft & { readonly code: 'SRG-T001' | 'SRG-T002' | 'SRG-T006' })[];
  /** The mask over the records: nodes whose values the schema refuses, or that it does not expect. */
  readonly refused: readonly NodeId[];
}

/** Nothing found: shared, so that a valid segment costs no memory. */
export const ACCEPTED: SegmentVerdict = { drafts: [], refused: [] };
