import { findFindings } from '../engine/report/finding-rows.ts';
import { renderPage } from '../engine/report/html/page.ts';
import { makeReport, type Report } from '../engine/report/report.ts';
import type { ReportOptions } from '../engine/report/report-options.ts';
import { makeTimeline, recordAtPlace, type Timeline } from '../engine/report/timeline.ts';
import { timeSliced } from '../engine/text/time-sliced.ts';
import { fileNameOf } from '../engine/text/uri.ts';
import {
  EXPORT_REQUEST,
  type ExportParameters,
  FINDINGS_REQUEST,
  type FindingsAnswer,
  type FindingsParameters,
  REPORT_REQUEST,
  type ReportParameters,
  TIMELINE_REQUEST,
  type TimelineParameters,
} from '../protocol/report.ts';
import type { DocumentSnapshot } from '../session/documents/document-snapshot.ts';
import type { RequestGroup } from './handler-context.ts';

/** A view shows no more records of last month than these. */
const MOST_MISSING = 200;
/** A page that is handed on is to be read: of each kind, and of last month, it names so many. */
const ON_PAPER = 24;
/** A view asks for no more at once. */
const MOST_ROWS = 1000;

/** The report on a delivery, for a view of it and as a file. */
export const report: RequestGroup = {
  capabilities: () => ({}),

  register(connection, { onDelivery }) {
    connection.onRequest(
      REPORT_REQUEST,
      onDelivery<ReportParameters, Report | null>('report', null, (parameters, snapshot) => {
        return reportOf(parameters, snapshot, { maxFindings: 0, maxMissing: MOST_MISSING });
      }),
    );

    connection.onRequest(
      FINDINGS_REQUEST,
      onDelivery<FindingsParameters, FindingsAnswer>('reportFindings', null, async ({ query, showBsn }, snapshot) => {
        const { analysis, options } = snapshot;
        if (analysis.choice.kind === 'other') return null;
        const asked = { ...query, count: Math.min(query.count, MOST_ROWS) };
        const found = findFindings(analysis, asked, { language: options.language, maskBsn: showBsn !== true });
        return (await timeSliced(found, () => !snapshot.isStale())) ?? null;
      }),
    );

    connection.onRequest(
      EXPORT_REQUEST,
      onDelivery<ExportParameters, string | null>('exportReport', null, (parameters, snapshot) => {
        const made = { on: snapshot.today, version: parameters.version, sha256: parameters.sha256 };
        const limits = { maxFindings: ON_PAPER, maxMissing: ON_PAPER };
        const whole = reportOf(parameters, snapshot, { ...limits, made });
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
  how: Pick<ReportOptions, 'maxFindings' | 'maxMissing' | 'made'>,
): Report | null {
  if (analysis.choice.kind === 'other') return null;
  const name = fileNameOf(options.uri);
  return makeReport(analysis, { language: options.language, maskBsn: showBsn !== true, name, ...how });
}
