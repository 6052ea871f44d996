import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CancellationToken, type Connection, Emitter } from 'vscode-languageserver';
import { readPrevious } from '../../../server/src/engine/delivery/previous-delivery.ts';
import { WorkspaceCheck, type WorkspaceCheckParts } from '../../../server/src/session/workspace/workspace-check.ts';
import { delivery, type HeaderFields, packs, record } from '../../support/delivery.ts';

/** Longer than it is waited for more changes. */
const QUIET_MS = 1_000;
const ROOT = 'file:///c%3A/map';
const uriOf = (name: string) => `${ROOT}/${name}.xml`;
const WRONG = delivery([record({ type: '77' })]);

beforeEach(() => {
  // Without the time that passes, no work stops to let others go first.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Given {
  readonly pulls?: boolean;
  /** By the name of a file, that of the delivery that it is held against. */
  readonly previous?: Readonly<Record<string, string>>;
}

/** A workspace whose files are these, of which some are open. */
function workspace(texts: Record<string, string>, { pulls = true, previous = {} }: Given = {}) {
  const closed = new Emitter<{ document: { uri: string } }>();
  const open = new Set<string>();
  const read: string[] = [];
  const told: [uri: string, findings: number][] = [];
  const forgotten: string[] = [];
  const titles: string[] = [];
  let duringReading = () => {};
  let work: Promise<unknown> = Promise.resolve();
  const nameOf = (uri: string) => uri.slice(ROOT.length + 1, -'.xml'.length);
  const connection = {
    sendDiagnostics: ({ uri, diagnostics }: { uri: string; diagnostics: unknown[] }) =>
      told.push([uri, diagnostics.length]),
    sendNotification: () => {},
    window: {
      attachWorkDoneProgress: () => ({
        begin: (title: string) => titles.push(title),
        report: () => {},
        done: () => {},
        token: { onCancellationRequested: () => {} },
      }),
    },
  };
  const document = {
    analysed: async () => {
      read.push('editor');
      return { done: false, choice: { kind: 'pack' } };
    },
    isSilent: () => false,
  };
  const parts = {
    client: { pullsDiagnostics: pulls, answersConfiguration: false, showsProgress: false },
    guard: (_what: string, _fallback: unknown, handler: () => Promise<unknown>) => {
      work = handler();
      return work;
    },
    configuration: {
      of: async (uri: string) => ({ language: uri === ROOT ? 'nl' : 'en' }),
      forAnalysis: async () => ({ packs, rules: {}, berichtgevers: [] }),
      optionsFor: async (uri: string) => ({
        uri,
        language: 'nl',
        maskBsn: true,
        maxProblems: 100,
        pageOf: () => undefined,
      }),
      forget: (uri: string) => forgotten.push(nameOf(uri)),
    },
    documents: { onDidClose: closed.event, get: (uri: string) => (open.has(uri) ? document : undefined) },
    files: {
      list: async () =>
        Object.entries(texts).map(([name, text]) => ({ uri: uriOf(name), size: text.length, stamp: text })),
      decode: async (uri: string) => {
        read.push(nameOf(uri));
        duringReading();
        return { text: texts[nameOf(uri)]!, problem: undefined };
      },
    },
    folders: { all: [ROOT] },
    lastMonth: {
      index: { hold: () => () => {} },
      find: async ({ uri }: { uri: string }) => {
        const named = previous[nameOf(uri)];
        return named === undefined ? undefined : readPrevious(uriOf(named), texts[named]!, packs);
      },
    },
    schematronProblems: { analysedClosed: () => {}, forgetClosed: () => {} },
  };
  const check = new WorkspaceCheck(connection as unknown as Connection, parts as unknown as WorkspaceCheckParts);
  const isOpen = (uri: string) => check.isOpen({ uri } as Parameters<typeof check.isOpen>[0]);
  return {
    check,
    isOpen,
    open: (name: string) => {
      open.add(uriOf(name));
      isOpen(uriOf(name));
    },
    close: (name: string) => {
      open.delete(uriOf(name));
      closed.fire({ document: { uri: uriOf(name) } });
    },
    onReading: (then: () => void) => (duringReading = then),
    /** All files are checked, which is not looked at any more. */
    checked: async () => {
      await check.check(undefined, CancellationToken.None);
      for (const list of [read, told, forgotten]) list.length = 0;
    },
    /** What is read when it has been quiet for a while. */
    followed: async () => {
      await vi.advanceTimersByTimeAsync(QUIET_MS);
      await work;
      return read.splice(0);
    },
    told: () => told.splice(0),
    titles,
    forgotten: () => forgotten.splice(0),
  };
}

const of = (verslagmaand: string, header: HeaderFields = {}) => delivery([], { verslagmaand, ...header });
/** The same delivery in another text. */
const touch = (texts: Record<string, string>, name: string) => {
  texts[name] += '\n';
};

test('a delivery is looked at again when the file that it is held against changes or goes, of whatever month', async () => {
  const texts: Record<string, string> = {
    oud: of('2024-12'),
    ander: of('2024-12', { berichtgever: '0599' }),
    maart: of('2025-03'),
  };
  const { check, checked, followed } = workspace(texts, { previous: { maart: 'oud' } });
  await checked();
  touch(texts, 'ander');
  check.changed([uriOf('ander')]);
  expect(await followed()).toEqual(['ander']);
  touch(texts, 'oud');
  check.changed([uriOf('oud')]);
  expect(await followed()).toEqual(['oud', 'maart']);
  touch(texts, 'oud');
  touch(texts, 'ander');
  check.changed([uriOf('oud'), uriOf('ander')]);
  expect(await followed()).toEqual(['oud', 'ander', 'maart']);
  check.changed([uriOf('maart')]);
  expect(await followed()).toEqual(['maart']);
});

test.each<[what: string, header: HeaderFields, isLookedAt: boolean]>([
  ['of the month before', { verslagmaand: '2025-02' }, true],
  ['of the same month', { verslagmaand: '2025-03' }, false],
  ['of the month behind', { verslagmaand: '2025-04' }, false],
  ['of two months before', { verslagmaand: '2025-01' }, false],
  ['of another gemeente', { verslagmaand: '2025-02', berichtgever: '0363', gemeente: '0599' }, false],
  ['of another berichtgever', { verslagmaand: '2025-02', berichtgever: '0599', gemeente: '0363' }, false],
])(
  'a delivery that comes has those looked at again that it is the month before of: %s',
  async (_what, header, isLookedAt) => {
    const texts: Record<string, string> = { maart: of('2025-03') };
    const { check, checked, followed } = workspace(texts);
    await checked();
    texts.nieuw = delivery([], header);
    check.changed([uriOf('nieuw')]);
    expect(await followed()).toEqual(isLookedAt ? ['nieuw', 'maart'] : ['nieuw']);
    // As it goes, it is that of a month before no more.
    delete texts.nieuw;
    check.changed([uriOf('nieuw')]);
    expect(await followed()).toEqual(isLookedAt ? ['maart'] : []);
  },
);

test('files that were looked at are when something befell them, which nobody need tell; others are when it is told', async () => {
  const texts: Record<string, string> = { a: of('2025-01'), b: of('2025-03'), c: of('2025-05'), 'in/d': of('2025-07') };
  const { check, checked, followed, open, close } = workspace(texts);
  await checked();
  check.changed([]);
  expect(await followed()).toEqual([]);
  texts['in/nieuw'] = of('2025-09');
  touch(texts, 'b');
  check.changed([uriOf('a')]);
  expect(await followed()).toEqual(['a', 'b']);
  check.invalidate();
  expect(await followed()).toEqual(['a', 'b', 'c', 'in/d']);
  check.changed([`${ROOT}/in`]);
  expect(await followed()).toEqual(['in/d', 'in/nieuw']);
  // What an editor has may be another text than that on disk.
  open('c');
  touch(texts, 'c');
  check.changed([uriOf('a')]);
  expect(await followed()).toEqual(['a']);
  check.invalidate();
  expect(await followed()).toEqual(['a', 'b', 'editor', 'in/d', 'in/nieuw']);
  close('c');
  expect(await followed()).toEqual(['c']);
  close('c');
  expect(await followed()).toEqual([]);
  check.clear();
  touch(texts, 'a');
  check.changed([uriOf('a')]);
  check.invalidate();
  expect(await followed()).toEqual([]);
});

test.each<[what: string, pulls: boolean, uri: string, told: unknown[]]>([
  ['of a client that pulls go', true, uriOf('a'), [[uriOf('a'), 0]]],
  ['are overwritten by what is pushed', false, uriOf('a'), []],
  ['are not, under another address', false, uriOf('a').replace('c%3A', 'C:'), [[uriOf('a'), 0]]],
])('findings of a file that is opened %s', async (_what, pulls, uri, expected) => {
  const { checked, isOpen, told } = workspace({ a: WRONG }, { pulls });
  await checked();
  isOpen(uri);
  expect(told()).toEqual(expected);
});

test('a file that is opened while it is read gets nothing beside what the editor has', async () => {
  const { check, onReading, open, told, forgotten, followed } = workspace({ a: WRONG, b: WRONG });
  onReading(() => open('a'));
  await check.check(undefined, CancellationToken.None);
  expect(told()).toEqual([[uriOf('b'), 1]]);
  // Settings of what is open are kept.
  expect(forgotten()).toEqual(['b']);
  expect(await followed()).toEqual(['a', 'b']);
});

test('how far a check is is told in the language of the first folder', async () => {
  const { check, titles } = workspace({ a: WRONG });
  await check.check('token', CancellationToken.None);
  expect(titles).toEqual([expect.stringMatching(/controleren/)]);
});
