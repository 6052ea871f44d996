import { afterEach, expect, test } from 'vitest';
import { DOCUMENT_ENCODING } from '../../../server/src/protocol/documents.ts';
import { PULL } from '../../support/clients/protocol-client.ts';
import { SessionClient } from '../../support/clients/session-client.ts';
import { delivery, record } from '../../support/delivery.ts';

const URI = 'file:///levering.srg.xml';
const TEXT = `<?xml version="1.0" encoding="windows-1252"?>\n${delivery(record({ nummer: 'é' }))}`;
const FORMAT = { textDocument: { uri: URI }, options: { tabSize: 2, insertSpaces: true } };

let client: SessionClient;
afterEach(() => client.stop());

const codes = async () => (await client.diagnostics(URI)).map(({ code }) => code);
const tell = (encoding: string) => client.connection.sendNotification(DOCUMENT_ENCODING, { uri: URI, encoding });

test('told before the document opens', async () => {
  client = new SessionClient();
  await client.start(PULL);
  await tell('utf8');
  await client.open(URI, TEXT);
  expect(await codes()).toEqual(['SRG-T006']);
});

test('told while it is open, and another one after that', async () => {
  client = new SessionClient();
  await client.start(PULL);
  await client.open(URI, TEXT);
  expect(await codes()).toEqual([]);
  await tell('utf8');
  expect(await codes()).toEqual(['SRG-T006']);
  expect(await client.connection.sendRequest('textDocument/formatting', FORMAT)).toEqual([]);
  await tell('windows1252');
  expect(await codes()).toEqual([]);
  expect(await client.connection.sendRequest('textDocument/formatting', FORMAT)).not.toEqual([]);
});
