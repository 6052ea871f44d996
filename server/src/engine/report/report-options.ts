import type { CheckedText } from '../analysis/checked-text.ts';
import type { MessageOptions } from '../messages/message.ts';

export interface ReportOptions extends MessageOptions {
  /** Of the file, as it is to be shown. */
  readonly name: string;
  /** How many findings to tell one by one. */
  readonly maxFindings: number;
  /** What was found in it, where the file is a stylesheet that writes SRG. */
  readonly stylesheet?: CheckedText | undefined;
  /** How many records to tell one by one that are missing of last month; all without. */
  readonly maxMissing?: number;
}
