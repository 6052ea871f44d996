import type { Position } from '../engine/text/text-range.ts';

export type { Report } from '../engine/report/report.ts';
export type { Timeline } from '../engine/report/timeline.ts';

/*
 * The requests that a report in an editor is made with, beside those of the protocol. Each is about one open document;
 * the answer is null where that is no SRG delivery.
 */

/** Answered with a `Report`, its findings cut to what a view can show. */
export const REPORT_REQUEST = 'srg/report';
/** Answered with a `Timeline`; null also where the place has no record. */
export const TIMELINE_REQUEST = 'srg/timeline';
/** Answered with the text of an HTML file that holds the whole report. */
export const EXPORT_REQUEST = 'srg/exportReport';

export interface ReportParameters {
  readonly textDocument: { readonly uri: string };
  /** BSNs leave the server only where this is true. */
  readonly showBsn?: boolean;
}

export interface TimelineParameters extends ReportParameters {
  /** A record by its place among all records, from 0, or a position in it. */
  readonly place: { readonly record: number } | { readonly position: Position };
}
