import type { DayNotation, MonthNotation, MonthNumberNotation } from '../../packs/notations.ts';
import { trimXml } from '../../text/xml-whitespace.ts';
import { type Day, dayOf, daysInMonth, firstDayOf, type Month, monthOf, partsOf } from '../day.ts';

/**
 * The one place where the dates of a document are read and written. All functions take XML white space around a value,
 * and give undefined for what is not in the notation: the pack says which one that is.
 */

const HYPHEN = 45;
const MIDNIGHT = /^T00:00:00(?:\.0+)?$/;

/** A day of the calendar. A time but midnight or a zone would make another day of it elsewhere, so it is none. */
export function parseDay(text: string, notation: DayNotation): Day | undefined {
  const value = trimXml(text);
  switch (notation) {
    case 'jjjjmmdd':
      return value.length === 8 ? validDay(value, 0, 4, 6) : undefined;
    case 'jjjj-mm-dd':
      return value.length === 10 ? hyphenatedDay(value) : undefined;
    case 'dd-mm-jjjj': {
      const hyphenated = value.length === 10 && value.charCodeAt(2) === HYPHEN && value.charCodeAt(5) === HYPHEN;
      return hyphenated ? validDay(value, 6, 3, 0) : undefined;
    }
    case 'jjjj-mm-ddThh:mm:ss':
      return MIDNIGHT.test(value.slice(10)) ? hyphenatedDay(value) : undefined;
  }
}

export function formatDay(day: Day, notation: DayNotation): string {
  const parts = partsOf(day);
  const year = padded(parts.year, 4);
  const month = padded(parts.month, 2);
  const dayOfMonth = padded(parts.day, 2);
  switch (notation) {
    case 'jjjjmmdd':
      return year + month + dayOfMonth;
    case 'jjjj-mm-dd':
      return `${year}-${month}-${dayOfMonth}`;
    case 'dd-mm-jjjj':
      return `${dayOfMonth}-${month}-${year}`;
    case 'jjjj-mm-ddThh:mm:ss':
      return `${year}-${month}-${dayOfMonth}T00:00:00`;
  }
}

/** A month in one value; in the notation of a date it is the first day of the month, and no other. */
export function parseMonth(text: string, notation: MonthNotation): Month | undefined {
  const value = trimXml(text);
  if (notation === 'jjjj-mm') return value.charCodeAt(4) === HYPHEN ? yearAndMonth(value, 5) : undefined;
  if (notation === 'jjjjmm') return yearAndMonth(value, 4);
  const day = parseDay(value, notation);
  return day !== undefined && partsOf(day).day === 1 ? monthOf(day) : undefined;
}

export function formatMonth(month: Month, notation: MonthNotation): string {
  const year = formatYear(Math.floor(month / 12));
  const number = padded((month % 12) + 1, 2);
  if (notation === 'jjjj-mm') return `${year}-${number}`;
  return notation === 'jjjjmm' ? year + number : formatDay(firstDayOf(month), notation);
}

/** A year of four digits. */
export function parseYear(text: string): number | undefined {
  const value = trimXml(text);
  const year = value.length === 4 ? digits(value, 0, 4) : 0;
  return year >= 1 ? year : undefined;
}

export function formatYear(year: number): string {
  return padded(year, 4);
}

/** The month beside a year, from 1 to 12. With or without its leading zero it is the same one. */
export function parseMonthNumber(text: string, notation: MonthNumberNotation): number | undefined {
  const shape = notation === '--mm' ? /^--(\d\d)$/ : /^(\d\d?)$/;
  const month = Number(shape.exec(trimXml(text))?.[1]);
  return month >= 1 && month <= 12 ? month : undefined;
}

export function formatMonthNumber(month: number, notation: MonthNumberNotation): string {
  if (notation === 'm') return String(month);
  return (notation === '--mm' ? '--' : '') + padded(month, 2);
}

function hyphenatedDay(value: string): Day | undefined {
  const hyphenated = value.charCodeAt(4) === HYPHEN && value.charCodeAt(7) === HYPHEN;
  return hyphenated ? validDay(value, 0, 5, 8) : undefined;
}

/** The day whose year, month and day of the month stand at these offsets. */
function validDay(value: string, yearAt: number, monthAt: number, dayAt: number): Day | undefined {
  const year = digits(value, yearAt, yearAt + 4);
  const month = digits(value, monthAt, monthAt + 2);
  const day = digits(value, dayAt, dayAt + 2);
  // NaN compares as false, so the checks are told the way round that it fails.
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return undefined;
  return dayOf(year, month, day);
}

function yearAndMonth(value: string, monthAt: number): Month | undefined {
  if (value.length !== monthAt + 2) return undefined;
  const year = digits(value, 0, 4);
  const month = digits(value, monthAt, monthAt + 2);
  return year >= 1 && month >= 1 && month <= 12 ? year * 12 + month - 1 : undefined;
}

/** The number that the characters are; NaN where one is no digit. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
