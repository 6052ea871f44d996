import { expect, test } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import type { DeliveryFiles } from '../../../server/src/engine/workspace/delivery-files.ts';
import { listWorkspace, MOST_FILES } from '../../../server/src/session/workspace/workspace-files.ts';
import { WorkspaceFolders } from '../../../server/src/session/workspace/workspace-folders.ts';

interface Given {
  /** What stands in each folder of the workspace. */
  folders: Readonly<Record<string, readonly string[]>>;
  /** What the client answers for `files.exclude`. */
  exclude?: unknown;
  asks?: boolean;
  unreadable?: readonly string[];
}

async function listed({ folders, exclude = null, asks = true, unreadable = [] }: Given) {
  const around = new WorkspaceFolders();
  around.begin({ workspaceFolders: Object.keys(folders).map((uri) => ({ uri, name: uri })), rootUri: null });
  let asked = 0;
  const sendRequest = async () => {
    asked++;
    if (exclude instanceof Error) throw exclude;
    return [exclude];
  };
  const list: DeliveryFiles['list'] = async (folder, deep, limit, cannot) => {
    expect([deep, limit]).toEqual([true, MOST_FILES]);
    for (const one of unreadable) cannot!(one);
    return folders[folder]!.map((name) => ({ uri: `${folder}/${name}`, size: 1, stamp: '' }));
  };
  const connection = { sendRequest } as unknown as Connection;
  const { entries, ...others } = await listWorkspace(connection, { list } as DeliveryFiles, around, asks);
  return { uris: entries.map(({ uri }) => uri), asked, ...others };
}

const TWO = { 'file:///w': ['a.xml', 'b/c.xml'], 'file:///v': ['a.xml'] };
const ALL = ['file:///w/a.xml', 'file:///w/b/c.xml', 'file:///v/a.xml'];

test('files are listed in the order of their folders, each once', async () => {
  expect(await listed({ folders: TWO })).toEqual({ uris: ALL, asked: 2, capped: false, unreadable: 0 });
  const inside = { 'file:///w': ['a.xml', 'b/c.xml'], 'file:///w/b': ['c.xml'] };
  expect((await listed({ folders: inside })).uris).toEqual(['file:///w/a.xml', 'file:///w/b/c.xml']);
});

test.each<[what: string, exclude: unknown, uris: readonly string[]]>([
  ['a pattern', { '**/a.xml': true }, ['file:///w/b/c.xml']],
  ['a pattern that is off', { '**/a.xml': false }, ALL],
  ['one that hangs on a neighbour', { '**/a.xml': { when: '$(basename).xsd' } }, ALL],
  ['nothing', null, ALL],
  ['what is no setting', 'x', ALL],
  ['a client that fails', new Error('no answer'), ALL],
])('what the user hides is not among them: %s', async (_what, exclude, uris) => {
  expect((await listed({ folders: TWO, exclude })).uris).toEqual(uris);
});

test('a client that gives no settings is not asked', async () => {
  expect(await listed({ folders: TWO, exclude: { '**/a.xml': true }, asks: false })).toMatchObject({
    uris: ALL,
    asked: 0,
  });
});

test('a folder with as many files as are looked at may have more', async () => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => `${i}.xml`);
  const cappedAt = async (count: number) =>
    (await listed({ folders: { 'file:///w': names(count), 'file:///v': [] } })).capped;
  expect(await cappedAt(MOST_FILES - 1)).toBe(false);
  expect(await cappedAt(MOST_FILES)).toBe(true);
});

test('folders that can’t be read are counted once', async () => {
  expect(await listed({ folders: TWO, unreadable: ['file:///w/x', 'file:///w/y'] })).toMatchObject({ unreadable: 2 });
});
