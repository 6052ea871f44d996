import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { total } from '../analysis/tally.ts';
import type { StylesheetAnalysis } from '../stylesheet/stylesheet-analysis.ts';
import { fileNameOf } from '../text/file-name.ts';

/** A delivery in a few words. */
export interface DeliveryStatus {
  /** undefined where no pack knows the format. */
  readonly pack: { readonly id: string; readonly title: string } | undefined;
  readonly berichtgever: { readonly code: string; readonly naam: string | undefined } | undefined;
  /** Twelve times the year, and January 0. */
  readonly verslagmaand: number | undefined;
  readonly records: number;
  readonly findings: { readonly error: number; readonly warning: number; readonly information: number };
  /** Unless it is done, records and findings are those that are known by now. */
  readonly work: 'done' | 'going on' | 'halted';
  /** How many findings are shown, where that is not all. */
  readonly shown: number | undefined;
  /** The delivery of the month before; undefined where nobody looked for it. */
  readonly previous: PreviousStatus | undefined;
  /** A delivery to be filled in. */
  readonly template: boolean;
}

/** An XSLT stylesheet that writes deliveries, in a few words. */
export interface StylesheetStatus {
  /** Those whose elements it may write. */
  readonly packs: readonly { readonly id: string; readonly title: string }[];
  readonly findings: DeliveryStatus['findings'];
  /** How many findings are shown, where that is not all. */
  readonly shown: number | undefined;
  /** It is too long to be looked at. */
  readonly isTooLong: boolean;
}

/** One of another month is there only where the user named it; nothing is judged by that. */
export type PreviousStatus =
  | { readonly state: 'found'; readonly uri: string; readonly name: string }
  | { readonly state: 'otherMonth' | 'missing' };

export interface StatusOptions {
  /** How many findings are shown at most. */
  readonly maxProblems: number;
  /** The work on the document was called off. */
  readonly halted: boolean;
  /** It is known whether there is a delivery of the month before. */
  readonly knowsPrevious: boolean;
}

/** What an analysis knows by now of the delivery as a whole; null where the document is none. */
export function statusOf(analysis: DeliveryAnalysis, options: StatusOptions): DeliveryStatus | null {
  const { maxProblems, halted, knowsPrevious } = options;
  const { choice, header } = analysis;
  if (choice.kind !== 'known' && choice.kind !== 'unknown') return null;
  const pack = choice.kind === 'known' ? choice.pack : undefined;
  const code = header?.value('berichtgevercode');
  const { error, warning, information } = analysis.tally;
  return {
    pack: pack && { id: pack.manifest.id, title: pack.manifest.title },
    berichtgever: code === undefined ? undefined : { code, naam: pack?.berichtgevers.get(code)?.naam },
    verslagmaand: analysis.verslagmaand,
    records: analysis.recordCount,
    findings: { error, warning, information },
    work: analysis.done ? 'done' : halted ? 'halted' : 'going on',
    shown: total(analysis.tally) > maxProblems ? maxProblems : undefined,
    previous: knowsPrevious ? previousOf(analysis) : undefined,
    template: analysis.isTemplate,
  };
}

/** What is known of a stylesheet as a whole. */
export function stylesheetStatusOf(sheet: StylesheetAnalysis, maxProblems: number): StylesheetStatus {
  const { error, warning, information } = sheet.tally;
  return {
    packs: sheet.packs.map(({ manifest: { id, title } }) => ({ id, title })),
    findings: { error, warning, information },
    shown: total(sheet.tally) > maxProblems ? maxProblems : undefined,
    isTooLong: sheet.isTooLong,
  };
}

function previousOf({ wantsPrevious, previous, verslagmaand }: DeliveryAnalysis): PreviousStatus | undefined {
  if (!wantsPrevious || verslagmaand === undefined) return undefined;
  if (!previous) return { state: 'missing' };
  const { uri } = previous;
  const isLastMonth = previous.verslagmaand === verslagmaand - 1;
  return isLastMonth ? { state: 'found', uri, name: fileNameOf(uri) } : { state: 'otherMonth' };
}
