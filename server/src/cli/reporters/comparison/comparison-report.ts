import type { ComparisonReport } from '../../../engine/compare/comparison-report.ts';
import type { ReporterOptions } from '../report.ts';

/** Writes a comparison, whole and once. */
export type ComparisonReporter = (report: ComparisonReport, options: ReporterOptions) => void;
