import type { FindingPage, FindingQuery } from '../engine/report/finding-rows.ts';
import type { Position } from '../engine/text/text-range.ts';

export type { FindingPage, FindingQuery, FindingRow } from '../engine/report/finding-rows.ts';
export type { Report } from '../engine/report/report.ts';
export type { Timeline } from '../engine/report/timeline.ts';

/*
 * The requests that a report in an editor is made with, beside those of the protocol. Each is about one open document;
 * the answer is null where that is no SRG delivery.
 */

/** Answered with a `Report` that has no finding one by one: these are asked for as they are wanted. */
export const REPORT_REQUEST = 'srg/report';
/** Answered with a `FindingPage`. */
export const FINDINGS_REQUEST = 'srg/reportFindings';
/** Answered with a `Timeline`; null also where the place has no record. */
export const TIMELINE_REQUEST = 'srg/timeline';
/** Answered with the report as something to keep or to hand on. */
export const EXPORT_REQUEST = 'srg/exportReport';

export interface ReportParameters {
  readonly textDocument: { readonly uri: string };
  /** BSNs leave the server only where this is true. */
  readonly showBsn?: boolean;
}

export interface FindingsParameters extends ReportParameters {
  readonly query: FindingQuery;
}
export type FindingsAnswer = FindingPage | null;

/** A page, tables, or a text to go with them. */
export type ExportFormat = 'html' | 'csv' | 'xlsx' | 'letter';

export interface ExportParameters extends ReportParameters {
  readonly format: ExportFormat;
  /** Of the product. */
  readonly version: string;
  /** Of the file's bytes; absent where the text is not what the file holds. */
  readonly sha256?: string | undefined;
}

/** The content of a file: its text, or its bytes in base64. */
export type ExportAnswer = { readonly text: string } | { readonly base64: string } | null;

export interface TimelineParameters extends ReportParameters {
  /** A record by its place among all records, from 0, or a position in it. */
  readonly place: { readonly record: number } | { readonly position: Position };
}
