import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver-protocol';
import { nodeFiles } from '../../server/src/node/node-files.ts';
import { PULL } from '../support/clients/protocol-client.ts';
import { SessionClient } from '../support/clients/session-client.ts';
import { BSN, delivery, record } from '../support/delivery.ts';

const URI = 'file:///levering.srg.xml';
/** Enough for more than one slice of work. */
const RECORDS = Array.from({ length: 10_000 }, (_, n) => record({ bsn: BSN[n % 3]!, nummer: `A${n}` }));
const END = { line: RECORDS.length + 3, character: 3 };

let client: SessionClient;
afterEach(() => client.stop());

/** What a request that is given up is answered with. */
const CANCELLED = { code: LSPErrorCodes.RequestCancelled };

test.each<[method: string, parameters: object, fallback: unknown]>([
  ['documentSymbol', {}, []],
  ['foldingRange', {}, []],
  ['hover', { position: END }, null],
  ['definition', { position: END }, null],
  ['semanticTokens/full', {}, null],
  ['diagnostic', {}, undefined],
  ['formatting', { options: { insertSpaces: true, tabSize: 2 } }, null],
])('%s, cancelled while the document is read, is given up', async (method, parameters, fallback) => {
  client = await new SessionClient().start(PULL);
  await client.open(URI, delivery(RECORDS));
  const source = new CancellationTokenSource();
  const request = { textDocument: { uri: URI }, ...parameters };
  const asked = client.connection.sendRequest(`textDocument/${method}`, request, source.token);
  source.cancel();
  await expect(asked).rejects.toMatchObject(CANCELLED);
  expect(await client.ask(method, URI, parameters)).not.toEqual(fallback);
});

test('the check of the workspace, cancelled, answers with what it has come to', async () => {
  client = await new SessionClient().start(PULL);
  const source = new CancellationTokenSource();
  const asked = client.connection.sendRequest('srg/checkWorkspace', {}, source.token);
  source.cancel();
  expect(await asked).toMatchObject({ files: 0 });
});

test('a search through what is open, cancelled while that is read, is given up', async () => {
  client = await new SessionClient().start(PULL);
  await client.open(URI, delivery(RECORDS));
  const source = new CancellationTokenSource();
  const search = (token = source.token) =>
    client.connection.sendRequest<unknown[]>('workspace/symbol', { query: BSN[0] }, token);
  const asked = search();
  source.cancel();
  await expect(asked).rejects.toMatchObject(CANCELLED);
  expect(await search(new CancellationTokenSource().token)).not.toEqual([]);
});

test('a search through the workspace, cancelled, reads no more files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'srg-zoeken-'));
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `${name}.srg.xml`), delivery([record()]));
  const source = new CancellationTokenSource();
  let read = 0;
  const files = {
    ...nodeFiles,
    read: async (uri: string) => {
      // Not the configurations, which are looked for first.
      if (!uri.endsWith('.srg.xml')) return nodeFiles.read(uri);
      read++;
      source.cancel();
      await after(20);
      return nodeFiles.read(uri);
    },
  };
  client = await new SessionClient({ files }).start(PULL, undefined, pathToFileURL(folder).href);
  const asked = client.connection.sendRequest('workspace/symbol', { query: BSN[0] }, source.token);
  await expect(asked).rejects.toMatchObject(CANCELLED);
  expect(read).toBe(1);
  rmSync(folder, { recursive: true });
});
