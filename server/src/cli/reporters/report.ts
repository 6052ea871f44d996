import type { CheckedText } from '../../engine/analysis/checked-text.ts';
import { remarksOnPrevious } from '../../engine/analysis/continuity/previous-remarks.ts';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { KindCount } from '../../engine/analysis/findings/kind-counts.ts';
import { type NotCheckedReason, notCheckedWords as wordsOf } from '../../engine/analysis/not-checked.ts';
import type { Verdict } from '../../engine/analysis/tally.ts';
import type { Day } from '../../engine/delivery/day.ts';
import { countMessage, formatMessage, type MessageOptions } from '../../engine/messages/message.ts';
import type { Pack } from '../../engine/packs/load-pack.ts';
import type { Severity } from '../../engine/rules/rule.ts';
import type { StylesheetAnalysis } from '../../engine/stylesheet/stylesheet-analysis.ts';
import type { ShownFindings } from './shown-findings.ts';

/** What is known of one file that was checked. */
export interface FileReport {
  readonly path: string;
  readonly analysis: DeliveryAnalysis;
  /** Given for an XSLT stylesheet that writes SRG: what was found is its own, and the analysis has nothing to say. */
  readonly stylesheet?: StylesheetAnalysis;
  /** undefined for XML that is no SRG. */
  readonly verdict: Verdict | undefined;
  readonly findings: ShownFindings;
  /** Another file as it is shown. */
  pathOf(uri: string): string;
  /** Of the bytes that were checked. */
  sha256?(): string;
  /** How many findings the delivery suppresses; they are in neither, and the verdict counts them. */
  readonly suppressed: number;
}

/** What has the findings of a file. */
export function checkedIn({ analysis, stylesheet }: FileReport): CheckedText {
  return stylesheet ?? analysis;
}

/** What the findings of a file were found under; undefined where no pack is known. */
export function packOf({ analysis, stylesheet }: FileReport): Pack | undefined {
  return analysis.choice.kind === 'known' ? analysis.choice.pack : stylesheet?.packs[0];
}

/** `Geslacht ontbreekt · 182 records` */
export function kindWords({ kind, count, records }: KindCount, options: MessageOptions): string {
  const many = records > 0 ? countMessage('record', records) : countMessage('finding', count);
  return `${formatMessage(kind.title, options)} · ${formatMessage(many, options)}`;
}

/** What the verdict says nothing of, in words; undefined where there is no verdict, or nothing was left out. */
export function notCheckedWords(
  { analysis, stylesheet, verdict }: FileReport,
  options: MessageOptions,
  reasons?: readonly NotCheckedReason[],
): string | undefined {
  return stylesheet || verdict === undefined ? undefined : wordsOf(analysis, options, reasons);
}

/** How many findings a baseline accepts, in words; undefined for none. */
export function acceptedWords({ findings: { accepted } }: FileReport, options: MessageOptions): string | undefined {
  return accepted === 0 ? undefined : formatMessage(countMessage('accepted', accepted), options);
}

/** What the user is to know of the files of the month before, in words. */
export function previousWords({ analysis, stylesheet }: FileReport, options: MessageOptions): string[] {
  return stylesheet ? [] : remarksOnPrevious(analysis).map((remark) => formatMessage(remark, options));
}

/** What is shown as the verdict: neither a template nor what writes a delivery is anything that CBS would accept. */
export function verdictOn({
  analysis,
  stylesheet,
  verdict,
}: FileReport): Verdict | 'sjabloon' | 'stylesheet' | undefined {
  if (stylesheet) return 'stylesheet';
  return verdict && analysis.isTemplate ? 'sjabloon' : verdict;
}

/**
 * Writes reports, each as soon as it is there, so that a run over many files holds one of them at a time. What there is to
 * say of a file is worked out apart from what was said of others, and may be in another thread.
 */
export interface Reporter<Piece = unknown> {
  /** What there is to say of a file, in pieces that can be sent to another thread. */
  pieces(file: FileReport): Iterable<Piece>;
  /** Takes the pieces of each file in their order, and the files in theirs. */
  add(piece: Piece, isFirst: boolean): void;
  /**
   * A file or folder that could not be judged, and why.
   * @param isReported there is a report of it as well: it is another XML language
   */
  failed?(path: string, problem: string, isReported?: boolean): void;
  /**
   * Nothing comes behind this.
   * @param passedOver the files that are no delivery, of which nothing else is said
   */
  end(passedOver: readonly string[]): void | Promise<void>;
}

/** Has a reporter tell of a file. */
export function report(file: FileReport, reporter: Reporter): void {
  let isFirst = true;
  for (const piece of reporter.pieces(file)) {
    reporter.add(piece, isFirst);
    isFirst = false;
  }
}

/** How many files are no delivery, in words; undefined for none. */
export function passedOverWords(passedOver: readonly string[], options: MessageOptions): string | undefined {
  const { length: count } = passedOver;
  if (count === 0) return undefined;
  return formatMessage(
    { key: count === 1 ? 'cli.passedOver.one' : 'cli.passedOver.many', parameters: { count } },
    options,
  );
}

export interface ReporterOptions extends MessageOptions {
  readonly color: boolean;
  write(text: string): void;
}

/** What the formats of `srg check` are made with. */
export interface CheckReporterOptions extends ReporterOptions {
  readonly version: string;
  /** The day that it is. */
  readonly today: Day;
  /** The findings that make the run fail. */
  readonly failing: readonly Severity[];
  /** The pages of the rules, as Markdown, by their codes. */
  rulePages(): Promise<ReadonlyMap<string, string>>;
  /** What is no text. */
  writeBytes(bytes: Uint8Array): void;
}
