import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Connection, Emitter } from 'vscode-languageserver';
import type { Client } from '../../../server/src/session/client.ts';
import {
  LastMonthTracker,
  type LastMonthTrackerParts,
} from '../../../server/src/session/last-month/last-month-tracker.ts';
import { WorkspaceFolders } from '../../../server/src/session/workspace/workspace-folders.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const ALL = { watchesFiles: true, watchesAnyFolder: true };

interface Fake {
  uri: string;
  isEdited: boolean;
  /** Whether another delivery of the month before is found when it is looked for again. */
  findsOther: boolean;
  looks: number;
  found: Emitter<void>;
}

/** A tracker of documents that only say that they are looked at. */
function tracking(can = ALL, accepts = true) {
  const [opened, closed, edited] = [0, 1, 2].map(() => new Emitter<{ document: unknown }>());
  const all: Fake[] = [];
  const watched: unknown[] = [];
  const told: string[] = [];
  const index = { isWatched: false, listings: 0, listingsChanged: () => void index.listings++ };
  const folders = new WorkspaceFolders();
  folders.begin({ workspaceFolders: [{ uri: 'file:///w', name: 'w' }], rootUri: null });
  const register = async (_type: unknown, { watchers }: { watchers: unknown[] }) => {
    watched.push(...watchers);
    if (!accepts) throw new Error('no watching here');
  };
  const parts = {
    client: can as Client,
    guard: (_what: string, _fallback: unknown, work: () => Promise<unknown>) => work(),
    documents: {
      onDidOpen: opened!.event,
      onDidClose: closed!.event,
      onDidChangeContent: edited!.event,
      all: () => all,
      get: (uri: string) => all.find((document) => document.uri === uri),
    },
    lastMonth: { index, changed: (uri: string) => told.push(uri) },
    folders,
  } as unknown as LastMonthTrackerParts;
  const tracker = new LastMonthTracker({ client: { register } } as unknown as Connection, parts);
  let others = 0;
  tracker.onDidFindOther(() => others++);
  const open = (uri: string) => {
    const found = new Emitter<void>();
    const document = { uri, isEdited: false, findsOther: false, looks: 0, found };
    all.push(document);
    const lookAgain = async () => {
      document.looks++;
      return document.findsOther;
    };
    opened!.fire({ document: Object.assign(document, { onDidFindLate: found.event, lookAgain }) });
    return document;
  };
  const settle = () => vi.advanceTimersByTimeAsync(10);
  const edit = (document: Fake) => edited!.fire({ document });
  const close = (document: Fake) => {
    all.splice(all.indexOf(document), 1);
    closed!.fire({ document });
  };
  return { tracker, index, watched, told, open, edit, close, settle, others: () => others };
}

test('documents that are opened, edited and closed are looked at by the others, and not by themselves', async () => {
  const { open, edit, close, settle, told, index } = tracking();
  const [march, april] = [open('file:///w/maart.xml'), open('file:///w/april.xml')];
  await settle();
  expect([told, march.looks, april.looks]).toEqual([[march.uri, april.uri], 1, 1]);
  edit(march);
  await vi.advanceTimersByTimeAsync(1_000);
  // It is as it was opened.
  expect(told).toHaveLength(2);
  march.isEdited = true;
  edit(march);
  await vi.advanceTimersByTimeAsync(300);
  edit(march);
  await vi.advanceTimersByTimeAsync(300);
  expect(told).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(300);
  expect([told.slice(2), march.looks, april.looks]).toEqual([[march.uri], 1, 2]);
  expect(index.listings).toBe(0);
  close(april);
  await settle();
  expect([told.slice(3), march.looks, index.listings]).toEqual([[april.uri], 2, 1]);
});

test('files on disk count where they are not open, folders of the workspace always', async () => {
  const { tracker, open, settle, told, index } = tracking();
  const march = open('file:///w/maart.xml');
  await settle();
  tracker.changedOnDisk([march.uri]);
  await settle();
  expect([told, march.looks, index.listings]).toEqual([[march.uri], 0, 1]);
  tracker.changedOnDisk([march.uri, 'file:///w/februari.xml']);
  await settle();
  expect([told.slice(1), march.looks, index.listings]).toEqual([['file:///w/februari.xml'], 1, 2]);
  await tracker.foldersChanged();
  expect([march.looks, index.listings]).toEqual([2, 3]);
});

test('that some document has another month before it is told, and nothing else', async () => {
  const { tracker, open, settle, others } = tracking();
  const [march, april] = [open('file:///w/maart.xml'), open('file:///w/april.xml')];
  await settle();
  expect(others()).toBe(0);
  april.findsOther = true;
  await tracker.foldersChanged();
  expect(others()).toBe(1);
  march.found.fire();
  expect(others()).toBe(2);
});

const INSIDE = { globPattern: '**/*.[xX][mM][lL]' };
const outside = (baseUri: string) => ({ globPattern: { baseUri, pattern: '*.[xX][mM][lL]' } });

test.each<[what: string, can: typeof ALL, watched: unknown[], isWatched: boolean]>([
  ['any folder', ALL, [INSIDE, outside('file:///v'), outside('file:///u')], true],
  ['those of the workspace', { ...ALL, watchesAnyFolder: false }, [INSIDE], true],
  ['none', { watchesFiles: false, watchesAnyFolder: false }, [], false],
])('a client that can watch %s is asked to, once for each', (_what, can, watched, isWatched) => {
  const one = tracking(can);
  for (const uri of ['file:///v/a.xml', 'file:///w/a.xml', 'untitled:1', 'vfs://x/a.xml']) one.open(uri);
  expect(one.watched).toEqual([]);
  one.tracker.watchFiles();
  for (const uri of ['file:///v/b.xml', 'file:///u/a.xml', 'file:///w/b/c.xml', 'untitled:2']) one.open(uri);
  expect(one.watched).toEqual(watched);
  expect(one.index.isWatched).toBe(isWatched);
});

test('a client that refuses to watch leaves folders to be looked at anew', async () => {
  const { tracker, index } = tracking(ALL, false);
  tracker.watchFiles();
  expect(index.isWatched).toBe(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(index.isWatched).toBe(false);
});
