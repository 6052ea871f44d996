import { expect, test } from 'vitest';
import { lastMonth, readCount } from '../../../client/src/made-deliveries/answers.ts';

test.each([
  ['50', 50],
  [' 7 ', 7],
  ['0', 0],
  ['-1', undefined],
  ['1e3', undefined],
  ['', undefined],
  ['1234567', undefined],
])('%j is %s records', (text, count) => {
  expect(readCount(text)).toBe(count);
});

test.each([
  [new Date(2025, 3, 12), '2025-03'],
  [new Date(2025, 0, 1), '2024-12'],
  [new Date(2025, 11, 31), '2025-11'],
])('on %s the month to deliver is %s', (day, month) => {
  expect(lastMonth(day)).toBe(month);
});
