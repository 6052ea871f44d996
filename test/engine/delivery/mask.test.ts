import { expect, test } from 'vitest';
import { voorzieningen } from '../../support/delivery.ts';

const [record] = voorzieningen([{ start: '20250301', end: '20250630' }]) as [ReturnType<typeof voorzieningen>[0]];
const start = record.nodeOf('begindatum');

test('under a mask a value is invalid, and the record itself is as it was', () => {
  const masked = record.under([start]);
  expect([masked.state('begindatum'), masked.value('begindatum'), masked.day('begindatum')]).toEqual([
    'invalid',
    undefined,
    undefined,
  ]);
  expect(masked.rangeOf('begindatum')).toEqual(record.rangeOf('begindatum'));
  expect([masked.value('einddatum'), masked.owner]).toEqual([record.value('einddatum'), record.owner]);
  expect([record.state('begindatum'), record.value('begindatum')]).toEqual(['valid', '20250301']);
});

test('another mask takes the place of the one before, and none takes it away', () => {
  const masked = record.under([start]);
  const other = masked.under([record.nodeOf('einddatum')]);
  expect([other.value('begindatum'), other.state('einddatum')]).toEqual(['20250301', 'invalid']);
  expect(masked.under([]).value('begindatum')).toBe('20250301');
});

test('without a change of the mask it is the same object', () => {
  expect(record.under([])).toBe(record);
  expect(record.under([-2])).toBe(record);
  const masked = record.under([start]);
  expect(masked.under([start])).toBe(masked);
});

test('a value that is given takes the place of one that is masked, and the others stay masked', () => {
  const masked = record.under([start, record.nodeOf('einddatum')]);
  const changed = masked.with(new Map([['begindatum', '20250401']] as const));
  expect([changed.state('begindatum'), changed.value('begindatum')]).toEqual(['valid', '20250401']);
  expect(changed.state('einddatum')).toBe('invalid');
  expect(masked.state('begindatum')).toBe('invalid');
});
