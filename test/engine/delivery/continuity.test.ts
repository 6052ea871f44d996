import { describe, expect, test } from 'vitest';
import {
  countMissing,
  followUp,
  isConversionOf,
  isRunningAtEndOf,
} from '../../../server/src/engine/delivery/continuity.ts';
import { parseMonth } from '../../../server/src/engine/delivery/values/notation.ts';
import { BSN, type RecordFields, voorzieningen } from '../../support/delivery.ts';

const [ANNA, BRAM] = BSN;
const FEBRUARY = parseMonth('2025-02', 'jjjj-mm')!;

describe('running at the end of February 2025', () => {
  test.each<[name: string, fields: RecordFields, running: boolean]>([
    ['without an end date', {}, true],
    ['ends on the last day', { end: '20250228' }, false],
    ['ends the day after', { end: '20250301' }, true],
    ['ended before the month', { start: '20240101', end: '20241231' }, false],
    ['an end date that is none', { end: '20250230' }, false],
    ['an empty end date', { end: '' }, true],
  ])('%s: %s', (_name, fields, running) => {
    expect(isRunningAtEndOf(voorzieningen([fields])[0]!, FEBRUARY)).toBe(running);
  });

  test('the last day of a leap year’s February', () => {
    const [record] = voorzieningen([{ start: '20240101', end: '20240229' }]);
    expect(isRunningAtEndOf(record!, parseMonth('2024-02', 'jjjj-mm')!)).toBe(false);
    expect(isRunningAtEndOf(record!, parseMonth('2024-01', 'jjjj-mm')!)).toBe(true);
  });
});

describe('what became of last month’s records', () => {
  const A: RecordFields = { bsn: ANNA, nummer: 'A', start: '20250101' };
  const B: RecordFields = { bsn: BRAM, nummer: 'B', start: '20250101' };

  test.each<
    [name: string, running: RecordFields[], current: RecordFields[], missing: number[], startChanged: string[]]
  >([
    ['all there', [A, B], [B, A], [], []],
    ['there with an end date', [A], [{ ...A, end: '20250310' }], [], []],
    ['there with another number', [A], [{ ...A, nummer: 'X' }], [], []],
    ['one is missing', [A, B], [A], [1], []],
    ['an empty delivery: all are missing', [A, B], [], [0, 1], []],
    ['nothing was running', [], [A], [], []],
    ['another start date', [A, B], [B, { ...A, start: '20250102' }], [], ['0-1']],
    ['another start date and another number', [A], [{ ...A, start: '20250102', nummer: 'X' }], [0], []],
    ['another start date and another type', [A], [{ ...A, start: '20250102', type: '40' }], [0], []],
    ['another type', [A], [{ ...A, type: '40' }], [0], []],
    ['another person', [A], [{ ...A, bsn: BRAM }], [0], []],
    [
      'the same person with two employers, one of them gone',
      [
        { ...A, type: '10' },
        { ...A, type: '10', start: '20250102', nummer: 'A2' },
      ],
      [{ ...A, type: '10' }],
      [1],
      [],
    ],
    ['doubles of which one is left', [A, { ...A, nummer: 'A2' }], [A], [], []],
    ['doubles of which none is left', [A, { ...A, nummer: 'A2' }], [B], [0, 1], []],
    ['there with a start date that is none', [A], [{ ...A, start: '1-1-2025' }], [], []],
    ['there with a BSN that is none', [A], [{ ...A, bsn: '12345678' }], [], []],
    ['last month’s start date was none', [{ ...A, start: '1-1-2025' }], [], [], []],
    ['a number that was handed out anew', [A], [{ bsn: BRAM, nummer: 'A', start: '20250303' }], [0], []],
  ])('%s', (_name, running, current, missing, startChanged) => {
    const [before, after] = [voorzieningen(running), voorzieningen(current)];
    const result = followUp(before, after);
    expect(result.missing.map((record) => before.indexOf(record))).toEqual(missing);
    expect(result.startChanged.map(({ old, now }) => `${before.indexOf(old)}-${after.indexOf(now)}`)).toEqual(
      startChanged,
    );
    // Of which it can't be told whose they are may be any of them, by their numbers.
    expect(countMissing(before, after, true)).toBe(missing.length);
  });
});

test('a delivery is the conversion of others only where there are any', () => {
  expect(isConversionOf(undefined, 'Nieuw pakket')).toBe(false);
  expect(isConversionOf({ files: [] }, 'Nieuw pakket')).toBe(false);
  expect(isConversionOf({ files: [{ softwarepakket: 'Nieuw pakket' }] }, 'Nieuw pakket')).toBe(false);
  expect(
    isConversionOf({ files: [{ softwarepakket: 'Nieuw pakket' }, { softwarepakket: 'Oud' }] }, 'Nieuw pakket'),
  ).toBe(true);
});
