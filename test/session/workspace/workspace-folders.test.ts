import { expect, test } from 'vitest';
import { WorkspaceFolders } from '../../../server/src/session/workspace/workspace-folders.ts';

const HOME = 'file:///werk/srg';
const INNER = 'file:///werk/srg/leveringen';
const OTHER = 'file:///elders';
const named = (...uris: string[]) => uris.map((uri) => ({ uri, name: uri }));

function opened(...uris: string[]): WorkspaceFolders {
  const folders = new WorkspaceFolders();
  folders.begin({ workspaceFolders: named(...uris), rootUri: OTHER });
  return folders;
}

test('a client tells of folders that come and go, since it is asked to', () => {
  expect(WorkspaceFolders.capabilities).toEqual({ workspaceFolders: { supported: true, changeNotifications: true } });
  const folders = opened(HOME);
  folders.changed({ added: named(INNER), removed: [] });
  expect(folders.all).toEqual([HOME, INNER]);
  folders.changed({ added: [], removed: named(HOME) });
  expect(folders.all).toEqual([INNER]);
});

test('a client that knows no folders has a root, or nothing', () => {
  const begun = (workspaceFolders: { uri: string; name: string }[] | null, rootUri: string | null) => {
    const folders = new WorkspaceFolders();
    folders.begin({ workspaceFolders, rootUri });
    return folders.all;
  };
  expect(begun(null, HOME)).toEqual([HOME]);
  expect(begun([], HOME)).toEqual([HOME]);
  expect(begun(named(INNER), HOME)).toEqual([INNER]);
  expect(begun(null, null)).toEqual([]);
});

test.each<[uri: string, of: string | undefined, start: string, home: string]>([
  [`${HOME}/a.xml`, HOME, HOME, HOME],
  [`${INNER}/a.xml`, INNER, INNER, INNER],
  // Beside the first folder, or in none.
  ['file:///werk/a.xml', undefined, HOME, 'file:///werk'],
  ['untitled:Untitled-1', undefined, HOME, HOME],
])('the folders of %s', (uri, of, start, home) => {
  const folders = opened(HOME, INNER);
  expect([folders.of(uri), folders.startOfPaths(uri), folders.homeOf(uri)]).toEqual([of, start, home]);
});
