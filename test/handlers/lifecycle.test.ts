import { afterEach, describe, expect, test } from 'vitest';
import { ErrorCodes } from 'vscode-languageserver-protocol';
import { PULL } from '../support/clients/protocol-client.ts';
import { SessionClient } from '../support/clients/session-client.ts';
import { delivery, record } from '../support/delivery.ts';

const URI = 'file:///levering.srg.xml';
const textDocument = { uri: URI };
const position = { line: 3, character: 20 };
const range = { start: position, end: position };

/** Every request that the server takes. */
const REQUESTS: [method: string, parameters: object][] = [
  ['textDocument/hover', { textDocument, position }],
  ['textDocument/completion', { textDocument, position }],
  ['completionItem/resolve', { label: 'x' }],
  ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }],
  ['codeAction/resolve', { title: 'x' }],
  ['textDocument/definition', { textDocument, position }],
  ['textDocument/references', { textDocument, position, context: { includeDeclaration: true } }],
  ['textDocument/documentHighlight', { textDocument, position }],
  ['textDocument/documentLink', { textDocument }],
  ['textDocument/codeLens', { textDocument }],
  ['codeLens/resolve', { range, data: { uri: URI } }],
  ['textDocument/documentSymbol', { textDocument }],
  ['textDocument/foldingRange', { textDocument }],
  ['textDocument/selectionRange', { textDocument, positions: [position] }],
  ['textDocument/inlayHint', { textDocument, range }],
  ['textDocument/linkedEditingRange', { textDocument, position }],
  ['textDocument/prepareRename', { textDocument, position }],
  ['textDocument/rename', { textDocument, position, newName: 'x' }],
  ['textDocument/formatting', { textDocument, options: { tabSize: 2, insertSpaces: true } }],
  ['textDocument/rangeFormatting', { textDocument, range, options: { tabSize: 2, insertSpaces: true } }],
  ['textDocument/onTypeFormatting', { textDocument, position, ch: '>', options: { tabSize: 2, insertSpaces: true } }],
  ['textDocument/semanticTokens/full', { textDocument }],
  ['textDocument/semanticTokens/full/delta', { textDocument, previousResultId: '' }],
  ['textDocument/semanticTokens/range', { textDocument, range }],
  ['textDocument/diagnostic', { textDocument }],
  ['srg/import', { schema: 'x.xsd', texts: { 'x.xsd': '' }, answers: [], language: 'nl' }],
  ['workspace/symbol', { query: 'x' }],
  ['workspace/executeCommand', { command: 'srg.layout', arguments: [URI] }],
  ['srg/autoInsert', { textDocument, position }],
  ['srg/tagPairs', { textDocument, positions: [position] }],
  ['srg/report', { textDocument }],
  ['srg/exportReport', { textDocument }],
  ['srg/timeline', { textDocument, place: { record: 0 } }],
  ['srg/compare', { old: URI, new: URI }],
  ['srg/rules', {}],
  ['srg/codeGroups', { textDocument }],
  ['srg/checkWorkspace', {}],
  ['srg/clearWorkspace', {}],
];

let client: SessionClient;
afterEach(() => client.dispose());

const ask = (method: string, parameters: object) => client.connection.sendRequest(method, parameters);

describe.each(REQUESTS)('%s', (method, parameters) => {
  test('is an error before the server is initialized and after it is shut down, and an answer between', async () => {
    client = new SessionClient();
    await expect(ask(method, parameters)).rejects.toMatchObject({ code: ErrorCodes.ServerNotInitialized });
    await client.start(PULL);
    await client.open(URI, delivery([record()]));
    await ask(method, parameters);
    await client.connection.sendRequest('shutdown');
    await expect(ask(method, parameters)).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest });
  });
});

test.each(['srg/rules', 'srg/clearWorkspace', 'srg/checkWorkspace'])('%s needs no parameters', async (method) => {
  client = await new SessionClient().start(PULL);
  await client.connection.sendRequest(method);
});

test('a second initialize is an error, and changes nothing', async () => {
  client = await new SessionClient().start(PULL);
  await expect(client.start({})).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest });
  await client.open(URI, delivery([record({ type: '77' })]));
  expect(await client.diagnostics(URI)).toHaveLength(1);
});

test('a document that is opened before the server is initialized is none', async () => {
  client = new SessionClient();
  await client.open(URI, delivery([record({ type: '77' })]));
  await client.start(PULL);
  expect(await client.diagnostics(URI)).toEqual([]);
});
