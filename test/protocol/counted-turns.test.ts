import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { Turns } from '../support/clients/turns.ts';
import { withCounters } from '../support/counted/with-counters.ts';
import { HOSTILE_FILES } from '../support/hostile/hostile-files.ts';
import { LONG, SEED } from '../support/property.ts';

const BYTES = 100_000;
/** The daily run tries one in so many, others in each. */
const SHARE = LONG ? 1 : 24;
/**
 * What may be done before the server looks at what has come in, in functions and rounds of loops. A slice of work is
 * 400,000 by the clock of this test, and there may be two between two looks; the rest is for what is gone through in one
 * go, which of a text of a megabyte takes some 60 ms then.
 */
const MOST = 2_400_000;

const turns = new Turns('counted-turn');
const resolves = { dataSupport: true, resolveSupport: { properties: ['edit'] } };
const CLIENT = {
  ...PULL,
  textDocument: {
    ...PULL.textDocument,
    codeAction: resolves,
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  experimental: { srgAutoInsert: true },
};

let bundle: string;
let client: LspClient;
beforeAll(async () => {
  bundle = withCounters('test/support/counted/counted-server.ts');
  client = await new LspClient(turns.flags, turns.environment, bundle).start(CLIENT);
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  expect({ stderr: client.stderr, logged: client.logged }).toEqual({ stderr: '', logged: [] });
  turns.end();
  rmSync(dirname(bundle), { recursive: true });
});

type Ask = readonly [name: string, ask: () => Promise<unknown>];

const OPTIONS = { tabSize: 2, insertSpaces: true };

/** What an editor asks of a document as a whole. */
function askOfAll(uri: string): Ask[] {
  const range = { start: { line: 0, character: 0 }, end: { line: 60, character: 0 } };
  const of = (method: string, more: object = {}): Ask => [method, () => client.ask(method, uri, more)];
  return [
    ['diagnostic', () => client.pull(uri)],
    of('documentSymbol'),
    of('foldingRange'),
    of('documentLink'),
    of('codeLens'),
    of('semanticTokens/full'),
    of('semanticTokens/range', { range }),
    of('inlayHint', { range }),
    of('formatting', { options: OPTIONS }),
    ['codeAction of the first lines', () => client.codeActions(uri, range)],
    ['problemGroups', () => client.connection.sendRequest('srg/problemGroups', { textDocument: { uri }, by: 'kind' })],
  ];
}

/** What it asks of the middle of it, while somebody types there. */
function askInTheMiddle(uri: string, text: string): Ask[] {
  const lines = text.slice(0, text.length >> 1).split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)!.length };
  const range = { start: position, end: position };
  const of = (method: string, more: object = { position }): Ask => [method, () => client.ask(method, uri, more)];
  const custom = (method: string, more: object = { position }): Ask => [
    method,
    () => client.connection.sendRequest(method, { textDocument: { uri }, ...more }),
  ];
  let version = 1;
  const type = (typed: string): Ask => [
    `typing ${typed}`,
    async () => {
      await client.change(uri, ++version, [{ range, text: typed }]);
      await client.pull(uri);
    },
  ];
  return [
    ...['x', '<', '>', 'y'].map(type),
    ...['hover', 'completion', 'definition', 'documentHighlight', 'linkedEditingRange'].map((method) => of(method)),
    // Where nothing can be renamed, that is an error.
    ['prepareRename', () => client.ask('prepareRename', uri, { position }).catch(() => undefined)],
    of('references', { position, context: { includeDeclaration: true } }),
    of('selectionRange', { positions: [position] }),
    of('onTypeFormatting', { position, ch: '>', options: OPTIONS }),
    of('rangeFormatting', { range, options: OPTIONS }),
    ['codeAction', () => client.codeActions(uri, range)],
    ['source.fixAll', () => client.codeActions(uri, range, ['source.fixAll'])],
    custom('srg/autoInsert'),
    custom('srg/tagPairs', { positions: [position] }),
    custom('srg/nextProblem', { position, backwards: false }),
  ];
}

const sample = HOSTILE_FILES.filter(({ isBytes }, i) => !isBytes && i % SHARE === SEED % SHARE);

test.each(sample)('no turn of the server is long with $name', async ({ name, content, extension = '.srg.xml' }) => {
  const uri = `file:///vijandig${extension}`;
  const text = content(BYTES) as string;
  const long: Record<string, number> = {};
  const count = async (asked: readonly Ask[]) => {
    for (const [what, ask] of asked) {
      await ask();
      const most = await turns.longest(client);
      if (most > MOST) long[what] = most;
    }
  };
  await turns.longest(client);
  await client.open(uri, text, extension === '.xslt' ? 'xslt' : 'srg-xml');
  await count(askOfAll(uri));
  await count(askInTheMiddle(uri, text));
  await count(askOfAll(uri));
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  if (LONG) console.info(JSON.stringify(long), name);
  expect(long).toEqual({});
});
