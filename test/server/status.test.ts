import { afterEach, expect, test } from 'vitest';
import type { StatusParams } from '../../server/src/srg-protocol.ts';
import { delivery, record } from '../support/delivery.ts';
import { LspClient, PULL } from './lsp-client.ts';

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
