import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { generateDelivery } from '../../bench/generate-delivery.ts';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { CHECK_WORKSPACE, type CheckedWorkspace } from '../../server/src/protocol/workspace.ts';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { delivery, record } from '../support/delivery.ts';
import { LONG } from '../support/property.ts';

const LITTLE_MEMORY = ['--max-old-space-size=512'];
const URI = 'file:///levering.srg.xml';

let client: LspClient | undefined;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-last-'));
});
afterEach(async () => {
  expect(await client?.stop()).toBe(0);
  expect(client?.stderr).toBe('');
  rmSync(folder, { recursive: true, force: true });
});

/** The most memory that the server has taken so far, in megabytes; where the system tells. */
function peakOf({ process }: LspClient): number | undefined {
  const status = `/proc/${process.pid}/status`;
  const [, kilobytes] = (existsSync(status) && /VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))) || [];
  return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1024);
}

const told = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ code, range }) => `${code} ${range.start.line}:${range.start.character}`);

const RECORDS = LONG ? 120_000 : 4_000;
test(`a document of ${RECORDS} records is judged, and judged again, in 512 MB of memory`, async () => {
  client = await new LspClient(LITTLE_MEMORY).start(PULL);
  const source = new SourceText(generateDelivery({ records: RECORDS, seed: 1, oneLine: false, faulty: 0.01 }));
  await client.open(URI, source.toString());
  const before = told(await client.diagnostics(URI));
  expect(before.length).toBeGreaterThan(0);
  const at = source.toString().lastIndexOf('<TypeVoorziening>') + '<TypeVoorziening>'.length;
  const place = (offset: number) => source.positionAt(offset);
  await client.change(URI, 2, [{ range: { start: place(at), end: place(at) }, text: '9' }]);
  const changed = told(await client.diagnostics(URI));
  expect(changed).not.toEqual(before);
  await client.change(URI, 3, [{ range: { start: place(at), end: place(at + 1) }, text: '' }]);
  expect(told(await client.diagnostics(URI))).toEqual(before);
  if (LONG) console.info(`${(source.length / 1e6).toFixed(1)} MB: ${peakOf(client)} MB of memory`);
});

const TYPED = LONG ? 400 : 60;
test('edits that come faster than they are judged end in the findings of the last', async () => {
  client = await new LspClient().start(PULL);
  const text = generateDelivery({ records: LONG ? 25_000 : 2_500, seed: 2, oneLine: false, faulty: 0.01 });
  const source = new SourceText(text);
  await client.open(URI, text);
  await client.diagnostics(URI);
  const name = '<TypeVoorziening>';
  const at = text.indexOf(name, text.length / 2) + name.length;
  for (let n = 0; n < TYPED; n++) {
    // What is typed and taken back, here and far away from here.
    const where = n % 4 < 2 ? at : text.indexOf(name) + name.length;
    const [end, put] = n % 2 === 0 ? [where, '9'] : [where + 1, ''];
    const range = { start: source.positionAt(where), end: source.positionAt(end) };
    source.replace(where, end, put);
    void client.change(URI, n + 2, [{ range, text: put }]);
  }
  const range = { start: source.positionAt(at), end: source.positionAt(at) };
  source.replace(at, at, '7');
  const sent = performance.now();
  await client.change(URI, TYPED + 2, [{ range, text: '7' }]);
  const found = told(await client.diagnostics(URI));
  const lag = performance.now() - sent;
  if (LONG) console.info(`${Math.round(lag)} ms behind the last of ${TYPED + 1} edits`);
  await client.open('file:///anders.srg.xml', source.toString());
  expect(found).toEqual(told(await client.diagnostics('file:///anders.srg.xml')));
});

const FILES = LONG ? 10_000 : 100;
test(`a workspace of ${FILES} deliveries is checked, and a document that is opened meanwhile does not wait for it`, async () => {
  for (let i = 0; i < FILES; i++) {
    const map = join(folder, String(i % 100));
    mkdirSync(map, { recursive: true });
    const type = i % 10 === 0 ? '77' : '30';
    const berichtgever = String(i).padStart(4, '0');
    writeFileSync(
      join(map, `${i}.srg.xml`),
      delivery([record({ nummer: 'N', type })], { berichtgever, gemeente: '0363' }),
    );
  }
  client = new LspClient(LITTLE_MEMORY);
  client.initialized = await client.connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { ...PULL, workspace: { ...PULL.workspace, workspaceFolders: true } },
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'werkmap' }],
  });
  await client.connection.sendNotification('initialized', {});
  const started = performance.now();
  const checking = client.connection.sendRequest<CheckedWorkspace>(CHECK_WORKSPACE, {});
  // A document that is opened meanwhile does not wait for all of them.
  await client.open(URI, delivery(record({ type: '77' })));
  expect(told(await client.diagnostics(URI))[0]).toMatch(/^SRG-T002/);
  const waited = performance.now() - started;
  const { afkeur, goedgekeurd, unchecked } = await checking;
  const took = performance.now() - started;
  if (LONG) {
    const figures = `${Math.round(took / 1000)} s, ${peakOf(client)} MB; a document meanwhile: ${Math.round(waited)} ms`;
    console.info(`${FILES} deliveries: ${figures}`);
  }
  expect({ afkeur, goedgekeurd, unchecked }).toEqual({
    afkeur: FILES / 10,
    goedgekeurd: (FILES * 9) / 10,
    unchecked: 0,
  });
});
