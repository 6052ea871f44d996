import { expect, test } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import type { Client } from '../../../server/src/session/client.ts';
import { ConfigFiles } from '../../../server/src/session/settings/config-files.ts';
import { WorkspaceFolders } from '../../../server/src/session/workspace/workspace-folders.ts';

const ALL = { watchesFiles: true, watchesAnyFolder: true };

/** Configurations in these folders, with a workspace of others. */
function configs(folders: readonly string[], workspace: readonly string[], can = ALL) {
  const watched: unknown[] = [];
  const read: string[] = [];
  const client = {
    register: async (_type: unknown, { watchers }: { watchers: unknown[] }) => watched.push(...watchers),
  };
  const files = {
    read: async (uri: string) => {
      read.push(uri);
      if (!folders.some((folder) => uri === `${folder}/srg.config.json`)) throw new Error('absent');
      return '{}';
    },
  };
  const around = new WorkspaceFolders();
  around.begin({ workspaceFolders: workspace.map((uri) => ({ uri, name: uri })), rootUri: null });
  const sources = { client: can as Client, folders: around, files };
  return { found: new ConfigFiles({ client } as unknown as Connection, sources), watched, read };
}

test.each<[what: string, folders: string[], workspace: string[], uri: string, folder: string | undefined]>([
  ['beside it', ['file:///w/a', 'file:///w'], ['file:///w'], 'file:///w/a/x.xml', 'file:///w/a'],
  ['above it', ['file:///w'], ['file:///w'], 'file:///w/a/b/x.xml', 'file:///w'],
  ['above the workspace', ['file:///w'], ['file:///w/a'], 'file:///w/a/x.xml', 'file:///w'],
  ['outside the workspace', ['file:///v'], ['file:///w'], 'file:///v/x.xml', 'file:///v'],
  ['in another folder', ['file:///w/b'], ['file:///w'], 'file:///w/a/x.xml', undefined],
  ['of a folder of the workspace, for that itself', ['file:///w/a'], ['file:///w/a'], 'file:///w/a', 'file:///w/a'],
  ['and of no other', ['file:///w/a'], ['file:///w/b', 'file:///w/a'], 'file:///w/a', 'file:///w/a'],
  ['of the first folder, for what has none', ['file:///w'], ['file:///w', 'file:///v'], 'untitled:1', 'file:///w'],
  ['for what has none, without a workspace', ['file:///w'], [], 'untitled:1', undefined],
  ['beside it, on no disk', ['vfs://x/w/a', 'vfs://x/w'], ['vfs://x/w'], 'vfs://x/w/a/x.xml', 'vfs://x/w/a'],
  ['above it, on no disk', ['vfs://x/w'], ['vfs://x/w'], 'vfs://x/w/a/x.xml', 'vfs://x/w'],
])('the configuration of a document is the nearest: %s', async (_what, folders, workspace, uri, folder) => {
  const { found } = configs(folders, workspace);
  expect((await found.of(uri))?.folder).toBe(folder);
});

test('of a workspace that is on no disk nothing outside it is asked for', async () => {
  const { found, read } = configs(['vfs://x'], ['vfs://x/w']);
  expect(await found.of('vfs://x/w/a/x.xml')).toBeUndefined();
  expect(read).toEqual(['vfs://x/w/a/srg.config.json', 'vfs://x/w/srg.config.json']);
  expect(await found.of('vfs://x/v/x.xml')).toBeUndefined();
  expect(read).toHaveLength(2);
});

test('each folder is read once, until a configuration changes', async () => {
  const { found, read } = configs(['file:///w'], ['file:///w']);
  const ask = async () => {
    await found.of('file:///w/x.xml');
    return read.length;
  };
  expect([await ask(), await ask()]).toEqual([1, 1]);
  expect(found.filesChanged([])).toBe(false);
  expect(found.filesChanged(['file:///w/x.xml', 'file:///w/config.json'])).toBe(false);
  expect(await ask()).toBe(1);
  expect(found.filesChanged(['file:///w/x.xml', 'file:///w/srg.config.json'])).toBe(true);
  expect(await ask()).toBe(2);
  found.clear();
  expect(await ask()).toBe(3);
});

const PATTERN = '**/srg.config.json';
const beside = (baseUri: string) => ({ globPattern: { baseUri, pattern: 'srg.config.json' } });

test.each<[what: string, can: typeof ALL, watched: unknown[]]>([
  ['those outside the workspace by their folders', ALL, [{ globPattern: PATTERN }, beside('file:///v')]],
  ['those of the workspace', { ...ALL, watchesAnyFolder: false }, [{ globPattern: PATTERN }]],
  ['none', { watchesFiles: false, watchesAnyFolder: false }, []],
])('what the client can watch is watched, once: %s', async (_what, can, watched) => {
  const one = configs(['file:///w', 'file:///v'], ['file:///w'], can);
  for (const uri of ['file:///w/x.xml', 'file:///v/x.xml', 'file:///w/a/x.xml', 'file:///v/y.xml'])
    await one.found.of(uri);
  one.found.clear();
  await one.found.of('file:///v/x.xml');
  expect(one.watched).toEqual(watched);
});
