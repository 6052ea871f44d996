import type { Language } from '../../../server/src/engine/messages/message.ts';
import type { FindingPage, FindingQuery, Report, Timeline } from '../../../server/src/protocol/report.ts';

/** Sentences that the view shows in the place of a report. */
export type ReportNotice = 'report.waiting' | 'report.noDelivery' | 'report.noServer';

/** What the extension says to the view. */
export type ToView =
  | { readonly kind: 'report'; readonly uri: string; readonly report: Report; readonly pinned: boolean }
  | {
      readonly kind: 'notice';
      readonly uri: string | undefined;
      readonly key: ReportNotice;
      readonly language: Language;
    }
  /** null where there is no record at the place that was asked for, undefined to close it. */
  | { readonly kind: 'timeline'; readonly timeline: Timeline | null | undefined }
  /** The answer to a question of that number; null where there is none. */
  | { readonly kind: 'findings'; readonly question: number; readonly page: FindingPage | null };

/** What the view says to the extension. */
export type ToExtension =
  /** The script runs and wants to know everything. */
  | { readonly kind: 'ready' }
  /** A place in the text: lines and columns from 0, start before end. */
  | { readonly kind: 'jump'; readonly place: readonly number[] }
  | { readonly kind: 'page'; readonly code: string }
  | { readonly kind: 'bsn'; readonly shown: boolean }
  | { readonly kind: 'pin'; readonly pinned: boolean }
  | { readonly kind: 'export' }
  | { readonly kind: 'findings'; readonly question: number; readonly query: FindingQuery }
  /** The timeline of a record's person; of the record at the cursor without one. */
  | { readonly kind: 'timeline'; readonly record: number | undefined }
  | { readonly kind: 'closeTimeline' };

/** What of the view outlives the window. What was searched for does not: it may be a BSN. */
export interface ViewState {
  /** Of the delivery. */
  readonly uri: string | undefined;
  readonly pinned: boolean;
  readonly severity: string;
  /** The ids of what is unfolded. */
  readonly open: readonly string[];
  /** How far it is scrolled, in pixels. */
  readonly scroll: number;
}
