import { addMonths, type Day, lastDayOf, lastDayOfPeriod } from '../delivery/day.ts';
import type { Voorziening } from '../delivery/record.ts';
import type { RuleContext } from './rule.ts';

/** How rules count ages and lengths: here, and nowhere else. */

/** So many years and months. */
export interface Age {
  readonly years: number;
  readonly months: number;
}

/** The day that an age is reached on: the same day of the month, or the month's last day where it has no such day. */
export function dayOfAge(birth: Day, { years, months }: Age): Day {
  return addMonths(birth, 12 * years + months);
}

/** Whole years of age on a day, which is not before the day of birth. */
export function ageOn(birth: Day, day: Day): number {
  let years = Math.max(0, Math.floor((day - birth) / 365.25) - 1);
  while (addMonths(birth, 12 * (years + 1)) <= day) years++;
  return years;
}

/** When a record ends, or until when it is known to run. */
export interface JudgedEnd {
  readonly end: Day;
  /** It has no einddatum, so that the end is that of the verslagmaand. */
  readonly runs: boolean;
}

/** undefined where that can't be told: the einddatum is invalid, or there is neither that nor a verslagmaand. */
export function judgedEnd(
  record: Voorziening,
  { verslagmaand }: Pick<RuleContext, 'verslagmaand'>,
): JudgedEnd | undefined {
  if (record.lacks('einddatum')) {
    return verslagmaand === undefined ? undefined : { end: lastDayOf(verslagmaand), runs: true };
  }
  const end = record.day('einddatum');
  return end === undefined ? undefined : { end, runs: false };
}

/** The length of a record that is longer than it may be, and how that is told. */
export interface TooLong extends JudgedEnd {
  readonly start: Day;
  /** The last day that it may run: start + months − 1 day. */
  readonly allowed: Day;
}

/** undefined where the record is no longer than so many months, or where that can't be told. */
export function tooLong(
  record: Voorziening,
  months: number,
  context: Pick<RuleContext, 'verslagmaand'>,
): TooLong | undefined {
  const start = record.day('begindatum');
  const judged = judgedEnd(record, context);
  if (start === undefined || !judged) return undefined;
  const allowed = lastDayOfPeriod(start, months);
  return judged.end > allowed ? { start, allowed, ...judged } : undefined;
}
