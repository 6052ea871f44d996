import { afterEach, expect, test, vi } from 'vitest';
import { formatDay } from '../../server/src/engine/delivery/values/notation.ts';
import { today } from '../../server/src/session/today.ts';

afterEach(() => {
  vi.useRealTimers();
});

test.each<[now: Date, day: string]>([
  [new Date(2026, 0, 1, 0, 0), '2026-01-01'],
  [new Date(2026, 1, 28, 12, 30), '2026-02-28'],
  [new Date(2026, 11, 31, 23, 59), '2026-12-31'],
])('the day is that of the clock in the zone of the machine: %s', (now, day) => {
  vi.useFakeTimers();
  vi.setSystemTime(now);
  expect(formatDay(today(), 'jjjj-mm-dd')).toBe(day);
});
