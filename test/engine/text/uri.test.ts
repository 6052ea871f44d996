import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileNameOf, folderOf, isIn, joinUri, pathFrom, pathOf, uriKey } from '../../../server/src/engine/text/uri.ts';
import { holds } from '../../support/property.ts';

describe('the key of an address', () => {
  test.each([
    ['file:///C:/a%20b.xml', 'file:///c%3A/a b.xml'],
    ['file:///C:/Leveringen/A.xml', 'file:///c%3a/leveringen/a.XML'],
    ['file:///w/a.xml', 'file:///w/%61.xml'],
    ['file:///w/a(1).xml', 'file:///w/a%281%29.xml'],
    ['file:///w/100%.xml', 'file:///w/100%25.xml'],
    ['file:///w/%c3%a9.xml', 'file:///w/é.xml'],
    ['file://Server/Map/a.xml', 'file:////server/map/a.xml'],
    ['FILE:///w/a.xml', 'file:///w/a.xml'],
    ['vscode-vfs://github+1/a', 'vscode-vfs://github%2b1/a'],
  ])('%s and %s are one file', (a, b) => {
    expect(uriKey(a)).toBe(uriKey(b));
  });

  test.each([
    ['file:///w/a.xml', 'file:///w/A.xml'],
    ['file:///w/a%2520b.xml', 'file:///w/a%20b.xml'],
    ['untitled:Untitled-1', 'untitled:Untitled-2'],
    ['vscode-vfs://github/a', 'vscode-vfs://gitlab/a'],
    ['git:/w/a.xml?1', 'git:/w/a.xml?2'],
  ])('%s and %s are two', (a, b) => {
    expect(uriKey(a)).not.toBe(uriKey(b));
  });

  test('is its own key, whatever the address, and tells a folder from none', () => {
    const uri = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string().map((path) => `file:///${path}`),
      fc.string({ unit: fc.constantFrom('%', '2', '5', '/', ':', 'c', 'C', '\\', 'é') }).map((path) => `file:/${path}`),
      fc.string(),
    );
    holds(
      fc.property(uri, (any) => {
        expect(uriKey(uriKey(any))).toBe(uriKey(any));
        expect(typeof fileNameOf(any)).toBe('string');
        const folder = folderOf(any);
        if (folder !== undefined) expect(folderOf(uriKey(any))).toBeDefined();
      }),
      20_000,
    );
  });
});

test.each([
  ['file:///w/a%20(b)%281%29.xml', 'a (b)(1).xml', 'file:///w', '/w/a (b)(1).xml'],
  ['file:///w/50%.xml', '50%.xml', 'file:///w', '/w/50%.xml'],
  ['file:///a.xml', 'a.xml', 'file:///', '/a.xml'],
  ['file:///c%3A/a.xml', 'a.xml', 'file:///c%3A/', '/c:/a.xml'],
  ['file://server/map/a.xml', 'a.xml', 'file://server/map', '/map/a.xml'],
  ['vscode-vfs://github%2B1/x/a.xml', 'a.xml', 'vscode-vfs://github%2B1/x', '/x/a.xml'],
  ['untitled:Untitled-1', 'Untitled-1', undefined, 'Untitled-1'],
  ['untitled:/w/a.xml', 'a.xml', undefined, '/w/a.xml'],
  ['', '', undefined, ''],
  ['map/srg.xsd', 'srg.xsd', undefined, 'map/srg.xsd'],
])('%s: the name %s in the folder %s, read as %s', (uri, name, folder, path) => {
  expect(fileNameOf(uri)).toBe(name);
  expect(folderOf(uri)).toBe(folder);
  expect(pathOf(uri)).toBe(path);
});

test.each([
  ['file:///w/b/a.xml', 'file:///w/', true, 'b/a.xml'],
  ['file:///w/b%28/a.xml', 'file:///w/b(', true, 'a.xml'],
  ['file:///C:/W/B/a.xml', 'file:///c%3A/w', true, 'B/a.xml'],
  ['file:///a.xml', 'file:///', true, 'a.xml'],
  ['file:///wb/a.xml', 'file:///w', false, undefined],
  ['untitled:Untitled-1', 'file:///w', false, undefined],
])('%s is in %s: %s', (uri, folder, expected, path) => {
  expect(isIn(uri, folder)).toBe(expected);
  if (path !== undefined) expect(pathFrom(folder, uri)).toBe(path);
});

describe('the address of a path in a folder', () => {
  test.each([
    ['vscode-vfs://github/a', 'b/c.xsd', 'vscode-vfs://github/a/b/c.xsd'],
    ['https://host/a/', './b', 'https://host/a/b'],
    ['vscode-vfs://github/a', 'b\\c d#e', 'vscode-vfs://github/a/b/c%20d%23e'],
    ['vscode-vfs://github/a', '50%.xml', 'vscode-vfs://github/a/50%25.xml'],
    ['vscode-vfs://github/a', '../b', 'vscode-vfs://github/b'],
    ['vscode-vfs://github/a', '/b', 'vscode-vfs://github/b'],
    ['vscode-vfs://github/a', 'vscode-vfs://github/b', 'vscode-vfs://github/b'],
  ])('%s with %s', (folder, path, expected) => {
    expect(joinUri(folder, path)).toBe(expected);
  });
});
