import { countByKind } from '../engine/analysis/findings/kind-counts.ts';
import { locateFindings } from '../engine/analysis/located-findings.ts';
import type { MessageOptions } from '../engine/messages/message.ts';
import { findFindings } from '../engine/report/finding-rows.ts';
import { renderPage } from '../engine/report/html/page.ts';
import { letterOn } from '../engine/report/letter.ts';
import { makeReport, type Report } from '../engine/report/report.ts';
import type { ReportOptions } from '../engine/report/report-options.ts';
import { csvLine, MARK } from '../engine/report/tables/csv.ts';
import { headings, rowsOf, type TableSource } from '../engine/report/tables/rows.ts';
import type { SheetRow, Workbook } from '../engine/report/tables/workbook.ts';
import { makeTimeline, recordAtPlace, type Timeline } from '../engine/report/timeline.ts';
import { timeSliced } from '../engine/text/time-sliced.ts';
import { fileNameOf } from '../engine/text/uri.ts';
import {
  EXPORT_REQUEST,
  type ExportAnswer,
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

    connection.onRequest<ExportAnswer, void>(
      EXPORT_REQUEST,
      onDelivery<ExportParameters, ExportAnswer>('exportReport', null, async (parameters, snapshot) => {
        const { format, version, sha256 } = parameters;
        if (snapshot.analysis.choice.kind === 'other') return null;
        if (format === 'csv' || format === 'xlsx') return tablesOf(format, parameters, snapshot);
        const made = { on: snapshot.today, version, sha256 };
        const whole = reportOf(parameters, snapshot, { maxFindings: ON_PAPER, maxMissing: ON_PAPER, made });
        if (!whole) return null;
        return { text: format === 'letter' ? letterOn(whole) : renderPage([whole], whole.language) };
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

/** All findings, a row each; the work gives way to other requests. */
async function tablesOf(
  format: 'csv' | 'xlsx',
  { showBsn }: ReportParameters,
  snapshot: DocumentSnapshot,
): Promise<ExportAnswer> {
  const { analysis, options } = snapshot;
  const how = { language: options.language, maskBsn: showBsn !== true };
  const pack = analysis.choice.kind === 'known' ? analysis.choice.pack : undefined;
  const source: TableSource = {
    path: fileNameOf(options.uri),
    analysis,
    checked: analysis,
    pack,
    findings: locateFindings(analysis),
    kinds: countByKind(analysis.findings(), pack),
  };
  if (format === 'csv') {
    const lines = [MARK, csvLine(headings(how))];
    const written = await timeSliced(linesOf(source, how, lines), () => !snapshot.isStale());
    return written ? { text: lines.join('') } : null;
  }
  const { sheetRowsOf, Workbook } = await import('../engine/report/tables/workbook.ts');
  const chunks: Uint8Array[] = [];
  const workbook = await Workbook.open(how, (bytes) => void chunks.push(bytes));
  const added = await timeSliced(addTo(workbook, sheetRowsOf(source, how)), () => !snapshot.isStale());
  if (!added) return null;
  await workbook.end();
  return { base64: base64Of(chunks) };
}

function* linesOf(source: TableSource, how: MessageOptions, lines: string[]): Generator<void, true> {
  for (const row of rowsOf(source, how)) {
    lines.push(csvLine(row));
    yield;
  }
  return true;
}

function* addTo(workbook: Workbook, rows: Iterable<SheetRow>): Generator<void, true> {
  for (const row of rows) {
    workbook.add(row);
    yield;
  }
  return true;
}

/** So many bytes at once: a call has no room for the arguments of a whole file. */
const AT_ONCE = 0x8000;

function base64Of(chunks: readonly Uint8Array[]): string {
  let binary = '';
  for (const bytes of chunks) {
    for (let at = 0; at < bytes.length; at += AT_ONCE)
      binary += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  }
  return btoa(binary);
}

function reportOf(
  { showBsn }: ReportParameters,
  { analysis, options }: DocumentSnapshot,
  how: Pick<ReportOptions, 'maxFindings' | 'maxMissing' | 'made'>,
): Report | null {
  if (analysis.choice.kind === 'other') return null;
  const name = fileNameOf(options.uri);
  return makeReport(analysis, { language: options.language, maskBsn: showBsn !== true, name, ...how });
}
