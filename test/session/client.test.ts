import { expect, test } from 'vitest';
import type { ClientCapabilities } from 'vscode-languageserver';
import { Client } from '../../server/src/session/client.ts';

function told(capabilities: ClientCapabilities, initializationOptions?: unknown) {
  const client = new Client();
  const settings = client.begin({ processId: null, rootUri: null, capabilities, initializationOptions });
  const { pullsDiagnostics, refreshesDiagnostics, answersConfiguration, showsProgress } = client;
  const { watchesFiles, watchesAnyFolder, wantsStatus, commands, chosenPacks } = client;
  const can = { pullsDiagnostics, refreshesDiagnostics, answersConfiguration, showsProgress, watchesFiles };
  return { can: { ...can, watchesAnyFolder }, wantsStatus, commands, chosenPacks, settings };
}

const NOTHING = told({});

test('a client that says nothing can do nothing', () => {
  expect(Object.values(NOTHING.can)).toEqual(Object.keys(NOTHING.can).map(() => false));
  const { wantsStatus, commands, chosenPacks, settings } = NOTHING;
  expect({ wantsStatus, commands, chosenPacks, settings }).toEqual({
    ...{ wantsStatus: false, commands: [], chosenPacks: {}, settings: undefined },
  });
  expect(new Client().wantsStatus).toBe(false);
});

const watched = (more: object) => ({ workspace: { didChangeWatchedFiles: more } });

test.each<[can: readonly (keyof typeof NOTHING.can)[], capabilities: ClientCapabilities]>([
  [['pullsDiagnostics'], { textDocument: { diagnostic: {} } }],
  [['refreshesDiagnostics'], { workspace: { diagnostics: { refreshSupport: true } } }],
  [[], { workspace: { diagnostics: { refreshSupport: false } } }],
  [['answersConfiguration'], { workspace: { configuration: true } }],
  [[], { workspace: { configuration: false } }],
  [['showsProgress'], { window: { workDoneProgress: true } }],
  [[], { window: { workDoneProgress: false } }],
  [['watchesFiles'], watched({ dynamicRegistration: true })],
  [[], watched({ dynamicRegistration: false, relativePatternSupport: true })],
  [['watchesFiles', 'watchesAnyFolder'], watched({ dynamicRegistration: true, relativePatternSupport: true })],
])('and one that says what it can can do that, and no more: %j', (can, capabilities) => {
  expect(told(capabilities).can).toEqual({ ...NOTHING.can, ...Object.fromEntries(can.map((name) => [name, true])) });
});

test('our own client sends more along', () => {
  const options = { commands: ['srg.a'], chosenPacks: { 'file:///a.xml': 'x' }, settings: { maxProblems: 3 } };
  expect(told({}, { ...options, status: true })).toEqual({ ...NOTHING, ...options, wantsStatus: true });
  expect(told({}, { status: 'yes' }).wantsStatus).toBe(false);
});
