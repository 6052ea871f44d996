import type { CheckedText } from '../analysis/checked-text.ts';
import type { LocatedFinding } from '../analysis/located-findings.ts';
import type { Counts } from '../analysis/tally.ts';
import type { Day } from '../delivery/day.ts';
import type { MessageOptions } from '../messages/message.ts';
import type { Pack } from '../packs/load-pack.ts';

export interface ReportOptions extends MessageOptions {
  /** Of the file, as it is to be shown. */
  readonly name: string;
  /** How many findings of each kind to tell one by one. */
  readonly maxFindings: number;
  /** What was found in it, where the file is a stylesheet that writes SRG. */
  readonly stylesheet?: (CheckedText & { readonly packs: readonly Pack[] }) | undefined;
  /** How many records to tell one by one that are missing of last month; all without. */
  readonly maxMissing?: number;
  /** Those to count and to tell, where a baseline accepts others: by segment, in the order of the text. */
  readonly findings?: { readonly counts: Counts; all(): Iterable<LocatedFinding> } | undefined;
  /** Told in a report that is handed on. */
  readonly made?: ReportOrigin | undefined;
}

/** What a report on paper has to say of itself, for who doesn't know where it comes from. */
export interface ReportOrigin {
  /** The day that it was made. */
  readonly on: Day;
  /** Of the product. */
  readonly version: string;
  /** Of the bytes that were checked; undefined where these are in no file, or not as they were checked. */
  readonly sha256: string | undefined;
}
