import { type Day, dayOf, daysInMonth, partsOf } from '../../delivery/day.ts';
import { dayInAnyNotation } from '../../delivery/values/any-notation.ts';
import { formatDay, parseDay } from '../../delivery/values/notation.ts';

/**
 * Dates of birth as people and programs write them: read, moved, and written as they were.
 */

const MONTHS = 'januari februari maart april mei juni juli augustus september oktober november december'.split(' ');
const SHORT = 'jan feb mrt apr mei jun jul aug sep okt nov dec'.split(' ');

/** Nobody is born then: a program writes so what it doesn't know. */
const FIRST_KNOWN = dayOf(1900, 1, 2);
const LAST_KNOWN = dayOf(2200, 1, 1);

/** A day, and how another one is written in its place. */
export interface WrittenDay {
  readonly day: Day;
  write(day: Day): string;
}

/**
 * The day that a text is, in whatever notation, or begins with; undefined where there is none.
 * @param text without white space around it
 */
export function readDay(text: string): WrittenDay | undefined {
  const stamp = /^([0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9:.]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$/.exec(text);
  const stamped = stamp && parseDay(stamp[1]!, 'jjjj-mm-dd');
  if (typeof stamped === 'number')
    return { day: stamped, write: (day) => formatDay(day, 'jjjj-mm-dd') + text.slice(10) };
  const compact = /^[0-9]{8}$/.test(text) ? parseDay(text, 'jjjjmmdd') : undefined;
  if (compact !== undefined) return { day: compact, write: (day) => formatDay(day, 'jjjjmmdd') };
  const day = dayInAnyNotation(text);
  return day === undefined ? undefined : { day, write: (other) => writtenLike(text, other) };
}

/** No voorziening that still counts began before it. */
const FIRST_BEGIN = dayOf(1990, 1, 1);

/**
 * A begin or end date may be a date of birth in the wrong place: it is the day of birth, lies before that, or so far back
 * that no voorziening does.
 */
export function mayBeBirth(day: Day, birth: Day | undefined): boolean {
  return day < FIRST_BEGIN || (birth !== undefined && day <= birth);
}

/** Nobody's date of birth, such as 00000000, 19000101 and 99991231. */
export function isNoBirthday(text: string, day: Day | undefined): boolean {
  if (/^(?:0+|9+)$/.test(text)) return true;
  return day !== undefined && (day < FIRST_KNOWN || day >= LAST_KNOWN);
}

function writtenLike(text: string, day: Day): string {
  const parts = partsOf(day);
  const numbers = /^([0-9]{1,4})([-/. ])([0-9]{1,2})([-/. ])([0-9]{1,4})(.*)$/s.exec(text);
  const like = (width: number, value: number) => String(value).padStart(width, '0');
  if (numbers) {
    const [, first = '', one = '', second = '', two = '', third = '', rest = ''] = numbers;
    const [a, c] = first.length === 4 ? [parts.year, parts.day] : [parts.day, parts.year];
    return like(first.length, a) + one + like(second.length, parts.month) + two + like(third.length, c) + rest;
  }
  if (/^[0-9]{8}$/.test(text)) {
    const year = like(4, parts.year);
    return `${like(2, parts.day)}${like(2, parts.month)}${year}`;
  }
  const words = /^([0-9]{1,2})([- ])([A-Za-z]+)(\.?[- ])[0-9]{4}$/.exec(text);
  if (!words) return formatDay(day, 'jjjj-mm-dd');
  const [, first = '', one = '', name = '', two = ''] = words;
  const month = (name.length > 3 ? MONTHS : SHORT)[parts.month - 1]!;
  return `${like(first.length, parts.day)}${one}${name === name.toUpperCase() ? month.toUpperCase() : month}${two}${parts.year}`;
}

/**
 * Another date that is none in the same way: the year is another one, the month or the day is as impossible.
 * undefined for what is not made of year, month and day.
 * @param number gives numbers from 0 to below a limit, the n-th of them
 */
export function impossibleLike(text: string, number: (n: number, limit: number) => number): string | undefined {
  const match = /^([0-9]{4})(-?)([0-9]{2})(-?)([0-9]{2})$/.exec(text);
  if (!match) return undefined;
  const [, year = '', one = '', month = '', two = '', day = ''] = match;
  const moved = Number(year) + (number(0, 2) === 0 ? -1 : 1) * (1 + number(1, 9));
  const two2 = (value: number) => String(value).padStart(2, '0');
  const [m, d] = impossible(Number(month), Number(day), number);
  return `${String(Math.max(1, moved)).padStart(4, '0')}${one}${two2(m)}${two}${two2(d)}`;
}

const NO_SUCH_DAYS = [
  [2, 30],
  [2, 31],
  [4, 31],
  [6, 31],
  [9, 31],
  [11, 31],
] as const;

function impossible(
  month: number,
  day: number,
  number: (n: number, limit: number) => number,
): readonly [number, number] {
  if (month >= 1 && month <= 12 && day >= 1 && day <= 31 && day > daysInMonth(2024, month))
    return NO_SUCH_DAYS[number(2, NO_SUCH_DAYS.length)]!;
  // The 29th of February, in another year that has none.
  if (month === 2 && day === 29) return [2, 30];
  const otherMonth =
    month === 0 ? 0 : month <= 12 ? 1 + number(3, 12) : month <= 31 ? 13 + number(3, 19) : 32 + number(3, 68);
  const otherDay = day === 0 ? 0 : day <= 12 ? 1 + number(4, 12) : day <= 31 ? 13 + number(4, 16) : 32 + number(4, 68);
  return [otherMonth, otherDay];
}
