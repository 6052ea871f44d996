import { afterEach, expect, test } from 'vitest';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { PUSH } from '../../support/clients/protocol-client.ts';
import { SessionClient } from '../../support/clients/session-client.ts';
import { delivery, record } from '../../support/delivery.ts';

const URI = 'file:///levering.srg.xml';
const OTHER = 'file:///andere.srg.xml';
const SWAPPED = delivery([record({ start: '2025-03-20', end: '2025-03-10' })]);
const ASKED: ClientCapabilities = { ...PUSH, workspace: { configuration: true } };

let client: SessionClient;
afterEach(() => client.stop());

test('nothing is published of a document that was closed while it was judged', async () => {
  client = new SessionClient();
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    client.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => {
      resolve();
      return new Promise((settle) => (answer = () => settle(items.map(() => ({})))));
    });
  });
  await client.start(ASKED);
  await client.open(URI, SWAPPED);
  await asked;
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
  client.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({})));
  answer();
  // Whoever comes later is published later.
  await client.open(OTHER, SWAPPED);
  await client.pushed(OTHER, 1, ({ length }) => length === 1);
  expect(client.published.filter(({ uri }) => uri === URI)).toEqual([{ uri: URI, diagnostics: [] }]);
});
