import { expect, test } from 'vitest';
import { dayOf } from '../../../../server/src/engine/delivery/day.ts';
import {
  dayInAnyNotation,
  monthInAnyNotation,
  monthNumberInAnyNotation,
} from '../../../../server/src/engine/delivery/values/any-notation.ts';

test.each([
  '2025-03-01',
  '2025-3-1',
  '2025/03/01',
  '2025.3.1',
  '20250301',
  '01032025',
  '1-3-2025',
  '01-03-2025',
  '1/3/2025',
  '1.3.2025',
  '1 maart 2025',
  '1 mrt. 2025',
  '1-mrt-2025',
  ' 2025-03-01\n',
  '2025-03-01T00:00:00',
  '2025-03-01 00:00:00.000',
  '2025-03-01Z',
  '2025-03-01+01:00',
])('%j is 1 March 2025', (text) => {
  expect(dayInAnyNotation(text)).toBe(dayOf(2025, 3, 1));
});

test.each(['2024-11-23', '20241123', '23112024', '23-11-2024', '23 november 2024'])(
  '%j is 23 November 2024',
  (text) => {
    expect(dayInAnyNotation(text)).toBe(dayOf(2024, 11, 23));
  },
);

test.each([
  '',
  '2025',
  '2025-03',
  '1-3-25',
  '31-4-2025',
  '20250230',
  '30 februari 2025',
  'maart 2025',
  '1 zomermaand 2025',
  '1 maartmaand 2025',
  '1 junivandaag 2025',
  '1 decade 2025',
  '2025-03-01T12:30:00',
  '2025-03-01T00:00:00Z',
  '1879-12-31',
  '2200-01-01',
  '0001-01-01',
  '99991231',
])('%j is no day that is meant', (text) => {
  expect(dayInAnyNotation(text)).toBeUndefined();
});

test('a year that a person or a voorziening can lie in is one from 1880 to 2199', () => {
  expect(dayInAnyNotation('1880-01-01')).toBe(dayOf(1880, 1, 1));
  expect(dayInAnyNotation('2199-12-31')).toBe(dayOf(2199, 12, 31));
});

test.each([
  ...['2025-03', '202503', '2025/3', '2025 03', '3-2025', '03/2025', 'maart 2025', 'mrt-2025', 'mrt. 2025'],
  ...['2025-03-14', '2025-3-14', '20250314', '14-3-2025', '14032025', '14 maart 2025', '2025-03-14T00:00:00'],
])('%j is March 2025, or a day of it', (text) => {
  expect(monthInAnyNotation(text)).toBe(2025 * 12 + 2);
});

test.each(['', '2025', '2025-13', '13-2025', 'lente 2025', '20253', '2025131', '2025-003', '003-2025'])(
  '%j is no month',
  (text) => {
    expect(monthInAnyNotation(text)).toBeUndefined();
  },
);

test.each(['3', '03', '--03', '--03--', 'maart', 'Mrt', ' 3 '])('%j is the third month', (text) => {
  expect(monthNumberInAnyNotation(text)).toBe(3);
});

test.each([
  ['1', 1],
  ['01', 1],
  ['januari', 1],
  ['2', 2],
  ['12', 12],
  ['--12--', 12],
  ['dec', 12],
])('%j is the month %i', (text, month) => {
  expect(monthNumberInAnyNotation(text)).toBe(month);
});

test.each(['', '0', '13', '003', '2025-03', 'lente', 'augurk', 'janboel'])('%j is no month of a year', (text) => {
  expect(monthNumberInAnyNotation(text)).toBeUndefined();
});
