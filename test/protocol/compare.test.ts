import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { CompareAnswer } from '../../server/src/protocol/compare.ts';
import { srg } from '../cli/run-srg.ts';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { delivery, record } from '../support/delivery.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'srg-compare-'));
const FIRST = record({ nummer: 'EERSTE' });
const SECOND = record({ nummer: 'TWEEDE', type: '40' });

/** A file in the folder. */
function file(name: string, text: string | Uint8Array): string {
  writeFileSync(join(FOLDER, name), text);
  return pathToFileURL(join(FOLDER, name)).href;
}

const OLD = file('februari 2025.srg.xml', delivery([FIRST], { verslagmaand: '2025-02' }));
const NEW = file('maart.srg.xml', delivery([FIRST, SECOND]));

let client: LspClient;
beforeEach(async () => {
  client = await new LspClient().start(PULL);
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.logged).toEqual([]);
});
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const compare = (old: string, now: string, more: object = {}): Promise<CompareAnswer | null> =>
  client.connection.sendRequest('srg/compare', { old, new: now, ...more });

async function page(old: string, now: string, more: object = {}): Promise<string> {
  const answer = await compare(old, now, more);
  if (!answer || !('html' in answer)) throw new Error(JSON.stringify(answer));
  return answer.html;
}

test('two files that are not open: the page that the command line writes', async () => {
  const [old, now] = ['februari 2025.srg.xml', 'maart.srg.xml'].map((name) => join(FOLDER, name));
  const { stdout } = srg(['compare', '--format', 'html', old!, now!]);
  const expected = stdout.replaceAll(`${FOLDER}/`, '');
  expect(await page(OLD, NEW)).toBe(expected);
});

test('a view has the script that the client names', async () => {
  const view = { script: 'https://view.test/comparison-view.js', source: 'https://view.test' };
  const shown = await page(OLD, NEW, { view });
  expect(shown).toContain('<script src="https://view.test/comparison-view.js"></script>');
  expect(shown).toContain('<body class="view">');
});

test('of a file that is open the text in the editor counts', async () => {
  expect(await page(OLD, NEW)).toContain('TWEEDE');
  await client.open(NEW, delivery([FIRST]));
  expect(await page(OLD, NEW)).not.toContain('TWEEDE');
  await client.open(OLD, delivery([FIRST, record({ nummer: 'DERDE', type: '42' })], { verslagmaand: '2025-02' }));
  expect(await page(OLD, NEW)).toContain('DERDE');
});

test('in the language that was set, with BSNs when they are asked for', async () => {
  client.settings = { language: 'en' };
  expect(await page(OLD, NEW)).toContain('<html lang="en">');
  expect(await page(OLD, NEW)).not.toMatch(/\d{9}/);
  expect(await page(OLD, NEW, { showBsn: true })).toMatch(/\d{9}/);
});

test('a file in another encoding is read as its bytes say', async () => {
  const text = `<?xml version="1.0" encoding="ISO-8859-1"?>\n${delivery([record({ nummer: 'CAFÉ' })])}`;
  expect(await page(OLD, file('latin.srg.xml', Buffer.from(text, 'latin1')))).toContain('CAFÉ');
});

test.each([
  [
    'one that is not there',
    pathToFileURL(join(FOLDER, 'nergens.srg.xml')).href,
    'nergens.srg.xml kan niet worden gelezen.',
  ],
  ['an address that is no file', 'untitled:Untitled-7', 'Untitled-7 kan niet worden gelezen.'],
  ['another language', file('ander.xml', '<note/>'), 'ander.xml is geen SRG-levering.'],
  [
    'an unknown format',
    file('vreemd.xml', '<SRG/>'),
    'vreemd.xml heeft een onbekend formaat (SRG-T005) en is daarom niet te vergelijken.',
  ],
])('%s: why it can’t be compared', async (_name, uri, problem) => {
  expect(await compare(uri, NEW)).toEqual({ problem });
  expect(await compare(OLD, uri)).toEqual({ problem });
});

test('reading a delivery to compare it leaves nothing open', async () => {
  await page(OLD, NEW);
  expect(await client.diagnostics(NEW)).toEqual([]);
  expect(readFileSync(join(FOLDER, 'maart.srg.xml'), 'utf8')).toContain('TWEEDE');
});
