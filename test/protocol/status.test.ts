import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { StatusParams } from '../../server/src/protocol/status.ts';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { delivery, record } from '../support/delivery.ts';

const URI = 'file:///levering.xml';
let client: LspClient;
afterEach(() => client.stop());

/** What the server told of each state of a document, in turn. */
async function told(options: unknown, ...texts: string[]): Promise<StatusParams[]> {
  client = new LspClient();
  const received: StatusParams[] = [];
  client.connection.onNotification('srg/status', (parameters: StatusParams) => {
    received.push(parameters);
  });
  await client.start(PULL, options);
  await client.open(URI, '', 'xml');
  let version = 1;
  for (const text of texts) {
    await client.change(URI, ++version, [{ text }]);
    await client.pull(URI);
  }
  return received;
}

test('a client that asked is told what a document is, and when it is a delivery no longer', async () => {
  const received = await told({ status: true }, delivery(record()), '<note/>');
  expect(received).toMatchObject([
    { uri: URI, status: { records: 1, berichtgever: { naam: 'Amsterdam' } } },
    { uri: URI, status: null },
  ]);
});

test('others are not', async () => {
  expect(await told(undefined, delivery(record()))).toEqual([]);
});

test('where the month before is, as soon as that is known', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'srg-status-'));
  const uri = pathToFileURL(join(folder, 'maart.srg.xml')).href;
  client = new LspClient();
  const received: StatusParams[] = [];
  client.connection.onNotification('srg/status', (parameters: StatusParams) => {
    received.push(parameters);
  });
  await client.start(PULL, { status: true });
  await client.open(uri, delivery(record()));
  await client.pull(uri);
  expect(received.at(-1)!.status).toMatchObject({ previous: { state: 'missing' } });
  writeFileSync(join(folder, 'februari 1.xml'), delivery([], { verslagmaand: '2025-02' }));
  await client.change(uri, 2, [{ text: delivery([], { verslagmaand: '2025-04' }) }]);
  await client.pull(uri);
  await client.change(uri, 3, [{ text: delivery(record()) }]);
  await client.pull(uri);
  const uriOfPrevious = pathToFileURL(join(folder, 'februari 1.xml')).href;
  expect(received.at(-1)!.status).toMatchObject({
    previous: { state: 'found', uri: uriOfPrevious, name: 'februari 1.xml' },
  });
  rmSync(folder, { recursive: true });
});
