import type { Voorziening } from '../delivery/record.ts';
import { shift } from '../text/text-range.ts';
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
  const { line, character } = analysis.source.positionAt(analysis.startOf(record.origin) + record.range.start);
  return { line: line + 1, column: character + 1 };
}

/** A record of a row in one of the deliveries. */
export interface RecordPlace {
  readonly side: 'old' | 'new';
  /** Its place among all records, from 0. */
  readonly index: number;
  /** Its name in the text: line and column of start and end, from 0. */
  readonly range: readonly [number, number, number, number];
}

/** Where the records of a row stand, the old one first. */
export function recordsOf(comparison: Comparison, { side, record, old }: RowView): RecordPlace[] {
  const here = placeIn(comparison, side, record);
  return old ? [placeIn(comparison, 'old', old), here] : [here];
}

function placeIn(comparison: Comparison, side: 'old' | 'now', record: Voorziening): RecordPlace {
  const { analysis } = comparison[side];
  const { start, end } = shift(record.nameRange, analysis.startOf(record.origin));
  const [from, to] = [start, end].map((offset) => analysis.source.positionAt(offset));
  return {
    side: side === 'old' ? 'old' : 'new',
    index: analysis.recordIndex(record),
    range: [from!.line, from!.character, to!.line, to!.character],
  };
}
