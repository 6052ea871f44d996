import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { placeInJson } from '../../../server/src/engine/packs/json-place.ts';
import { ranges } from '../../support/markers.ts';

describe('the place of a value in JSON', () => {
  test.each<[path: (string | number)[], marked: string]>([
    [[], ' ⟦{ "a": 1 }⟧ '],
    [['a'], '{ "b": "a", "a": ⟦1.5e-3⟧ }'],
    [['a', 'c'], '{ "b": { "c": 0 }, "a" : { "d": [], "c":⟦"x"⟧ } }'],
    [['a', 1], '{"a":[[1,2],⟦{"b":"]}"}⟧,3]}'],
    [['a', 2, 'code'], '{"a":[{"code":"10"},{"code":"\\"11\\\\"},{"code":⟦"12"⟧}]}'],
    [['naam "x"'], '{"naam \\"x\\"":⟦true⟧}'],
  ])('%j', (path, marked) => {
    const { text, ranges: expected } = ranges(marked);
    expect(JSON.parse(text)).toBeTruthy();
    expect(placeInJson(text, path)).toEqual(expected[0]);
  });

  test.each<[path: (string | number)[], text: string]>([
    [['b'], '{"a":1}'],
    [['a', 'b'], '{"a":"b"}'],
    [[1], '[1]'],
    [[0], '[]'],
    [['a'], '{}'],
    [[0], '{"a":1}'],
    [['a'], ''],
  ])('there is none: %j in %s', (path, text) => {
    expect(placeInJson(text, path)).toBeUndefined();
  });

  test('of every code in the pack that ships', () => {
    const text = readFileSync('schemas/srg-2023-reconstructie/codes.json', 'utf8');
    const { lists } = JSON.parse(text);
    for (const [list, { codes }] of Object.entries<{ codes: { code: string }[] }>(lists)) {
      codes.forEach(({ code }, index) => {
        const { start, end } = placeInJson(text, ['lists', list, 'codes', index, 'code'])!;
        expect(text.slice(start, end)).toBe(JSON.stringify(code));
      });
    }
  });
});
