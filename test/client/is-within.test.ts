import { expect, test } from 'vitest';
import { isWithin } from '../../client/src/is-within.ts';

const FOLDER = { scheme: 'vscode-vfs', authority: 'github', path: '/gemeente/pakket' };

test.each<[path: string, expected: boolean]>([
  ['/gemeente/pakket/pack.json', true],
  ['/gemeente/pakket/diep/pack.json', true],
  ['/gemeente/pakket/diep/../pack.json', true],
  ['/gemeente/pakket/./pack.json', true],
  ['/gemeente/pakket', false],
  ['/gemeente/pakket/', false],
  ['/gemeente/pakket2/pack.json', false],
  ['/gemeente/pakket/../geheim', false],
  ['/gemeente/pakket/a/../../geheim', false],
  ['/../gemeente/pakket/pack.json', true],
  ['/geheim', false],
])('%s: %j', (path, expected) => {
  expect(isWithin({ ...FOLDER, path }, FOLDER)).toBe(expected);
});

test('another scheme or another host is another place', () => {
  const file = { ...FOLDER, path: '/gemeente/pakket/pack.json' };
  expect(isWithin({ ...file, scheme: 'file' }, FOLDER)).toBe(false);
  expect(isWithin({ ...file, authority: 'elders' }, FOLDER)).toBe(false);
});

test('the folder may be the root, or end in a slash', () => {
  const file = { ...FOLDER, path: '/a/b' };
  expect(isWithin(file, { ...FOLDER, path: '/' })).toBe(true);
  expect(isWithin(file, { ...FOLDER, path: '/a/' })).toBe(true);
});
