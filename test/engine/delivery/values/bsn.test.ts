import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fictitiousBsn, passesElfproef } from '../../../../server/src/engine/delivery/values/bsn.ts';
import { holds } from '../../../support/property.ts';

test.each([
  ['950204869', true],
  ['912041456', true],
  ['000000012', true],
  ['952004869', false],
  ['950204868', false],
  ['000000000', false],
  ['95020486', false],
  ['9502048690', false],
  ['95020486x', false],
  ['95020486:', false],
  ['95020486/', false],
  ['', false],
])('%j: %j', (bsn, passes) => {
  expect(passesElfproef(bsn)).toBe(passes);
});

test('a fictitious BSN begins with 9, passes the 11-proof and is not taken', () => {
  const taken = new Set<string>();
  holds(
    fc.property(fc.nat(100_000_000), (seed) => {
      const bsn = fictitiousBsn((other) => taken.has(other), seed);
      expect(bsn).toMatch(/^9\d{8}$/);
      expect(passesElfproef(bsn)).toBe(true);
      expect(taken.has(bsn)).toBe(false);
      taken.add(bsn);
      expect(fictitiousBsn((other) => taken.has(other), seed)).not.toBe(bsn);
    }),
    4000,
  );
});

test('numbers that no ninth digit makes pass are passed over', () => {
  const numbers = Array.from({ length: 200 }, (_, seed) => fictitiousBsn(() => false, seed));
  expect(numbers.filter((bsn) => !passesElfproef(bsn))).toEqual([]);
});

test('the same input gives the same number', () => {
  expect(fictitiousBsn(() => false, 3)).toBe(fictitiousBsn(() => false, 3));
});
