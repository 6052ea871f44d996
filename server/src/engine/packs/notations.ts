/** What the value of a concept is; a block has elements and no value of its own. */
export type ValueType = 'day' | 'month' | 'year' | 'monthNumber' | 'code' | 'decimal' | 'text' | 'block';

/** How a day may be written. The names are those of `pack.json`, and they are printed as they are. */
export const DAY_NOTATIONS = ['jjjj-mm-dd', 'jjjjmmdd', 'dd-mm-jjjj', 'jjjj-mm-ddThh:mm:ss'] as const;
/** How a verslagmaand in one value may be written: as a month, or as its first day. */
export const MONTH_NOTATIONS = ['jjjj-mm', 'jjjjmm', ...DAY_NOTATIONS] as const;
export const YEAR_NOTATIONS = ['jjjj'] as const;
/** How the month beside a year may be written; `--mm` is that of xs:gMonth. */
export const MONTH_NUMBER_NOTATIONS = ['mm', 'm', '--mm'] as const;

export type DayNotation = (typeof DAY_NOTATIONS)[number];
export type MonthNotation = (typeof MONTH_NOTATIONS)[number];
export type YearNotation = (typeof YEAR_NOTATIONS)[number];
export type MonthNumberNotation = (typeof MONTH_NUMBER_NOTATIONS)[number];

/** The notations that a pack can choose from by the type of a value; the first is that of a pack that names none. */
export const NOTATIONS = {
  day: DAY_NOTATIONS,
  month: MONTH_NOTATIONS,
  year: YEAR_NOTATIONS,
  monthNumber: MONTH_NUMBER_NOTATIONS,
} as const satisfies Partial<Record<ValueType, readonly string[]>>;

/** The types of values that have notations. */
export type DatedType = keyof typeof NOTATIONS;
export type Notation = (typeof NOTATIONS)[DatedType][number];

export function hasNotation(type: ValueType): type is DatedType {
  return type in NOTATIONS;
}
