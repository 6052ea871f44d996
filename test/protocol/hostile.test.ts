import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { Turns } from '../support/clients/turns.ts';
import { BSN, delivery, record } from '../support/delivery.ts';
import { HOSTILE_FILES } from '../support/hostile/hostile-files.ts';
import { LONG, SEED } from '../support/property.ts';

const BYTES = LONG ? 1_000_000 : 50_000;
/** The daily run tries one in so many, others in each. */
const SHARE = LONG ? 1 : 24;
/** In megabytes. */
const MEMORY = 1_024;
/** Of the server's processor time, in milliseconds, before it looks at what has come in. */
const LONGEST_TURN = 200;
const HEALTHY = 'file:///gezond.srg.xml';
/** Of the healthy document: the type of its record. */
const POSITION = { line: 3, character: record({ nummer: 'N' }).indexOf('<TypeVoorziening>') + 18 };

const turns = new Turns();

let client: LspClient;
beforeAll(async () => {
  const flags = [`--max-old-space-size=${MEMORY}`, ...turns.flags];
  client = await new LspClient(flags, turns.environment).start(PULL);
  await client.open(HEALTHY, delivery([record({ bsn: BSN[0], nummer: 'N' })]));
  await client.diagnostics(HEALTHY);
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  expect({ stderr: client.stderr, logged: client.logged }).toEqual({ stderr: '', logged: [] });
  turns.end();
});

/** What an editor asks as soon as a document is shown. */
function askAll(uri: string): Promise<unknown> {
  const start = { line: 0, character: 0 };
  const range = { start, end: { line: 60, character: 0 } };
  return Promise.all([
    client.pull(uri),
    client.ask('documentSymbol', uri),
    client.ask('foldingRange', uri),
    client.ask('documentLink', uri),
    client.ask('semanticTokens/range', uri, { range }),
    client.ask('inlayHint', uri, { range }),
    client.codeActions(uri, range),
  ]);
}

/** The same of the place where one types. */
async function typeIn(uri: string, text: string): Promise<void> {
  const lines = text.slice(0, text.length >> 1).split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)!.length };
  const range = { start: position, end: position };
  await client.change(uri, 2, [{ range, text: 'x' }]);
  await Promise.all([
    askAll(uri),
    ...['hover', 'completion', 'definition', 'documentHighlight', 'linkedEditingRange'].map((method) =>
      client.ask(method, uri, { position }),
    ),
    client.ask('references', uri, { position, context: { includeDeclaration: true } }),
    client.ask('selectionRange', uri, { positions: [position] }),
    client.ask('codeLens', uri),
    client.ask('formatting', uri, { options: { tabSize: 2, insertSpaces: true } }),
    client.codeActions(uri, range),
  ]);
}

describe('a hostile document keeps no other waiting', () => {
  const sample = HOSTILE_FILES.filter(({ isBytes }, i) => !isBytes && i % SHARE === SEED % SHARE);

  test.each(sample)('$name', async ({ name, content, extension = '.srg.xml' }) => {
    const uri = `file:///vijandig${extension}`;
    let isDone = false;
    await turns.longest(client);
    const text = content(BYTES) as string;
    await client.open(uri, text, extension === '.xslt' ? 'xslt' : 'srg-xml');
    const asked = askAll(uri)
      .then(() => typeIn(uri, text))
      .finally(() => {
        isDone = true;
      });
    while (!isDone) {
      expect(await client.hover(HEALTHY, POSITION.line, POSITION.character)).not.toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await asked;
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    expect(client.process.exitCode).toBeNull();
    const longest = await turns.longest(client);
    if (LONG) console.info(`${longest} ms  ${name}`);
    expect(longest).toBeLessThan(LONGEST_TURN);
  });
});
