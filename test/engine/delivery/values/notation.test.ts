import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, type Month } from '../../../../server/src/engine/delivery/day.ts';
import {
  formatDay,
  formatMonth,
  formatMonthNumber,
  formatYear,
  parseDay,
  parseMonth,
  parseMonthNumber,
  parseYear,
} from '../../../../server/src/engine/delivery/values/notation.ts';
import {
  DAY_NOTATIONS,
  MONTH_NOTATIONS,
  MONTH_NUMBER_NOTATIONS,
} from '../../../../server/src/engine/packs/notations.ts';
import { holds } from '../../../support/property.ts';

const MARCH: Month = 2025 * 12 + 2;
const days = fc.integer({ min: dayOf(1, 1, 1), max: dayOf(9999, 12, 31) });
const months = fc.integer({ min: 12, max: 9999 * 12 + 11 });

describe('a day', () => {
  test.each([
    ['jjjjmmdd', '20250301'],
    ['jjjj-mm-dd', '2025-03-01'],
    ['dd-mm-jjjj', '01-03-2025'],
    ['jjjj-mm-ddThh:mm:ss', '2025-03-01T00:00:00'],
  ] as const)('is written as %s: %s', (notation, text) => {
    expect(formatDay(dayOf(2025, 3, 1), notation)).toBe(text);
    expect(parseDay(text, notation)).toBe(dayOf(2025, 3, 1));
    for (const spaced of [`\t\r\n ${text} `, ` ${text}`, `${text}\n`]) {
      expect(parseDay(spaced, notation)).toBe(dayOf(2025, 3, 1));
    }
  });

  test.each(DAY_NOTATIONS)('comes back from %s as it went in, and from no other notation', (notation) => {
    holds(
      fc.property(days, (day) => {
        const text = formatDay(day, notation);
        expect(DAY_NOTATIONS.map((other) => parseDay(text, other))).toEqual(
          DAY_NOTATIONS.map((other) => (other === notation ? day : undefined)),
        );
      }),
      4000,
    );
  });

  test.each([
    ['jjjj-mm-dd', ''],
    ['jjjj-mm-dd', '2025-02-29'],
    ['jjjj-mm-dd', '2100-02-29'],
    ['jjjj-mm-dd', '2025-13-01'],
    ['jjjj-mm-dd', '2025-00-10'],
    ['jjjj-mm-dd', '2025-01-00'],
    ['jjjj-mm-dd', '2025-1-1'],
    ['jjjj-mm-dd', '2025-01-01Z'],
    ['jjjj-mm-dd', '2025/01/01'],
    ['jjjj-mm-dd', '0000-01-01'],
    ['jjjj-mm-dd', '\u00a02025-01-01'],
    ['jjjj-mm-dd', '２０２５-01-01'],
    ['jjjjmmdd', ''],
    ['jjjjmmdd', '20250229'],
    ['jjjjmmdd', '20250230'],
    ['jjjjmmdd', '00000000'],
    ['jjjjmmdd', '2025031'],
    ['jjjjmmdd', '202503010'],
    ['jjjjmmdd', '2025 3 1'],
    ['jjjjmmdd', '+2025301'],
    ['jjjjmmdd', '2025030:'],
    ['jjjjmmdd', '202503/1'],
    ['jjjj-mm-dd', '2025-03/01'],
    ['dd-mm-jjjj', '01-03/2025'],
    ['dd-mm-jjjj', '01/03-2025'],
    ['dd-mm-jjjj', '1-3-2025'],
    ['dd-mm-jjjj', '31-04-2025'],
    ['dd-mm-jjjj', '01/03/2025'],
    ['jjjj-mm-ddThh:mm:ss', '2025-03-01'],
    ['jjjj-mm-ddThh:mm:ss', '2025-03-01T00:00:00Z'],
    ['jjjj-mm-ddThh:mm:ss', '2025-03-01T00:00:00+01:00'],
    ['jjjj-mm-ddThh:mm:ss', '2025-03-01T12:00:00'],
    ['jjjj-mm-ddThh:mm:ss', '2025-03-01T00:00:01'],
    ['jjjj-mm-ddThh:mm:ss', '2025-03-01T24:00:00'],
    ['jjjj-mm-ddThh:mm:ss', '2025-03-01T00:00'],
    ['jjjj-mm-ddThh:mm:ss', '2025-02-29T00:00:00'],
  ] as const)('as %s is not %j', (notation, text) => {
    expect(parseDay(text, notation)).toBeUndefined();
  });

  test('may have the fraction of a midnight', () => {
    expect(parseDay('2025-03-01T00:00:00.000', 'jjjj-mm-ddThh:mm:ss')).toBe(dayOf(2025, 3, 1));
    expect(parseDay('2025-03-01T00:00:00.001', 'jjjj-mm-ddThh:mm:ss')).toBeUndefined();
  });
});

describe('a month', () => {
  test.each([
    ['jjjj-mm', '2025-03'],
    ['jjjjmm', '202503'],
    ['jjjjmmdd', '20250301'],
    ['jjjj-mm-dd', '2025-03-01'],
    ['dd-mm-jjjj', '01-03-2025'],
    ['jjjj-mm-ddThh:mm:ss', '2025-03-01T00:00:00'],
  ] as const)('is written as %s: %s', (notation, text) => {
    expect(formatMonth(MARCH, notation)).toBe(text);
    expect(parseMonth(text, notation)).toBe(MARCH);
    expect(parseMonth(` ${text}\n`, notation)).toBe(MARCH);
  });

  test.each(MONTH_NOTATIONS)('comes back from %s as it went in', (notation) => {
    holds(
      fc.property(months, (month) => {
        expect(parseMonth(formatMonth(month, notation), notation)).toBe(month);
      }),
      4000,
    );
  });

  test.each([
    ['jjjj-mm', ''],
    ['jjjj-mm', '2025'],
    ['jjjj-mm', '2025-13'],
    ['jjjj-mm', '2025-00'],
    ['jjjj-mm', '2025-1'],
    ['jjjj-mm', '2025-01-01'],
    ['jjjj-mm', '2025 01'],
    ['jjjj-mm', '0000-01'],
    ['jjjjmm', '202513'],
    ['jjjjmm', '2025-3'],
    ['jjjjmm', '20250301'],
    ['jjjj-mm-dd', '2025-03-02'],
    ['jjjjmmdd', '20250331'],
    ['jjjjmmdd', '202503'],
  ] as const)('as %s is not %j', (notation, text) => {
    expect(parseMonth(text, notation)).toBeUndefined();
  });
});

describe('a year and a month apart', () => {
  test.each([
    ['mm', '03'],
    ['m', '3'],
    ['--mm', '--03'],
  ] as const)('are written as jjjj and %s: %s', (notation, text) => {
    expect(formatMonthNumber(3, notation)).toBe(text);
    expect(parseMonthNumber(` ${text} `, notation)).toBe(3);
    expect(formatYear(2025)).toBe('2025');
    expect(parseYear('\n2025 ')).toBe(2025);
  });

  test.each(MONTH_NUMBER_NOTATIONS)('come back from %s as they went in', (notation) => {
    for (let month = 1; month <= 12; month++) {
      expect(parseMonthNumber(formatMonthNumber(month, notation), notation)).toBe(month);
    }
  });

  test('are the same with and without a leading zero', () => {
    expect(parseMonthNumber('3', 'mm')).toBe(3);
    expect(parseMonthNumber('03', 'm')).toBe(3);
  });

  test.each([
    ['mm', ''],
    ['mm', '00'],
    ['mm', '13'],
    ['mm', '003'],
    ['mm', '--03'],
    ['mm', '--3'],
    ['mm', '-3'],
    ['mm', 'mrt'],
    ['m', '0'],
    ['--mm', '03'],
    ['--mm', '--3'],
    ['--mm', '--13'],
    ['--mm', '-03-'],
    ['--mm', '--003'],
    ['--mm', '--'],
  ] as const)('as %s is not %j', (notation, text) => {
    expect(parseMonthNumber(text, notation)).toBeUndefined();
  });

  test.each(['', '0000', '25', '02025', '+202', '202x'])('the year is not %j', (text) => {
    expect(parseYear(text)).toBeUndefined();
  });
});
