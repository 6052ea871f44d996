import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { BSN, delivery, record } from '../support/delivery.ts';
import { HOSTILE_FILES } from '../support/hostile/hostile-files.ts';
import { LONG, SEED } from '../support/property.ts';

const BYTES = LONG ? 1_000_000 : 50_000;
/** The daily run tries one in so many, others in each. */
const SHARE = LONG ? 1 : 24;
/** In megabytes. */
const MEMORY = 1_024;
const HEALTHY = 'file:///gezond.srg.xml';
/** Of the healthy document: the type of its record. */
const POSITION = { line: 3, character: record({ nummer: 'N' }).indexOf('<TypeVoorziening>') + 18 };

let client: LspClient;
beforeAll(async () => {
  client = await new LspClient([`--max-old-space-size=${MEMORY}`]).start(PULL);
  await client.open(HEALTHY, delivery([record({ bsn: BSN[0], nummer: 'N' })]));
  await client.diagnostics(HEALTHY);
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  expect({ stderr: client.stderr, logged: client.logged }).toEqual({ stderr: '', logged: [] });
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

describe('a hostile document keeps no other waiting', () => {
  const sample = HOSTILE_FILES.filter(({ isBytes }, i) => !isBytes && i % SHARE === SEED % SHARE);

  test.each(sample)('$name', async ({ name, content, extension = '.srg.xml' }) => {
    const uri = `file:///vijandig${extension}`;
    let isDone = false;
    let longest = 0;
    await client.open(uri, content(BYTES) as string, extension === '.xslt' ? 'xslt' : 'srg-xml');
    const asked = askAll(uri).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      const begun = performance.now();
      expect(await client.hover(HEALTHY, POSITION.line, POSITION.character)).not.toBeNull();
      longest = Math.max(longest, performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await asked;
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    expect(client.process.exitCode).toBeNull();
    if (!LONG) return;
    console.info(`${Math.round(longest)} ms  ${name}`);
    expect(longest).toBeLessThan(200);
  });
});
