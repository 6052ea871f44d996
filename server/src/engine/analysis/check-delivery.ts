import type { PreviousDelivery } from '../delivery/previous-delivery.ts';
import type { Message } from '../messages/message.ts';
import { SourceText } from '../text/source-text.ts';
import type { AnalysisSettings } from './analysis-settings.ts';
import { DeliveryAnalysis } from './delivery-analysis.ts';
import type { Verdict } from './tally.ts';

/** A delivery as it was decoded. */
export interface DecodedDelivery {
  /**
   * Whole, or in pieces cut anywhere, in which case it may be longer than V8's longest string (2^29 − 24 UTF-16 code
   * units). What is read as one string may not: the header, and a record with what stands before it.
   */
  readonly text: string | SourceText | Iterable<string> | AsyncIterable<string>;
  /** A contradiction between the bytes and the XML declaration. */
  readonly problem?: Message | undefined;
}

export interface CheckDeliveryOptions {
  readonly settings: AnalysisSettings;
  /** Asked when the format is recognised, before anything else is done. Without it, every document is checked. */
  accepts?(analysis: DeliveryAnalysis): boolean;
  /** Runs the analysis until it is done; false where that was cancelled. Without it, in one go. */
  run?(analysis: DeliveryAnalysis): boolean | Promise<boolean>;
  /** Whether a file that the root names as its schema is not there. Without it, nobody looks. */
  isMissing?(file: string): boolean;
  /** Finds last month's delivery, given the header. Called only where a rule goes by that delivery. */
  findPrevious?(analysis: DeliveryAnalysis): Promise<PreviousDelivery | undefined>;
}

/** What CBS would do with a delivery; a template is not delivered. */
export type DeliveryOutcome = Verdict | 'sjabloon';

export interface DeliveryCheck {
  readonly analysis: DeliveryAnalysis;
  readonly status: 'checked' | 'notAccepted' | 'cancelled';
}

/** The one way from a decoded text to a finished analysis: recognise, analyse, hold against last month. */
export async function checkDelivery(
  { text, problem }: DecodedDelivery,
  { settings, accepts, run = (analysis) => analysis.run(), isMissing, findPrevious }: CheckDeliveryOptions,
): Promise<DeliveryCheck> {
  const source = text instanceof SourceText ? text : await SourceText.read(text);
  const analysis = new DeliveryAnalysis(source, settings, problem);
  if (accepts?.(analysis) === false) return { analysis, status: 'notAccepted' };
  if (!(await run(analysis))) return { analysis, status: 'cancelled' };
  if (isMissing) analysis.setMissingFiles(new Set(analysis.schemaFiles.filter((file) => isMissing(file))));
  if (!analysis.done && !(await run(analysis))) return { analysis, status: 'cancelled' };
  if (findPrevious && analysis.wantsPrevious && analysis.header) {
    analysis.setPrevious(await findPrevious(analysis));
    if (!(await run(analysis))) return { analysis, status: 'cancelled' };
  }
  return { analysis, status: 'checked' };
}

export function outcomeOf(analysis: DeliveryAnalysis): DeliveryOutcome {
  return analysis.isTemplate ? 'sjabloon' : analysis.tally.verdict;
}
