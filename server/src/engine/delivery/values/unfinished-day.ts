import type { DayNotation } from '../../packs/notations.ts';
import type { Month } from '../day.ts';
import { parseMonth } from './notation.ts';

/** What has been typed of a day so far. */

const BEGINNINGS: Record<DayNotation, RegExp> = {
  'jjjj-mm-dd': /^\d{4}-\d[\d-]*$/,
  jjjjmmdd: /^(?:19|20)\d{3,5}$/,
  'dd-mm-jjjj': /^\d\d-\d[\d-]*$/,
  'jjjj-mm-ddThh:mm:ss': /^\d{4}-\d[\d:T-]*$/,
};
const HYPHENATED_MONTH = /^\d{4}-\d\d(?=-?\d?$)/;
const COMPACT_MONTH = /^\d{6}(?=\d?$)/;

/** So much of a day in its notation, with the year or the day of the month whole, that another day is none of it. */
export function beginsDay(text: string, notation: DayNotation): boolean {
  return BEGINNINGS[notation].test(text);
}

/** The month that the typed part of a day ends in, in a notation that begins with it; undefined in any other case. */
export function monthBegun(text: string, notation: DayNotation): Month | undefined {
  if (notation === 'dd-mm-jjjj') return undefined;
  if (notation === 'jjjjmmdd') return parseMonth(COMPACT_MONTH.exec(text)?.[0] ?? '', 'jjjjmm');
  return parseMonth(HYPHENATED_MONTH.exec(text)?.[0] ?? '', 'jjjj-mm');
}
