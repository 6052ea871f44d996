import { renderPage } from '../report/html/page.ts';
import { makeReport, type Report } from '../report/report.ts';
import {
  EXPORT_REQUEST,
  REPORT_REQUEST,
  type ReportParameters,
  TIMELINE_REQUEST,
  type TimelineParameters,
} from '../report/report-requests.ts';
import { makeTimeline, recordAtPlace, type Timeline } from '../report/timeline.ts';
import { fileNameOf } from '../text/file-name.ts';
import type { RequestGroup, Subject } from './request-group.ts';

/** A view shows no more findings than this, nor records of last month; the exported file has them all. */
const MOST_ROWS = 1000;

/** The report on a delivery, for a view of it and as a file. */
export const report: RequestGroup = {
  capabilities: () => ({}),

  register(connection, { about }) {
    connection.onRequest(
      REPORT_REQUEST,
      about<ReportParameters, Report | null>('report', null, (parameters, subject) => {
        return reportOf(parameters, subject, MOST_ROWS);
      }),
    );

    connection.onRequest(
      EXPORT_REQUEST,
      about<ReportParameters, string | null>('exportReport', null, (parameters, subject) => {
        const whole = reportOf(parameters, subject, Number.POSITIVE_INFINITY);
        return whole && renderPage([whole], whole.language);
      }),
    );

    connection.onRequest(
      TIMELINE_REQUEST,
      about<TimelineParameters, Timeline | null>('timeline', null, ({ place, showBsn }, { analysis, options }) => {
        if (analysis.choice.kind !== 'known') return null;
        const record =
          'record' in place
            ? recordAtPlace(analysis, place.record)
            : analysis.partAt(analysis.source.offsetAt(place.position)).record;
        return record ? makeTimeline(analysis, record, { ...options, maskBsn: showBsn !== true }) : null;
      }),
    );
  },
};

function reportOf({ showBsn }: ReportParameters, { analysis, options }: Subject, mostRows: number): Report | null {
  if (analysis.choice.kind === 'other') return null;
  const name = fileNameOf(options.uri);
  const limits = { maxFindings: mostRows, maxMissing: mostRows };
  return makeReport(analysis, { language: options.language, maskBsn: showBsn !== true, name, ...limits });
}
