import { expect, test } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import { beginProgress, UNSEEN } from '../../../server/src/session/workspace/check-progress.ts';

function client() {
  const said: unknown[] = [];
  let cancel = () => {};
  const progress = (name: string | number) => ({
    begin: (...given: unknown[]) => said.push([name, 'begin', ...given]),
    report: (...given: unknown[]) => said.push([name, ...given]),
    done: () => said.push([name, 'done']),
    token: { onCancellationRequested: (then: () => void) => (cancel = then) },
  });
  const window = {
    createWorkDoneProgress: async () => progress('own'),
    attachWorkDoneProgress: (token: string | number) => progress(token),
  };
  return { connection: { window } as unknown as Connection, said, cancel: () => cancel() };
}

const say = ({ key, parameters }: { key: string; parameters?: object }) => `${key} ${JSON.stringify(parameters)}`;

test.each([
  ['own', undefined],
  ['x', 'x'],
  [0, 0],
])('work on many files is told from none to all of them: %s', async (name, token) => {
  const { connection, said } = client();
  const progress = await beginProgress(connection, token, token === undefined, say);
  progress.report(1, 3);
  progress.report(3, 3);
  progress.done();
  expect(said).toEqual([
    [name, 'begin', 'workspace.progress undefined', 0, undefined, true],
    [name, 33, 'workspace.progress.files {"done":1,"files":3}'],
    [name, 100, 'workspace.progress.files {"done":3,"files":3}'],
    [name, 'done'],
  ]);
});

test('the user can call it off', async () => {
  const { connection, cancel } = client();
  const progress = await beginProgress(connection, undefined, true, say);
  expect(progress.isCancelled).toBe(false);
  cancel();
  expect(progress.isCancelled).toBe(true);
});

test('a client that asks for nothing and shows nothing is told nothing, and calls nothing off', async () => {
  const { connection, said } = client();
  expect(await beginProgress(connection, undefined, false, say)).toBe(UNSEEN);
  expect(UNSEEN.isCancelled).toBe(false);
  expect(said).toEqual([]);
});
