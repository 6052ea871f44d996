import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FindingPage } from '../../server/src/engine/report/finding-rows.ts';
import type { Report } from '../../server/src/engine/report/report.ts';
import type { Timeline } from '../../server/src/engine/report/timeline.ts';
import type { ExportAnswer } from '../../server/src/protocol/report.ts';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { delivery, record } from '../support/delivery.ts';

const URI = 'file:///map/levering%20maart.srg.xml';
const EXAMPLE = readFileSync('examples/met-fouten.srg.xml', 'utf8');

let client: LspClient;
beforeEach(async () => {
  client = await new LspClient().start(PULL);
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.logged).toEqual([]);
});

const ask = <T>(method: string, parameters: object = {}, uri = URI): Promise<T | null> =>
  client.connection.sendRequest(method, { textDocument: { uri }, ...parameters });

const EXPORT = { format: 'html', version: '1.0.0' };
/** The text of an export. */
const exported = async (parameters: object = {}, uri = URI) => {
  const answer = await ask<ExportAnswer>('srg/exportReport', { ...EXPORT, ...parameters }, uri);
  return answer && 'text' in answer ? answer.text : undefined;
};

test('the report on the text as it is', async () => {
  await client.open(URI, EXAMPLE);
  const before = await ask<Report>('srg/report');
  expect(before).toMatchObject({
    name: 'levering maart.srg.xml',
    verdict: 'afkeur',
    records: 50,
    counts: { error: 2 },
  });
  expect(before!.kinds.every(({ findings }) => findings.length === 0)).toBe(true);
  await client.change(URI, 2, [{ text: delivery([record()]) }]);
  expect(await ask<Report>('srg/report')).toMatchObject({ verdict: 'goedgekeurd', records: 1, kinds: [] });
});

test('BSNs come when they are asked for', async () => {
  await client.open(URI, EXAMPLE);
  expect(JSON.stringify(await ask('srg/report'))).not.toMatch(/\d{9}/);
  expect(await ask<Report>('srg/report', { showBsn: true })).toMatchObject({ bsnShown: true });
  const query = { from: 0, count: 100 };
  expect(JSON.stringify(await ask('srg/reportFindings', { query }))).not.toMatch(/\d{9}/);
  expect(JSON.stringify(await ask('srg/reportFindings', { query, showBsn: true }))).toMatch(/\d{9}/);
  expect(await exported()).not.toMatch(/\d{9}/);
  expect(await exported({ showBsn: true })).toMatch(/\d{9}/);
  const place = { record: 0 };
  expect(await ask<Timeline>('srg/timeline', { place })).toMatchObject({ bsn: '*****4869' });
  expect(await ask<Timeline>('srg/timeline', { place, showBsn: true })).toMatchObject({ bsn: '950204869' });
});

test('the findings of a kind, page by page', async () => {
  await client.open(URI, EXAMPLE);
  const { kinds } = (await ask<Report>('srg/report'))!;
  for (const { id, count, code } of kinds) {
    const page = await ask<FindingPage>('srg/reportFindings', { query: { kind: id, from: 0, count: 1 } });
    expect(page).toMatchObject({ total: count, rows: [{ code }], records: [] });
  }
  const all = await ask<FindingPage>('srg/reportFindings', { query: { from: 0, count: 1000 } });
  expect(all!.rows).toHaveLength(18);
});

test('the export is a whole page in the language that was set', async () => {
  client.settings = { language: 'en' };
  await client.open(URI, EXAMPLE);
  expect(await exported()).toMatch(/^<!DOCTYPE html>\n<html lang="en">[\s\S]*<\/html>\n$/);
});

test('the export as tables and as a letter, with BSNs masked', async () => {
  await client.open(URI, EXAMPLE);
  const csv = (await exported({ format: 'csv' }))!;
  expect(csv.split('\r\n')).toHaveLength(18 + 2);
  expect(csv).toMatch(/^\ufeffBestand;/);
  expect(csv).not.toMatch(/\d{9}/);
  const letter = (await exported({ format: 'letter', sha256: 'abc123' }))!;
  expect(letter).toMatch(/^Onderwerp: SRG-levering Gemeente 9363, maart 2025: Afkeur\n/);
  expect(letter).toContain('1. BegindatumVoorziening: geen geldige datum (1 melding). ');
  expect(letter).toContain('nog 8 andere soorten');
  expect(letter).toContain('SHA-256 abc123');
  expect(letter).not.toMatch(/\d{9}|\{\w+\}/);
  const book = await ask<ExportAnswer>('srg/exportReport', { ...EXPORT, format: 'xlsx' });
  const bytes = Buffer.from((book as { base64: string }).base64, 'base64');
  expect(Object.keys(unzipSync(bytes))).toContain('xl/worksheets/sheet2.xml');
});

test('what is missing of last month, in the view and in the file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'srg-rapport-'));
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
  const februari = delivery([record({ nummer: 'VZ-1', start: '20250101' })], { verslagmaand: '2025-02' });
  writeFileSync(join(folder, 'februari 1.xml'), februari);
  const uri = uriOf('maart.srg.xml');
  await client.open(uri, delivery());
  expect((await ask<Report>('srg/report', {}, uri))!.missing).toEqual({
    from: 'februari 1.xml',
    remarks: [],
    records: [
      {
        bsn: '*****4869',
        type: '30',
        label: 'Jobcoach/begeleiding op de werkplek',
        start: '1 januari 2025',
        registratienummer: 'VZ-1',
      },
    ],
    hidden: 0,
    isConversion: false,
  });
  expect(await exported({}, uri)).toContain('VZ-1');
  await client.change(uri, 2, [{ text: delivery([record({ nummer: 'VZ-1', start: '20250101' })]) }]);
  expect((await ask<Report>('srg/report', {}, uri))!.missing).toMatchObject({ records: [] });
  rmSync(folder, { recursive: true });
});

test('a timeline by record and by position', async () => {
  await client.open(URI, EXAMPLE);
  const line = EXAMPLE.split('\n').findIndex((one) => one.includes('VZ-2023-00147'));
  expect(await ask<Timeline>('srg/timeline', { place: { position: { line, character: 10 } } })).toMatchObject({
    record: 1,
  });
  expect((await ask<Timeline>('srg/timeline', { place: { record: 1 } }))!.periods).toHaveLength(2);
  expect(await ask('srg/timeline', { place: { record: 50 } })).toBeNull();
  expect(await ask('srg/timeline', { place: { position: { line: 1, character: 0 } } })).toBeNull();
});

test.each(['srg/report', 'srg/reportFindings', 'srg/exportReport', 'srg/timeline'])(
  '%s: null for what is no SRG or not open',
  async (method) => {
    const parameters = { place: { record: 0 }, query: { from: 0, count: 1 } };
    await client.open(URI, '<note/>', 'xml');
    expect(await ask(method, parameters)).toBeNull();
    expect(await ask(method, parameters, 'file:///nergens.srg.xml')).toBeNull();
  },
);
