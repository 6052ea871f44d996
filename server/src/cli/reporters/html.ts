import { renderPage } from '../../engine/report/html/page.ts';
import { makeReport, type Report } from '../../engine/report/report.ts';
import { passedOverWords, type Reporter, type ReporterOptions } from './report.ts';

/**
 * One page, the same that the editor exports. The page leads with what all of the reports say, so it is written at the
 * end; until then the reports are kept, and not the deliveries.
 */
export function htmlReporter(options: ReporterOptions): Reporter {
  const reports: Report[] = [];
  return {
    report({ path, analysis, stylesheet, findings }) {
      reports.push(makeReport(analysis, { ...options, name: path, maxFindings: findings.length, stylesheet }));
    },
    end(passedOver) {
      options.write(renderPage(reports, options.language, passedOverWords(passedOver, options)));
    },
  };
}
