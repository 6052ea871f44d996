import { dayOf, monthOf, partsOf } from '../delivery/day.ts';
import { formatDay, formatMonth, formatMonthNumber, formatYear } from '../delivery/values/notation.ts';
import type { DayNotation, MonthNotation, MonthNumberNotation, Notation } from '../packs/notations.ts';
import { VALUE_TYPES } from '../packs/pack.ts';
import { maskBsn, maskText } from '../privacy/mask.ts';
import { valuesOf } from './law-codes.ts';
import type { NamedConcept } from './names/name-score.ts';
import type { Candidate } from './propose.ts';

const MOST = 3;
/** Of a longer value so many characters are shown. */
const LONGEST = 24;
const DAY = dayOf(2025, 3, 31);

/**
 * What a value in a place looks like: those of example deliveries, else codes of its type, else a date in its notation.
 * Empty where nothing is known of it.
 * @param examples values by path
 */
export function sampleValues(
  concept: NamedConcept,
  { paths, format, evidence }: Candidate,
  examples: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const seen = paths.flatMap((path) => examples.get(path) ?? []).slice(0, MOST);
  if (seen.length > 0) return seen.map((value) => shown(concept, value));
  const { type, fixed } = evidence.place;
  if (fixed !== undefined) return [fixed];
  const codes = valuesOf(type).flatMap(({ value }) => (value === '' ? [] : [value]));
  if (codes.length > 0) return codes.slice(0, MOST).map((value) => shown(concept, value));
  return format === undefined ? [] : [written(concept, format)];
}

function shown(concept: NamedConcept, value: string): string {
  const masked = concept === 'bsn' ? maskBsn(value) : maskText(value);
  return masked.length > LONGEST ? `${masked.slice(0, LONGEST)}…` : masked;
}

function written(concept: NamedConcept, format: Notation): string {
  switch (VALUE_TYPES[concept]) {
    case 'month':
      return formatMonth(monthOf(DAY), format as MonthNotation);
    case 'year':
      return formatYear(partsOf(DAY).year);
    case 'monthNumber':
      return formatMonthNumber(partsOf(DAY).month, format as MonthNumberNotation);
    default:
      return formatDay(DAY, format as DayNotation);
  }
}
