/** A calendar day without a zone: days since 1 January 1970 in the Gregorian calendar. */
export type Day = number;

/** A calendar month: twelve times the year, and January 0. */
export type Month = number;

/** Days from 1970-01-01 to a day of the Gregorian calendar; the algorithm counts years from March. */
export function dayOf(year: number, month: number, day: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Year, month (1 to 12) and day of the month. */
export function partsOf(day: Day): { year: number; month: number; day: number } {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function monthOf(day: Day): Month {
  const { year, month } = partsOf(day);
  return year * 12 + month - 1;
}

export function firstDayOf(month: Month): Day {
  return dayOf(Math.floor(month / 12), (month % 12) + 1, 1);
}

export function lastDayOf(month: Month): Day {
  return firstDayOf(month + 1) - 1;
}

/** The same day of the month `months` on, or that month's last day where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const from = partsOf(day);
  const target = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(target / 12);
  const month = (target % 12) + 1;
  return dayOf(year, month, Math.min(from.day, daysInMonth(year, month)));
}

/** The last day of a period of `months` months that starts on `start`: start + months − 1 day. */
export function lastDayOfPeriod(start: Day, months: number): Day {
  return addMonths(start, months) - 1;
}
