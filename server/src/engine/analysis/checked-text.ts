import type { Finding, Fix, Severity } from '../rules/rule.ts';
import type { SourceText } from '../text/source-text.ts';
import type { Tally } from './tally.ts';

/** A text with its findings: a delivery, or a stylesheet that writes deliveries. */
export interface CheckedText {
  readonly source: SourceText;
  readonly tally: Tally;
  /** Everything is known. */
  readonly done: boolean;
  /** How much is known, from 0 to 1. */
  readonly progress: number;
  /** The visible findings, in no order. */
  findings(): Iterable<Finding>;
  /** The visible findings in groups in the order of the text, each of which may be let go of behind it. */
  findingsInGroups(): Iterable<readonly Finding[]>;
  /** Those of one severity, in groups in the order of the text. */
  findingsOf(severity: Severity): Iterable<readonly Finding[]>;
  /** Those that touch a stretch of the text. */
  findingsIn(start: number, end: number): Iterable<Finding>;
  /** Where the owner of a finding starts, from which its offsets count. */
  startOf(owner: object): number;
  fixesOf(finding: Finding): Fix[];
}
