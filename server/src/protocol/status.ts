import type { NotChecked } from '../engine/analysis/not-checked.ts';
import type { Verdict } from '../engine/analysis/tally.ts';
import type { Message } from '../engine/messages/message.ts';
import type { PackReference } from './packs.ts';

/** A delivery in a few words. */
export interface DeliveryStatus {
  /** undefined where no pack knows the format. */
  readonly pack: { readonly id: string; readonly title: string } | undefined;
  /** All packs with the root and namespace of the delivery, in their order. */
  readonly fitting?: readonly PackReference[];
  /** The key of the one that the user has chosen for this delivery. */
  readonly chosen?: string | undefined;
  readonly berichtgever: { readonly code: string; readonly naam: string | undefined } | undefined;
  /** Twelve times the year, and January 0. */
  readonly verslagmaand: number | undefined;
  readonly records: number;
  readonly findings: { readonly error: number; readonly warning: number; readonly information: number };
  /** Unless it is done, records and findings are those that are known by now. */
  readonly work: 'done' | 'going on' | 'halted';
  /** What CBS would do, as far as is known; undefined for a template, which CBS never sees. */
  readonly verdict: Verdict | undefined;
  /** The rules that the verdict says nothing of, and why. */
  readonly notChecked: readonly NotChecked[];
  /** How many findings are shown, where that is not all. */
  readonly shown: number | undefined;
  /** The delivery of the month before; undefined where nobody looked for it. */
  readonly previous: PreviousStatus | undefined;
  /** Given where the text is not the one that its declaration tells of. */
  readonly misread?: MisreadStatus;
  /** A delivery to be filled in. */
  readonly template: boolean;
}

/** What the document declares, and whether it helps to open it in that again. */
export interface MisreadStatus {
  readonly declared: string;
  readonly reopenIn: string | undefined;
  /** Characters were lost, and no other encoding is known to have them. */
  readonly isLost: boolean;
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

/** A part of a template, which another one takes in: it is judged in what comes of that, and not by itself. */
export interface TemplatePartStatus {
  /** The name of the element that it begins with. */
  readonly part: string;
}

/** What may be a delivery, and could not be judged: something went wrong. */
export interface FailedStatus {
  readonly failed: true;
}

/** One of another month is there only where the user named it; nothing is judged by that. */
export type PreviousStatus =
  | {
      readonly state: 'found';
      readonly uri: string;
      readonly name: string;
      /** How many files the user named beside that one that count, too. */
      readonly others: number;
      /** What the user is to know of them. */
      readonly remarks: readonly Message[];
    }
  | { readonly state: 'otherMonth' | 'missing' };

export type DocumentStatus = DeliveryStatus | StylesheetStatus | TemplatePartStatus | FailedStatus;

/** Notification to a client that asked for it (`initializationOptions.status`): what a document is, after each edit. */
export const STATUS = 'srg/status';
export interface StatusParams {
  readonly uri: string;
  /** null where the document is no SRG, and writes none. */
  readonly status: DocumentStatus | null;
}
