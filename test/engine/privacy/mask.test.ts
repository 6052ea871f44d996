import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likeBsn, maskBsn, maskText, shownBsn, shownText } from '../../../server/src/engine/privacy/mask.ts';
import { BSN } from '../../support/delivery.ts';
import { holds } from '../../support/property.ts';

describe("what stands in a BSN's place", () => {
  test.each([
    ['950204869', '*****4869'],
    [' 950204869\n', '*****4869'],
    ['95020486', '*****86'],
    ['9502048690', '*****690'],
    ['950.204.869', '*****869'],
    ['95020 4869', '*****869'],
    ['95020486O', '*****86O'],
    ['onbekend', '*****nd'],
    ['950204869 912041456 909094196', '*****4196'],
    ['9502\u00a004869', '*****869'],
    ['12', '*****'],
    ['', ''],
    ['  ', ''],
  ])('%j → %s', (value, masked) => {
    expect(maskBsn(value)).toBe(masked);
    expect(shownBsn(value, { maskBsn: true })).toBe(masked);
    expect(shownBsn(value, { maskBsn: false })).toBe(value.trim());
  });

  test('four of nine digits are told, and a third at most of anything else', () => {
    const property = fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (value) => {
      const told = [...maskBsn(value)].length - '*****'.length;
      const length = [...value].length;
      expect(told).toBeLessThanOrEqual(/^\s*[0-9]{9}\s*$/.test(value) ? 4 : length / 3);
    });
    holds(property, 20_000);
  });
});

describe('any other text', () => {
  test.each([
    ['VZ-950204869', 'VZ-*****4869'],
    ['950204869, 912041456', '*****4869, *****1456'],
    ['1234567890123', '*****0123'],
    ['BSN 950.204.869.', 'BSN *****869.'],
    ['9502.04.869', '*****869'],
    ['95 02 04 869', '*****869'],
    ['950-204-869 en 912 041 456', '*****869 en *****456'],
    ['95020 4869', '*****869'],
    ['95020486', '95020486'],
    ['2025-03-01 10:30:00', '2025-03-01 10:30:00'],
    ['20250301', '20250301'],
    ['1-3-2025 31-3-2025', '1-3-2025 31-3-2025'],
    ['VZ-2025-00185', 'VZ-2025-00185'],
    // More digits on either side: another number.
    ['0912 041 456', '0912 041 456'],
    ['912 041 4560', '912 041 4560'],
    ['10, 11, 12, 20, 21, 22', '10, 11, 12, 20, 21, 22'],
  ])('%s → %s', (text, masked) => {
    expect(maskText(text)).toBe(masked);
    expect(shownText(text, { maskBsn: true })).toBe(masked);
    expect(shownText(text, { maskBsn: false })).toBe(text);
  });

  test.each([
    [
      "[facet 'pattern'] The value '95020486' is not accepted",
      ['95020486'],
      "[facet 'pattern'] The value '*****86' is not accepted",
    ],
    ['van a  b c en a b c', ['a  b c'], 'van *****c en *****c'],
    ['dit is 9502…', ['95020486'], 'dit is *****…'],
    ['dit is 9502048…', ['95020486'], 'dit is *****…'],
    ['dit is 9…', ['95020486'], 'dit is *****…'],
    ['dit is iets anders…', ['95020486'], 'dit is iets anders…'],
    ['dit is 9502', ['95020486'], 'dit is 9502'],
    ['niets', ['', ' '], 'niets'],
  ])('%s, where %j may stand in it', (text, known, masked) => {
    expect(maskText(text, known)).toBe(masked);
  });

  test.each([...'0123456789'])('nine digits %s are like a BSN in every form that people write', (digit) => {
    for (const groups of [[9], [3, 3, 3], [4, 2, 3], [2, 2, 2, 3], [5, 4]]) {
      for (const separator of groups.length === 2 ? [' ', '.', '\u00a0'] : [' ', '.', '-', '\u00a0']) {
        const written = groups.map((length) => digit.repeat(length)).join(separator);
        expect(likeBsn(`van ${written} af`)).toEqual([{ start: 4, end: 4 + written.length }]);
      }
    }
  });

  test.each([...'0123456789'])('groups that a digit %s stands right before or behind are none of a BSN', (digit) => {
    for (const groups of ['950 204 869', '9502 04 869', '95 02 04 869', '95020 4869']) {
      expect(likeBsn(`${digit}${groups}`)).toEqual([]);
      expect(likeBsn(`${groups}${digit}`)).toEqual([]);
    }
  });

  test('holds no nine digits in a row', () => {
    const piece = fc.oneof(fc.constantFrom(...BSN), fc.string({ maxLength: 5 }), fc.integer().map(String));
    const property = fc.property(fc.array(piece), (pieces) => {
      expect(maskText(pieces.join(''))).not.toMatch(/[0-9]{9}/);
    });
    holds(property, 20_000);
  });
});
