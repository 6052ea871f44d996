import type { Comparison } from '../../compare/compare-deliveries.ts';
import type { RowView } from '../../compare/comparison-view.ts';
import type { ReporterOptions } from './report.ts';

/** Two deliveries that were compared, with their paths as the user named them. */
export interface ComparisonReport {
  readonly comparison: Comparison;
  readonly oldPath: string;
  readonly newPath: string;
}

/** Writes a comparison, whole and once. */
export type ComparisonReporter = (report: ComparisonReport, options: ReporterOptions) => void;

/** Where a record starts in its file; line and column from 1. */
export function placeOf(
  comparison: Comparison,
  { side, record }: Pick<RowView, 'side' | 'record'>,
): { line: number; column: number } {
  const { analysis } = comparison[side];
  const { line, character } = analysis.source.positionAt(analysis.startOf(record.owner) + record.range.start);
  return { line: line + 1, column: character + 1 };
}
