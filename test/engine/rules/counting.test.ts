import { expect, test } from 'vitest';
import type { Day } from '../../../server/src/engine/delivery/day.ts';
import { formatDay, parseDay, parseMonth } from '../../../server/src/engine/delivery/values/notation.ts';
import { ageOn, dayOfAge, judgedEnd, tooLong } from '../../../server/src/engine/rules/counting.ts';
import { type RecordFields, voorzieningen } from '../../support/delivery.ts';

const day = (text: string) => parseDay(text, 'jjjjmmdd')!;
const text = (value: Day) => formatDay(value, 'jjjjmmdd');
const MARCH = { verslagmaand: parseMonth('2025-03', 'jjjj-mm')! };

test.each([
  // The example of srg.md: June has no 31st.
  ['19560831', 66, 10, '20230630'],
  ['19560830', 66, 10, '20230630'],
  ['19600229', 65, 0, '20250228'],
  ['19600229', 64, 0, '20240229'],
  ['19580301', 67, 0, '20250301'],
  ['19581231', 66, 2, '20250228'],
])('born %s: %i years and %i months on %s', (birth, years, months, reached) => {
  expect(text(dayOfAge(day(birth), { years, months }))).toBe(reached);
});

test.each([
  ['19800505', '20250504', 44],
  ['19800505', '20250505', 45],
  ['19800505', '19800505', 0],
  // The last day of February where there is no 29th.
  ['20040229', '20220227', 17],
  ['20040229', '20220228', 18],
  ['20040229', '20240228', 19],
  ['20040229', '20240229', 20],
  ['19000101', '20251231', 125],
])('born %s, on %s: %i years', (birth, on, age) => {
  expect(ageOn(day(birth), day(on))).toBe(age);
});

test.each<[name: string, fields: RecordFields, end: string | undefined, runs: boolean]>([
  ['its einddatum', { end: '20250310' }, '20250310', false],
  ['the end of the verslagmaand', {}, '20250331', true],
  ['the same for an empty einddatum', { end: '' }, '20250331', true],
  ['unknown for an invalid one', { end: '20250230' }, undefined, false],
])('a record ends on %s', (_name, fields, end, runs) => {
  const judged = judgedEnd(voorzieningen([fields])[0]!, MARCH);
  expect(judged && { ...judged, end: text(judged.end) }).toEqual(end === undefined ? undefined : { end, runs });
});

test('without a verslagmaand nobody knows how long a record runs', () => {
  const [running, ended] = voorzieningen([{ start: '20200101' }, { start: '20200101', end: '20250331' }]);
  expect(tooLong(running!, 6, { verslagmaand: undefined })).toBeUndefined();
  expect(tooLong(ended!, 6, { verslagmaand: undefined })).toBeDefined();
});

test.each<[start: string, end: string | undefined, months: number, allowed: string | undefined]>([
  ['20241001', '20250331', 6, undefined],
  ['20241001', '20250401', 6, '20250331'],
  ['20240831', '20250227', 6, undefined],
  ['20240831', '20250228', 6, '20250227'],
  ['20230831', '20240229', 6, '20240228'],
  ['20240229', '20240829', 6, '20240828'],
  // Judged at the end of March 2025.
  ['20241001', undefined, 6, undefined],
  ['20240930', undefined, 6, '20250329'],
  ['20210401', undefined, 48, undefined],
  ['20210331', undefined, 48, '20250330'],
  ['20240229', '20280228', 48, undefined],
  ['20240229', '20280229', 48, '20280228'],
])('from %s to %s, %i months: allowed up to %s', (start, end, months, allowed) => {
  const fields = end === undefined ? { start } : { start, end };
  const excess = tooLong(voorzieningen([fields])[0]!, months, MARCH);
  expect(excess && text(excess.allowed)).toBe(allowed);
});
