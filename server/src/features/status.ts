import { remarksOnPrevious } from '../engine/analysis/continuity/previous-remarks.ts';
import type { DeliveryAnalysis } from '../engine/analysis/delivery-analysis.ts';
import { notCheckedIn } from '../engine/analysis/not-checked.ts';
import { total } from '../engine/analysis/tally.ts';
import { keyOf, packsWithRoot } from '../engine/packs/choose-pack.ts';
import type { Pack } from '../engine/packs/load-pack.ts';
import { type Misread, reopeningIn } from '../engine/rules/technical/t006-niet-te-beoordelen.ts';
import type { StylesheetAnalysis } from '../engine/stylesheet/stylesheet-analysis.ts';
import { templatePartOf } from '../engine/templates/template-part.ts';
import { fileNameOf } from '../engine/text/uri.ts';
import type { PackReference } from '../protocol/packs.ts';
import type {
  DeliveryStatus,
  MisreadStatus,
  PreviousStatus,
  StylesheetStatus,
  TemplatePartStatus,
} from '../protocol/status.ts';

export interface StatusOptions {
  /** How many findings are shown at most. */
  readonly maxProblems: number;
  /** The work on the document was called off. */
  readonly halted: boolean;
  /** It is known whether there is a delivery of the month before. */
  readonly knowsPrevious: boolean;
  /** All packs that there are for the document, in their order. */
  readonly packs?: readonly Pack[];
  /** The key of the one that the user has chosen. */
  readonly chosenPack?: string | undefined;
}

/** What an analysis knows by now of the delivery as a whole; null where the document is none. */
export function statusOf(analysis: DeliveryAnalysis, options: StatusOptions): DeliveryStatus | null {
  const { maxProblems, halted, knowsPrevious, packs = [], chosenPack } = options;
  const { choice, header, misread } = analysis;
  if (choice.kind !== 'known' && choice.kind !== 'unknown') return null;
  const pack = choice.kind === 'known' ? choice.pack : undefined;
  const code = header?.value('gemeentecode') ?? header?.value('berichtgevercode');
  const { error, warning, information, verdict } = analysis.tally;
  return {
    pack: pack && { id: pack.manifest.id, title: pack.manifest.title },
    fitting: packsWithRoot(packs, choice.root).map(referenceTo),
    chosen: chosenPack,
    berichtgever: code === undefined ? undefined : { code, naam: pack?.gemeenten.get(code)?.naam },
    verslagmaand: analysis.verslagmaand,
    records: analysis.recordCount,
    findings: { error, warning, information },
    verdict: analysis.isTemplate ? undefined : verdict,
    notChecked: analysis.isTemplate ? [] : notCheckedIn(analysis),
    work: analysis.done ? 'done' : halted ? 'halted' : 'going on',
    shown: total(analysis.tally) > maxProblems ? maxProblems : undefined,
    previous: knowsPrevious ? previousOf(analysis) : undefined,
    ...(misread ? { misread: misreadStatusOf(misread) } : {}),
    template: analysis.isTemplate,
  };
}

function misreadStatusOf(misread: Misread): MisreadStatus {
  return { declared: misread.declared, reopenIn: reopeningIn(misread), isLost: misread.kind === 'lost' };
}

function referenceTo(pack: Pack): PackReference {
  const { id, title } = pack.manifest;
  return { key: keyOf(pack), id, title };
}

/** What is known of a part of a template; null of anything else. */
export function partStatusOf(
  { choice, isTemplate }: DeliveryAnalysis,
  packs: readonly Pack[],
): TemplatePartStatus | null {
  const part = isTemplate ? templatePartOf(choice, packs) : undefined;
  return part === undefined ? null : { part };
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

function previousOf(analysis: DeliveryAnalysis): PreviousStatus | undefined {
  const { wantsPrevious, previous, verslagmaand } = analysis;
  if (!wantsPrevious || verslagmaand === undefined) return undefined;
  if (!previous) return { state: 'missing' };
  if (previous.verslagmaand !== verslagmaand - 1) return { state: 'otherMonth' };
  const { uri } = previous.files[0]!;
  const others = previous.files.length - 1;
  return { state: 'found', uri, name: fileNameOf(uri), others, remarks: remarksOnPrevious(analysis) };
}
