import { trimXml } from '../../text/xml-whitespace.ts';
import { type Day, dayOf, type Month, monthOf } from '../day.ts';
import { parseDay, parseMonth } from './notation.ts';

/** Reads what people and programs write for a date, in whatever notation. */

/** The names of the months in full; each goes by its first three letters as well, and some by others. */
const MONTH_NAMES = [
  ...['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november'],
  'december',
];
const SHORT_NAMES: Readonly<Record<string, string>> = { mrt: 'maart', sept: 'september' };

/**
 * A day in any notation: `2025-03-01`, `1-3-2025`, `01/03/2025`, `1.3.2025`, `20250301`, `2025/3/1`, `1 maart 2025`,
 * `2025-03-01T00:00:00`, `2025-03-01Z`. undefined where it is no day, and for two-digit years, which may be of either
 * century.
 */
export function dayInAnyNotation(text: string): Day | undefined {
  const value = trimXml(text).toLowerCase();
  // A time of its own or in a zone may be that of another day elsewhere.
  const yearFirst = /^(\d{4})[-/. ](\d\d?)[-/. ](\d\d?)(?:[t ]00:00(?::00(?:\.0+)?)?|z|[+-]\d\d:\d\d)?$/.exec(value);
  if (yearFirst) return plausibleDay(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!);
  const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(value);
  if (compact) return plausibleDay(compact[1]!, compact[2]!, compact[3]!) ?? compactDayFirst(value);
  const dayMonthYear = /^(\d\d?)[-/. ](\d\d?)[-/. ](\d{4})$/.exec(value);
  if (dayMonthYear) return plausibleDay(dayMonthYear[3]!, dayMonthYear[2]!, dayMonthYear[1]!);
  const inWords = /^(\d\d?)[- ]([a-z]+)\.?[- ](\d{4})$/.exec(value);
  const month = inWords && monthNumber(inWords[2]!);
  return month ? plausibleDay(inWords[3]!, month, inWords[1]!) : undefined;
}

/** A month in any notation: `2025-03`, `202503`, `3-2025`, `maart 2025`, or that of one of its days. */
export function monthInAnyNotation(text: string): Month | undefined {
  const day = dayInAnyNotation(text);
  if (day !== undefined) return monthOf(day);
  const value = trimXml(text).toLowerCase();
  const yearFirst = /^(\d{4})[-/. ](\d\d?)$/.exec(value) ?? /^(\d{4})(\d\d)$/.exec(value);
  const monthFirst = /^(\d\d?)[-/. ](\d{4})$/.exec(value);
  const inWords = /^([a-z]+)\.?[- ](\d{4})$/.exec(value);
  const year = yearFirst?.[1] ?? monthFirst?.[2] ?? inWords?.[2];
  const month = yearFirst?.[2] ?? monthFirst?.[1] ?? (inWords && monthNumber(inWords[1]!));
  return year && month ? parseMonth(`${year}-${month.padStart(2, '0')}`, 'jjjj-mm') : undefined;
}

/** The month of a year by its number or its name: `3`, `03`, `--03`, `maart`. */
export function monthNumberInAnyNotation(text: string): number | undefined {
  const value = trimXml(text).toLowerCase();
  const number = Number(/^(?:--)?(\d\d?)(?:--)?$/.exec(value)?.[1] ?? (monthNumber(value) || Number.NaN));
  return number >= 1 && number <= 12 ? number : undefined;
}

function compactDayFirst(value: string): Day | undefined {
  return plausibleDay(value.slice(4), value.slice(2, 4), value.slice(0, 2));
}

function monthNumber(name: string): string | undefined {
  const full = SHORT_NAMES[name] ?? name;
  const index = MONTH_NAMES.findIndex((month) => month === full || (month !== 'maart' && month.slice(0, 3) === full));
  return index < 0 ? undefined : String(index + 1);
}

/** In a year that a person or a voorziening can lie in: what reads as another one was written in another order. */
function plausibleDay(year: string, month: string, dayOfMonth: string): Day | undefined {
  const day = parseDay(`${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`, 'jjjj-mm-dd');
  return day !== undefined && day >= dayOf(1880, 1, 1) && day < dayOf(2200, 1, 1) ? day : undefined;
}
