import { expect, test } from 'vitest';
import { codePointNames } from '../../../server/src/engine/text/code-points.ts';

test.each([
  ['\u0001', 'U+0001'],
  ['A', 'U+0041'],
  ['\u00a0', 'U+00A0'],
  ['\u2028', 'U+2028'],
  ['\ufeff', 'U+FEFF'],
  ['\u{1f600}', 'U+1F600'],
  ['\u{10ffff}', 'U+10FFFF'],
])('%j is %s', (character, name) => {
  expect(codePointNames(character)).toEqual([name]);
});

test('of a text each is named', () => {
  expect(codePointNames('\u00a0\u{1f600}\u00a0')).toEqual(['U+00A0', 'U+1F600', 'U+00A0']);
});
