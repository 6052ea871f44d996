import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addMonths,
  dayOf,
  daysInMonth,
  lastDayOf,
  lastDayOfPeriod,
  monthOf,
  partsOf,
} from '../../../server/src/engine/delivery/day.ts';
import { formatDay, formatMonth, parseDay, parseMonth } from '../../../server/src/engine/delivery/values/notation.ts';
import { holds } from '../../support/property.ts';

test('days are counted as the calendar does', () => {
  holds(
    fc.property(fc.integer({ min: -700_000, max: 2_000_000 }), (day) => {
      const date = new Date(day * 86_400_000);
      const parts = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      expect(partsOf(day)).toEqual(parts);
      expect(dayOf(parts.year, parts.month, parts.day)).toBe(day);
    }),
    4000,
  );
});

test('and each day of eight centuries is one more than the one before', () => {
  const wrong: unknown[] = [];
  let day = dayOf(1600, 1, 1);
  for (let year = 1600; year < 2401; year++) {
    for (let month = 1; month <= 12; month++) {
      for (let dayOfMonth = 1; dayOfMonth <= daysInMonth(year, month); dayOfMonth++, day++) {
        const parts = partsOf(day);
        const isRight = parts.year === year && parts.month === month && parts.day === dayOfMonth;
        if (!isRight || dayOf(year, month, dayOfMonth) !== day) wrong.push([year, month, dayOfMonth]);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test.each([1900, 2000, 2023, 2024, 2100])('the months of %i are as long as in the calendar', (year) => {
  for (let month = 1; month <= 12; month++)
    expect(daysInMonth(year, month), `${month}`).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate());
});

test.each([
  ['2024-10-01', '2025-03-31'],
  ['2024-08-31', '2025-02-27'],
  ['2023-08-31', '2024-02-28'],
  ['2024-02-29', '2024-08-28'],
  ['2024-01-01', '2024-06-30'],
])('six months from %s last to %s', (start, last) => {
  expect(formatDay(lastDayOfPeriod(parseDay(start, 'jjjj-mm-dd')!, 6), 'jjjj-mm-dd')).toBe(last);
});

test.each([
  ['2025-01-31', 1, '2025-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2025-12-31', 2, '2026-02-28'],
  ['2025-03-31', -1, '2025-02-28'],
])('%s and %i months is %s', (start, months, expected) => {
  expect(formatDay(addMonths(parseDay(start, 'jjjj-mm-dd')!, months), 'jjjj-mm-dd')).toBe(expected);
});

test('a month knows its last day', () => {
  expect(formatDay(lastDayOf(parseMonth('2024-02', 'jjjj-mm')!), 'jjjj-mm-dd')).toBe('2024-02-29');
  expect(formatMonth(monthOf(parseDay('2024-12-31', 'jjjj-mm-dd')!), 'jjjj-mm')).toBe('2024-12');
});
