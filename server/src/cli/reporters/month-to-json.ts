import type { Month } from '../../engine/delivery/day.ts';
import { formatMonth } from '../../engine/delivery/values/notation.ts';

/** A month for programs: `2025-03`, however the file writes it. */
export function monthToJson(month: Month | undefined): string | null {
  return month === undefined ? null : formatMonth(month, 'jjjj-mm');
}
