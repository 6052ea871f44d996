import { expect, test } from 'vitest';
import { beginsDay, monthBegun } from '../../../../server/src/engine/delivery/values/unfinished-day.ts';
import type { DayNotation } from '../../../../server/src/engine/packs/notations.ts';

/** By notation: what is typed before another day can no longer be meant, and from then on. */
const TYPED: Record<DayNotation, { tooShort: readonly string[]; begun: readonly string[] }> = {
  'jjjj-mm-dd': { tooShort: ['', '2', '2025', '2025-'], begun: ['2025-0', '2025-03', '2025-03-', '2025-03-1'] },
  jjjjmmdd: { tooShort: ['', '2025', '18800', '21000'], begun: ['20250', '202503', '2025031', '19991'] },
  'dd-mm-jjjj': { tooShort: ['', '1', '14', '14-'], begun: ['14-0', '14-03', '14-03-', '14-03-202'] },
  'jjjj-mm-ddThh:mm:ss': { tooShort: ['', '2025', '2025-'], begun: ['2025-0', '2025-03-14', '2025-03-14T00:0'] },
};

test.each(Object.entries(TYPED) as [DayNotation, (typeof TYPED)[DayNotation]][])(
  'a day as %s is begun once its year, or its day of the month, is followed by more',
  (notation, { tooShort, begun }) => {
    expect(tooShort.filter((text) => beginsDay(text, notation))).toEqual([]);
    expect(begun.filter((text) => !beginsDay(text, notation))).toEqual([]);
    expect(beginsDay(`x${begun[0]}`, notation)).toBe(false);
  },
);

test('eight digits are a whole day, which is right or wrong and no longer begun', () => {
  expect(beginsDay('20250230', 'jjjjmmdd')).toBe(false);
});

test.each<[DayNotation, readonly string[]]>([
  ['jjjj-mm-dd', ['2025-03', '2025-03-', '2025-03-1', '2025-031']],
  ['jjjj-mm-ddThh:mm:ss', ['2025-03', '2025-03-', '2025-03-1']],
  ['jjjjmmdd', ['202503', '2025031']],
])('as %s the month is known once it is typed, until the day is', (notation, typed) => {
  for (const text of typed) expect(monthBegun(text, notation)).toBe(2025 * 12 + 2);
});

test.each<[DayNotation, readonly string[]]>([
  ['jjjj-mm-dd', ['', '2025', '2025-0', '2025-13', '202503', '2025-03-14', 'x2025-03']],
  ['jjjj-mm-ddThh:mm:ss', ['', '2025-0', '2025-03-14', '2025-03-14T']],
  ['jjjjmmdd', ['', '2025', '20250', '202513', '20250314', '2025-03']],
  ['dd-mm-jjjj', ['14', '14-03', '14-03-2025', '2025-03', '202503']],
])('as %s no month is known of anything else', (notation, typed) => {
  for (const text of typed) expect(monthBegun(text, notation)).toBeUndefined();
});
