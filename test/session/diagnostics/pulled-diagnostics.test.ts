import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Connection, DiagnosticRefreshRequest } from 'vscode-languageserver';
import {
  type DiagnosticsParts,
  DocumentDiagnostics,
} from '../../../server/src/session/diagnostics/document-diagnostics.ts';
import { SMALL } from '../../../server/src/session/documents/open-document.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Pulling {
  readonly refreshesDiagnostics: boolean;
  readonly length: number;
  /** All of the document is known, or known to fail, after so many milliseconds. */
  readonly takes: number;
  readonly fails?: boolean;
  readonly isHalted?: boolean;
  readonly isClosed?: boolean;
}

/** What a client pulls of a document of which only a part is known, and what it is told. */
function pulling({ refreshesDiagnostics, length, takes, fails, isHalted = false, isClosed }: Pulling) {
  const requests: unknown[] = [];
  const opened: unknown[] = [];
  const connection = { sendRequest: async (type: unknown) => requests.push(type) } as unknown as Connection;
  const document = {
    uri: 'file:///a.xml',
    state: '1',
    source: { length },
    isComplete: false,
    isHalted,
    isSilent: () => true,
    firstLook: async () => ({ done: false, progress: 0.5 }),
    analysed: async () => ({ done: true, progress: 1 }),
  };
  const follow = () =>
    new Promise<void>((resolve, reject) => {
      setTimeout(() => {
        if (fails) return reject(new Error());
        document.isComplete = true;
        resolve();
      }, takes);
    });
  const parts = {
    client: { pullsDiagnostics: true, refreshesDiagnostics },
    guard: async (_what: string, fallback: unknown, work: () => Promise<unknown>) => work().catch(() => fallback),
    configuration: { optionsFor: async () => ({}) },
    documents: {
      ...{ onDidOpen: () => {}, onDidChangeContent: () => {}, onDidClose: () => {} },
      get: () => (isClosed ? undefined : document),
    },
    progress: { follow },
    status: { tell: async () => {} },
    schematronProblems: { analysed: async () => {} },
    workspaceCheck: { isOpen: (one: unknown) => opened.push(one) },
  } as unknown as DiagnosticsParts;
  const diagnostics = new DocumentDiagnostics(connection, parts);
  const pull = (previous?: string) =>
    diagnostics.report(document as unknown as Parameters<DocumentDiagnostics['report']>[0], previous);
  return { pull, requests, opened };
}

const LONG = 10_000;

test.each<[what: string, pulling: Pulling, within: number, resultId: string, refreshes: number]>([
  ['a small one, known soon: all', { refreshesDiagnostics: true, length: SMALL / 2, takes: 50 }, 50, '1.whole', 0],
  [
    'a small one, known late: a part, then all',
    { refreshesDiagnostics: true, length: SMALL / 2, takes: 1_000 },
    100,
    '1.0.5',
    1,
  ],
  ['a large one: a part, then all', { refreshesDiagnostics: true, length: 2 * SMALL, takes: 50 }, 0, '1.0.5', 1],
  [
    'one that fails: a part, then that',
    { refreshesDiagnostics: true, length: 2 * SMALL, takes: 50, fails: true },
    0,
    '1.0.5',
    1,
  ],
  [
    'a small one, for a client that never asks again: all',
    { refreshesDiagnostics: false, length: SMALL / 2, takes: LONG },
    LONG,
    '1.whole',
    0,
  ],
  [
    'a large one, for a client that never asks again: all',
    { refreshesDiagnostics: false, length: 2 * SMALL, takes: LONG },
    LONG,
    '1.whole',
    0,
  ],
  [
    'one whose work was called off: a part',
    { refreshesDiagnostics: true, length: SMALL / 2, takes: LONG, isHalted: true },
    0,
    '1.0.5',
    0,
  ],
])('what is pulled of a document of which a part is known: %s', async (_what, given, within, resultId, refreshes) => {
  const { pull, requests, opened } = pulling(given);
  const answer = pull();
  let isAnswered = false;
  answer.then(() => (isAnswered = true));
  await vi.advanceTimersByTimeAsync(within);
  expect(isAnswered).toBe(true);
  expect(await answer).toEqual({ kind: 'full', resultId, items: [] });
  await vi.advanceTimersByTimeAsync(LONG);
  expect(requests).toEqual(Array(refreshes).fill(DiagnosticRefreshRequest.type));
  expect(opened).toHaveLength(1);
});

test('what the client has is not sent again; of a document that is closed meanwhile nothing is open', async () => {
  const given = { refreshesDiagnostics: true, length: SMALL / 2, takes: LONG, isHalted: true };
  const { pull } = pulling(given);
  expect(await pull('1.0.5')).toEqual({ kind: 'unchanged', resultId: '1.0.5' });
  expect(await pull('1.whole')).toMatchObject({ kind: 'full' });
  const { pull: pullClosed, opened } = pulling({ ...given, isClosed: true });
  await pullClosed();
  expect(opened).toEqual([]);
});
