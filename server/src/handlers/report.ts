import { renderPage } from '../engine/report/html/page.ts';
import { makeReport, type Report } from '../engine/report/report.ts';
import { makeTimeline, recordAtPlace, type Timeline } from '../engine/report/timeline.ts';
import { fileNameOf } from '../engine/text/uri.ts';
import {
  EXPORT_REQUEST,
  REPORT_REQUEST,
  type ReportParameters,
  TIMELINE_REQUEST,
  type TimelineParameters,
} from '../protocol/report.ts';
import type { DocumentSnapshot } from '../session/documents/document-snapshot.ts';
import type { RequestGroup } from './handler-context.ts';

/** A view shows no more findings than this, nor records of last month; the exported file has them all. */
const MOST_ROWS = 1000;

/** The report on a delivery, for a view of it and as a file. */
export const report: RequestGroup = {
  capabilities: () => ({}),

  register(connection, { onDelivery }) {
    connection.onRequest(
      REPORT_REQUEST,
      onDelivery<ReportParameters, Report | null>('report', null, (parameters, snapshot) => {
        return reportOf(parameters, snapshot, MOST_ROWS);
      }),
    );

    connection.onRequest(
      EXPORT_REQUEST,
      onDelivery<ReportParameters, string | null>('exportReport', null, (parameters, snapshot) => {
        const whole = reportOf(parameters, snapshot, Number.POSITIVE_INFINITY);
        return whole && renderPage([whole], whole.language);
      }),
    );

    connection.onRequest(
      TIMELINE_REQUEST,
      onDelivery<TimelineParameters, Timeline | null>('timeline', null, ({ place, showBsn }, { analysis, options }) => {
        if (analysis.choice.kind !== 'known') return null;
        const record =
          'record' in place
            ? recordAtPlace(analysis, place.record)
            : analysis.segmentAt(analysis.source.offsetAt(place.position)).record;
        return record ? makeTimeline(analysis, record, { ...options, maskBsn: showBsn !== true }) : null;
      }),
    );
  },
};

function reportOf(
  { showBsn }: ReportParameters,
  { analysis, options }: DocumentSnapshot,
  mostRows: number,
): Report | null {
  if (analysis.choice.kind === 'other') return null;
  const name = fileNameOf(options.uri);
  const limits = { maxFindings: mostRows, maxMissing: mostRows };
  return makeReport(analysis, { language: options.language, maskBsn: showBsn !== true, name, ...limits });
}
