import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { checkDelivery, type DeliveryOutcome, outcomeOf } from '../../engine/analysis/check-delivery.ts';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { type NotChecked, notCheckedIn } from '../../engine/analysis/not-checked.ts';
import type { Month } from '../../engine/delivery/day.ts';
import { formatMessage, type MessageOptions } from '../../engine/messages/message.ts';
import { choosePack, type PackChoice } from '../../engine/packs/choose-pack.ts';
import { type DeliveryFacts, factsOf } from '../../engine/report/overview/overview.ts';
import { SourceText } from '../../engine/text/source-text.ts';
import { runTimeSliced } from '../../engine/text/time-sliced.ts';
import type { DeliveryFiles, FileEntry } from '../../engine/workspace/delivery-files.ts';
import { type DiagnosticOptions, diagnosticsOf } from '../../features/diagnostics.ts';
import { notJudgedDiagnostic } from '../../features/failure.ts';
import type { LastMonth } from '../last-month/last-month.ts';
import type { SchematronProblems } from '../schematron/schematron-problems.ts';
import type { Configuration } from '../settings/configuration.ts';

/** Larger files, in bytes, are not handed to extensions by VS Code; they are for the command line. */
export const LARGEST = 50 * 1024 * 1024;
/** What a file is can be seen in so many bytes. */
const HEADER_BYTES = 65_536;

/**
 * What came of a file: what CBS would do with it, `sjabloon` for a template, `unchecked` where nobody can tell, or
 * `other` for XML that is no delivery.
 */
export type Outcome = DeliveryOutcome | 'unchecked' | 'other';

/** What is known of a file that was checked. */
export interface CheckedFile {
  readonly uri: string;
  /** Tells one state of it from another; empty where nobody knows it. */
  readonly stamp: string;
  readonly outcome: Outcome;
  /** Which delivery it is, and what is in it, for an overview. */
  readonly facts: DeliveryFacts | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The rules that its verdict says nothing of. */
  readonly notChecked: readonly NotChecked[];
  /** Which delivery it is, for those of the month behind it; undefined where it says nothing of it. */
  readonly delivery:
    | {
        readonly gemeentecode: string | undefined;
        readonly berichtgevercode: string | undefined;
        readonly verslagmaand: Month;
      }
    | undefined;
  /** The delivery of the month before that it was held against. */
  readonly previous: readonly string[];
}

/** What it takes to check a file. */
export interface ClosedDeliverySources {
  readonly configuration: Configuration;
  readonly files: DeliveryFiles;
  readonly lastMonth: LastMonth;
  readonly schematronProblems: SchematronProblems;
}

/**
 * Checks a file that is not open, as if it were.
 * @param limit no more findings than these
 * @param goesOn false when the answer is no longer of use
 * @returns undefined where it was given up
 */
export async function checkClosed(
  entry: FileEntry,
  sources: ClosedDeliverySources,
  limit: number,
  goesOn: () => boolean,
): Promise<CheckedFile | undefined> {
  const { uri, size } = entry;
  const { configuration, files, lastMonth, schematronProblems } = sources;
  const settings = await configuration.forAnalysis(uri);
  const asked = await configuration.optionsFor(uri);
  if (size > HEADER_BYTES) {
    const start = await files.readStart(uri, HEADER_BYTES).catch(() => undefined);
    if (start === undefined) return unreadable(entry, asked);
    const { kind } = choosePack(new SourceText(start), settings.packs);
    if (kind === 'other') return nothing(entry);
    if (size > LARGEST) return kind === 'none' ? nothing(entry) : tooLarge(entry, asked);
  }
  const decoded = await files.decode(uri).catch(() => undefined);
  if (!decoded) return unreadable(entry, asked);
  const { analysis, status } = await checkDelivery(decoded, {
    settings,
    accepts: ({ choice }) => !isNoDelivery(choice, uri),
    run: (analysis) => runTimeSliced((shouldYield) => analysis.run(shouldYield), goesOn),
    findPrevious: (analysis) => lastMonth.find(entry, analysis),
  });
  if (status === 'notAccepted') return nothing(entry);
  if (status === 'cancelled') return undefined;
  schematronProblems.analysedClosed(uri, analysis, asked);
  const isCut = limit < asked.maxProblems;
  const options: DiagnosticOptions = isCut ? { ...asked, maxProblems: limit, more: 'more.workspace' } : asked;
  return {
    ...nothing(entry),
    outcome: outcomeOf(analysis),
    facts: factsOf(analysis),
    diagnostics: diagnosticsOf(analysis, options),
    notChecked: analysis.isTemplate ? [] : notCheckedIn(analysis),
    delivery: deliveryOf(analysis),
    previous: (analysis.previous?.files ?? []).map((file) => file.uri),
  };
}

/** A file that nothing is said of. */
export function nothing({ uri, stamp }: Pick<FileEntry, 'uri' | 'stamp'>): CheckedFile {
  return {
    uri,
    stamp,
    outcome: 'other',
    facts: undefined,
    diagnostics: [],
    notChecked: [],
    delivery: undefined,
    previous: [],
  };
}

function tooLarge(entry: FileEntry, options: DiagnosticOptions): CheckedFile {
  const diagnostics = [notJudgedDiagnostic({ kind: 'tooLarge', size: LARGEST / 1024 / 1024 }, options)];
  return { ...nothing(entry), outcome: 'unchecked', diagnostics };
}

/** A file that could not be read, with the one thing to say of it. */
function unreadable(entry: FileEntry, options: MessageOptions): CheckedFile {
  const start = { line: 0, character: 0 };
  const { Information: severity } = DiagnosticSeverity;
  const message = formatMessage({ key: 'workspace.unreadable' }, options);
  const diagnostics = [{ range: { start, end: start }, severity, source: 'srg', message }];
  return { ...nothing(entry), outcome: 'unchecked', diagnostics };
}

/** XML in which no root is to be seen is a delivery where its name says so: when it is opened, that decides, too. */
function isNoDelivery({ kind }: PackChoice, uri: string): boolean {
  return kind === 'other' || (kind === 'none' && !/\.srg\.xml$/i.test(uri));
}

function deliveryOf({ header, verslagmaand }: DeliveryAnalysis): CheckedFile['delivery'] {
  const [gemeentecode, berichtgevercode] = [header?.value('gemeentecode'), header?.value('berichtgevercode')];
  if ((gemeentecode ?? berichtgevercode) === undefined || verslagmaand === undefined) return undefined;
  return { gemeentecode, berichtgevercode, verslagmaand };
}
