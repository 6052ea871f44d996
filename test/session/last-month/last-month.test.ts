import { expect, test } from 'vitest';
import { LastMonth, type LastMonthSources } from '../../../server/src/session/last-month/last-month.ts';
import { WorkspaceFolders } from '../../../server/src/session/workspace/workspace-folders.ts';
import { packs } from '../../support/delivery.ts';

function lastMonth(open: readonly string[], unreadable: ReadonlySet<string> = new Set()) {
  const logged: string[] = [];
  const folders = new WorkspaceFolders();
  folders.begin({ workspaceFolders: [{ uri: 'file:///w', name: 'w' }], rootUri: null });
  const files = {
    list: async (folder: string) => {
      if (unreadable.has(folder)) throw new Error('no entry');
      return [];
    },
  };
  const texts = { all: open.map((uri) => ({ uri })), of: () => undefined };
  const sources = { files, texts, folders, log: (text: string) => logged.push(text) };
  return { found: new LastMonth(sources as unknown as LastMonthSources), logged };
}

test('it is looked for in the workspace, and beside what is open outside it', () => {
  const uris = ['file:///w/a.xml', 'file:///v/a.xml', 'file:///v/b.xml', 'file:///u/a.xml', 'untitled:1'];
  expect(lastMonth(uris).found.places).toEqual({ deep: ['file:///w'], shallow: ['file:///v', 'file:///u'] });
});

test('that a folder can’t be read is logged once, without its name', async () => {
  const { found, logged } = lastMonth([], new Set(['file:///v', 'file:///u']));
  const look = (...shallow: string[]) => found.index.closed({ deep: ['file:///w'], shallow }, packs);
  await look();
  expect(logged).toEqual([]);
  for (let round = 0; round < 3; round++) {
    found.index.listingsChanged();
    await look('file:///v');
  }
  expect(logged).toHaveLength(1);
  await look('file:///v', 'file:///u');
  expect(logged).toHaveLength(2);
  expect(logged.join()).not.toMatch(/file:|\/[uv]/);
});
