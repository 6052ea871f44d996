import { afterEach, expect, test, vi } from 'vitest';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { PULL, PUSH } from '../../support/clients/protocol-client.ts';
import { SessionClient } from '../../support/clients/session-client.ts';
import { delivery, record } from '../../support/delivery.ts';

const URI = 'file:///levering.srg.xml';
const OTHER = 'file:///andere.srg.xml';
const SWAPPED = delivery([record({ start: '20250320', end: '20250310' })]);
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

test('pushed diagnostics wait no longer than the last judging took', async () => {
  client = await new SessionClient().start(PUSH);
  await client.open(URI, delivery());
  await client.pushed(URI, 1);
  const delays: number[] = [];
  const setTimer = globalThis.setTimeout;
  const spy = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, delay = 0) => {
    delays.push(delay);
    return setTimer(run, delay);
  }) as typeof setTimeout);
  try {
    await client.change(URI, 2, [{ text: SWAPPED }]);
    await client.pushed(URI, 2);
  } finally {
    spy.mockRestore();
  }
  expect(delays).not.toContain(150);
});

test('a hover just after opening counts all records, or none', async () => {
  client = await new SessionClient().start(PULL);
  const records = Array.from({ length: 800 }, (_, n) => record({ nummer: `A${n}` }));
  await client.open(URI, delivery(records));
  const hover = await client.hover(URI, 3, '<Voorziening><Persoon><Burgerservicenummer>9'.length);
  expect(hover!.contents).toMatchObject({ value: expect.stringContaining('800 records') });
});
