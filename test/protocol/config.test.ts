import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClientCapabilities, Registration } from 'vscode-languageserver-protocol';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { delivery, record } from '../support/delivery.ts';

const WATCHING: ClientCapabilities = {
  textDocument: PULL.textDocument!,
  workspace: {
    ...PULL.workspace,
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
  },
};
const FUTURE = delivery(record({ start: '20250401' }));

let folder: string;
let client: LspClient;
let registrations: readonly Registration[];
let refreshed: () => Promise<void>;
const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
const write = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'srg-config-'));
  mkdirSync(join(folder, 'werkmap/diep'), { recursive: true });
  client = new LspClient();
  ({ registrations, refreshed } = client.followChanges());
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
  rmSync(folder, { recursive: true });
});

const start = () => client.start(WATCHING, undefined, uriOf('werkmap'));

async function found(uri: string): Promise<string[]> {
  const { items } = (await client.pull(uri)) as { items: { code: string; severity: number }[] };
  return items.map(({ code, severity }) => `${code} ${severity}`);
}

/** A first answer may be about what is known of a document by then. */
const finds = (uri: string, expected: readonly string[]) =>
  expect.poll(() => found(uri), { timeout: 30_000 }).toEqual(expected);

describe('srg.config.json', () => {
  test('counts where the user has set nothing, from the folder of the document up', async () => {
    write('srg.config.json', { rules: { 'SRG-I106': 'off' } });
    write('werkmap/srg.config.json', { rules: { 'SRG-I106': 'error', 'SRG-I107': 'off' }, berichtgevers: ['0344'] });
    await start();
    const uri = uriOf('werkmap/diep/a.srg.xml');
    await client.open(uri, FUTURE);
    await finds(uri, ['SRG-T003 1', 'SRG-I106 1']);
    const outside = uriOf('b.srg.xml');
    await client.open(outside, FUTURE);
    await finds(outside, []);
  });

  test('gives way to what the user has set', async () => {
    write('werkmap/srg.config.json', { rules: { 'SRG-I106': 'error', 'SRG-I119': 'off' }, berichtgevers: ['0344'] });
    client.settings = { rules: { 'SRG-I106': 'off' }, berichtgevers: ['0363'], maxProblems: 500 };
    await start();
    const uri = uriOf('werkmap/a.srg.xml');
    await client.open(uri, FUTURE);
    await finds(uri, []);
  });

  test('is read again when it comes, changes or goes', async () => {
    await start();
    const uri = uriOf('werkmap/a.srg.xml');
    await client.open(uri, FUTURE);
    await finds(uri, ['SRG-I106 2']);
    const patterns = registrations.flatMap(({ registerOptions }) => registerOptions?.watchers ?? []);
    expect(patterns).toContainEqual({ globPattern: '**/srg.config.json' });
    const changed = async () => {
      const refresh = refreshed();
      const changes = [{ uri: uriOf('werkmap/srg.config.json'), type: 2 }];
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      await refresh;
    };
    write('werkmap/srg.config.json', { rules: { 'SRG-I106': 'error' } });
    await changed();
    await finds(uri, ['SRG-I106 1']);
    write('werkmap/srg.config.json', { rules: { 'SRG-I106': 'off' } });
    await changed();
    await finds(uri, []);
    rmSync(join(folder, 'werkmap/srg.config.json'));
    await changed();
    await finds(uri, ['SRG-I106 2']);
  });

  test('has its faults told in it, and the rest of it counts', async () => {
    write('werkmap/srg.config.json', { rulez: {}, rules: { 'SRG-I106': 'error' } });
    await start();
    const uri = uriOf('werkmap/a.srg.xml');
    await client.open(uri, FUTURE);
    await finds(uri, ['SRG-I106 1']);
    expect(client.published).toMatchObject([
      {
        uri: uriOf('werkmap/srg.config.json'),
        diagnostics: [
          {
            message: '‘rulez’ is hier niet bekend. Bedoelde u ‘rules’?',
            range: { start: { line: 0, character: 1 }, end: { line: 0, character: 8 } },
          },
        ],
      },
    ]);
  });
});
