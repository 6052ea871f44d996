import type { ComparisonReport } from '../../../engine/compare/comparison-report.ts';
import { renderComparison } from '../../../engine/compare/html/comparison-page.ts';
import type { ReporterOptions } from '../report.ts';

/** One page, the same that the editor shows. */
export function writeComparisonHtml(report: ComparisonReport, options: ReporterOptions): void {
  options.write(renderComparison(report, { kind: 'page' }, options));
}
