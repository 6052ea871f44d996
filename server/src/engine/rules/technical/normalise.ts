import { type Day, dayOf, formatDay, formatMonth, parseDay, parseMonth } from '../../delivery/day.ts';

const MONTH_NAMES = 'jan feb mrt apr mei jun jul aug sep okt nov dec'.split(' ');

/**
 * A day written in another way than XML has it, as `2025-03-01`: `1-3-2025`, `01/03/2025`, `1.3.2025`, `20250301`,
 * `2025/3/1`, `2025-3-1`, `1 maart 2025`, `2025-03-01T00:00:00`, `2025-03-01Z`. undefined where it is no day, and
 * for two-digit years, which may be of either century.
 */
export function normaliseDay(text: string): string | undefined {
  const value = text.trim().toLowerCase();
  const yearFirst = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[t ].*|z|[+-]\d\d:\d\d)?$/.exec(value);
  if (yearFirst) return day(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!);
  const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(value);
  if (compact) return day(compact[1]!, compact[2]!, compact[3]!) ?? dayFirst(value);
  const dayMonthYear = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(value);
  if (dayMonthYear) return day(dayMonthYear[3]!, dayMonthYear[2]!, dayMonthYear[1]!);
  const inWords = /^(\d{1,2})[- ]([a-z]+)\.?[- ](\d{4})$/.exec(value);
  const month = inWords && monthNumber(inWords[2]!);
  return month ? day(inWords[3]!, month, inWords[1]!) : undefined;
}

/** A month written in another way than XML has it, as `2025-03`; undefined where it is none. */
export function normaliseMonth(text: string): string | undefined {
  const value = text.trim().toLowerCase();
  const yearFirst = /^(\d{4})[-/. ]?(\d{1,2})(?:[-/.]?\d\d)?$/.exec(value);
  const monthFirst = /^(\d{1,2})[-/. ](\d{4})$/.exec(value);
  const inWords = /^([a-z]+)\.?[- ](\d{4})$/.exec(value);
  const year = yearFirst?.[1] ?? monthFirst?.[2] ?? inWords?.[2];
  const month = yearFirst?.[2] ?? monthFirst?.[1] ?? (inWords && monthNumber(inWords[1]!));
  const parsed = year && month ? parseMonth(`${year}-${month.padStart(2, '0')}`) : undefined;
  return parsed === undefined ? undefined : formatMonth(parsed);
}

/** A number with a decimal comma or a percent sign, as XML has it: `12,5` → `12.5`, `60%` → `60`. */
export function normaliseNumber(text: string): string | undefined {
  const match = /^([+-]?\d+)(?:[.,](\d+))?\s*%?$/.exec(text.trim());
  if (!match) return undefined;
  return match[2] === undefined || /^0+$/.test(match[2]) ? match[1] : `${match[1]}.${match[2]}`;
}

function dayFirst(value: string): string | undefined {
  return day(value.slice(4), value.slice(2, 4), value.slice(0, 2));
}

function monthNumber(name: string): string | undefined {
  const index = MONTH_NAMES.findIndex((short) => name.startsWith(short) || (short === 'mrt' && name === 'maart'));
  return index < 0 ? undefined : String(index + 1);
}

function day(year: string, month: string, dayOfMonth: string): string | undefined {
  const parsed = parseDay(`${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`);
  return parsed === undefined || !isPlausible(parsed) ? undefined : formatDay(parsed);
}

/** A year that a person or a voorziening can lie in: what reads as another one was written in another order. */
function isPlausible(value: Day): boolean {
  return value >= dayOf(1880, 1, 1) && value < dayOf(2200, 1, 1);
}
