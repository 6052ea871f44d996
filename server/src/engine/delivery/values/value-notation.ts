import type { Pack } from '../../packs/load-pack.ts';
import {
  type DatedType,
  type DayNotation,
  hasNotation,
  type MonthNotation,
  type MonthNumberNotation,
  NOTATIONS,
  type YearNotation,
} from '../../packs/notations.ts';
import { type Concept, type ConceptOf, VALUE_TYPES } from '../../packs/pack.ts';
import type { Day } from '../day.ts';
import { dayInAnyNotation, monthInAnyNotation, monthNumberInAnyNotation } from './any-notation.ts';
import {
  formatDay,
  formatMonth,
  formatMonthNumber,
  formatYear,
  parseDay,
  parseMonth,
  parseMonthNumber,
  parseYear,
} from './notation.ts';

/** What a value is and how it is written. */
export type ValueNotation =
  | { readonly type: 'day'; readonly notation: DayNotation }
  | { readonly type: 'month'; readonly notation: MonthNotation }
  | { readonly type: 'year'; readonly notation: YearNotation }
  | { readonly type: 'monthNumber'; readonly notation: MonthNumberNotation };

/** The built-in types of XSD that say what a value is by themselves, where no concept does. */
const OF_BASE: Readonly<Record<string, ValueNotation>> = {
  date: { type: 'day', notation: 'jjjj-mm-dd' },
  dateTime: { type: 'day', notation: 'jjjj-mm-ddThh:mm:ss' },
  gYearMonth: { type: 'month', notation: 'jjjj-mm' },
  gYear: { type: 'year', notation: 'jjjj' },
  gMonth: { type: 'monthNumber', notation: '--mm' },
};

/**
 * How the dates and months at a place are written; undefined where none belong there.
 * @param concept the one at the place, if any: the pack says how it is written
 * @param base the built-in type at the bottom of the place's own
 */
export function notationAt(
  pack: Pack,
  concept: Concept | undefined,
  base: string | undefined,
): ValueNotation | undefined {
  if (concept === undefined) return base === undefined ? undefined : OF_BASE[base];
  const type = VALUE_TYPES[concept];
  if (!hasNotation(type)) return undefined;
  const notation = pack.manifest.concepts[concept]?.format ?? NOTATIONS[type][0];
  return { type, notation } as ValueNotation;
}

/** The pack's notation of a concept whose values are days. */
export function dayNotationOf(pack: Pack, concept: ConceptOf<'day'>): DayNotation {
  return (pack.manifest.concepts[concept]?.format ?? NOTATIONS.day[0]) as DayNotation;
}

/** A day as the pack writes it at the place of a concept. */
export function writtenDay(pack: Pack, concept: ConceptOf<'day'>, day: Day): string {
  return formatDay(day, dayNotationOf(pack, concept));
}

/** The Day, Month, year or month of the year (from 1) that a text is in its notation; undefined where it is none. */
export function parseValue(text: string, { type, notation }: ValueNotation): number | undefined {
  switch (type) {
    case 'day':
      return parseDay(text, notation);
    case 'month':
      return parseMonth(text, notation);
    case 'year':
      return parseYear(text);
    case 'monthNumber':
      return parseMonthNumber(text, notation);
  }
}

export function formatValue(value: number, { type, notation }: ValueNotation): string {
  switch (type) {
    case 'day':
      return formatDay(value, notation);
    case 'month':
      return formatMonth(value, notation);
    case 'year':
      return formatYear(value);
    case 'monthNumber':
      return formatMonthNumber(value, notation);
  }
}

/** What {@link parseValue} gives, of a text in any notation. */
export function valueInAnyNotation(text: string, type: DatedType): number | undefined {
  switch (type) {
    case 'day':
      return dayInAnyNotation(text);
    case 'month':
      return monthInAnyNotation(text);
    case 'year':
      return parseYear(text);
    case 'monthNumber':
      return monthNumberInAnyNotation(text);
  }
}
