import { renderPage } from '../../engine/report/html/page.ts';
import { makeReport, type Report } from '../../engine/report/report.ts';
import { type CheckReporterOptions, passedOverWords, type Reporter } from './report.ts';

/** A page is to be read: of each kind of problem, and of what is missing of last month, it names so many. */
const ON_PAPER = 24;

/**
 * One page, the same that the editor exports. The page leads with what all of the reports say, so it is written at the
 * end; until then the reports are kept, and not the deliveries.
 */
export function htmlReporter(options: CheckReporterOptions): Reporter<Report> {
  const reports: Report[] = [];
  const { language, maskBsn, today: on, version } = options;
  const problems: string[] = [];
  return {
    failed(_path, problem, isReported = false) {
      if (!isReported) problems.push(problem);
    },
    *pieces({ path, analysis, stylesheet, findings, sha256 }) {
      const made = { on, version, sha256: sha256?.() };
      const limits = { maxFindings: ON_PAPER, maxMissing: ON_PAPER };
      yield makeReport(analysis, { language, maskBsn, name: path, stylesheet, findings, made, ...limits });
    },
    add: (made) => void reports.push(made),
    end(passedOver) {
      options.write(renderPage(reports, options.language, { problems, note: passedOverWords(passedOver, options) }));
    },
  };
}
