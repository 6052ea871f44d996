import type { Comparison } from './compare-deliveries.ts';
import type { RowView } from './comparison-view.ts';

/** Two deliveries that were compared, with their names as the user knows them. */
export interface ComparisonReport {
  readonly comparison: Comparison;
  readonly oldPath: string;
  readonly newPath: string;
}

/** Where a record starts in its file; line and column from 1. */
export function placeOf(
  comparison: Comparison,
  { side, record }: Pick<RowView, 'side' | 'record'>,
): { line: number; column: number } {
  const { analysis } = comparison[side];
  const { line, character } = analysis.source.positionAt(analysis.startOf(record.owner) + record.range.start);
  return { line: line + 1, column: character + 1 };
}
