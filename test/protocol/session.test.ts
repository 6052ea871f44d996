import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { generateDelivery } from '../../bench/generate-delivery.ts';
import { randomFrom } from '../../server/src/engine/generate/random.ts';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { LONG } from '../support/property.ts';

const URI = 'file:///levering.srg.xml';
const EDITS = LONG ? 10_000 : 1_500;
/** By then the server has its caches, and V8 the heap that it settles for. */
const SETTLED = 500;

const TYPED = ['9', 'x', ' ', '<', '>', '&', '"', '20250301', '<!-- ', '</Voorziening>', '<X/>', '\n', ''];

test(`after ${EDITS} random edits of 25,000 records the server holds no more memory than after ${SETTLED}`, async () => {
  // The same edits each time, so that the figures of two runs can be compared.
  const random = randomFrom(617_090_788);
  const text = generateDelivery({ records: 25_000, seed: 1, oneLine: false, faulty: 0.1 });
  const source = new SourceText(text);
  const folder = mkdtempSync(join(tmpdir(), 'srg-memory-'));
  const file = join(folder, 'bytes');
  const preload = ['--expose-gc', '--require', resolve('test/support/preload/report-memory.cjs')];
  const client = await new LspClient(preload, { SRG_MEMORY_FILE: file }).start(PULL);
  /** What the server holds when all garbage is gone, in megabytes. */
  const memory = async () => {
    rmSync(file, { force: true });
    client.process.kill('SIGUSR2');
    while (!existsSync(file) || readFileSync(file, 'utf8') === '') await after(20);
    return Number(readFileSync(file, 'utf8')) / 1_048_576;
  };
  await client.open(URI, text);
  await client.pull(URI);
  let version = 1;
  let validated = 0;
  const change = async (start: number, end: number, newText: string) => {
    const range = { start: source.positionAt(start), end: source.positionAt(end) };
    source.replace(start, end, newText);
    await client.change(URI, ++version, [{ range, text: newText }]);
    const report = await client.pull(URI);
    expect(report.kind).toBe('full');
  };
  for (let n = 0; n < EDITS; n += 2) {
    if (n === SETTLED) validated = await memory();
    const start = Math.floor(random() * source.length);
    const end = Math.min(source.length, start + Math.floor(random() ** 4 * 400));
    const typed = TYPED[Math.floor(random() * TYPED.length)]!;
    const old = source.slice(start, end);
    await change(start, end, typed);
    await change(start, start + typed.length, old);
  }
  const last = await memory();
  console.info(`${Math.round(validated)} MB after ${SETTLED} edits, ${Math.round(last)} MB after ${EDITS}`);
  expect(source.toString()).toBe(text);
  expect(validated).toBeGreaterThan(0);
  expect(last).toBeLessThan(validated * 1.2);
  rmSync(folder, { recursive: true, force: true });
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
  expect(client.logged.join('\n')).not.toMatch(/\d{9}/);
}, 900_000);
