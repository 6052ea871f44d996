import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { BSN, delivery, record } from '../support/delivery.ts';

let client: LspClient;
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
  expect(client.logged).toEqual([]);
});

const WITH_PROGRESS = { ...PULL, window: { workDoneProgress: true } };
// Of one person, of one kind, on one day: each but the first is a finding.
const MANY = Array.from({ length: 8_000 }, (_, i) => record({ bsn: BSN[0], nummer: `${i}` }));

test('a lone % in an address stands in the title of the progress, and the findings come', async () => {
  client = await new LspClient().start(WITH_PROGRESS);
  const titles: string[] = [];
  client.connection.onRequest('window/workDoneProgress/create', () => null);
  client.connection.onNotification('$/progress', ({ value }: { value: { title?: string } }) => {
    if (value.title !== undefined) titles.push(value.title);
  });
  const uri = 'file:///w/50%.srg.xml';
  await client.open(uri, delivery(MANY));
  expect(await client.diagnostics(uri)).not.toEqual([]);
  expect(titles).toEqual([expect.stringContaining('50%.srg.xml')]);
});

test('a workspace folder that is no path on this machine leaves last month to be found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'srg-adres-'));
  const running = [record({ nummer: 'A' }), record({ bsn: BSN[1], nummer: 'B' })];
  writeFileSync(join(folder, 'februari.xml'), delivery(running, { verslagmaand: '2025-02' }));
  client = await new LspClient().start(PULL, undefined, 'file://server/leveringen');
  const uri = pathToFileURL(join(folder, 'maart.srg.xml')).href;
  await client.open(uri, delivery(running.slice(0, 1)));
  expect((await client.diagnostics(uri)).map(({ code }) => code)).toEqual(['SRG-I104']);
  rmSync(folder, { recursive: true });
});

test('one document is asked for by any spelling of its address', async () => {
  client = await new LspClient().start(PULL);
  await client.open('file:///w/maart%20%281%29.srg.xml', delivery([record({ type: '99' })]));
  expect(await client.diagnostics('file:///w/maart%20(1).srg.xml')).toHaveLength(1);
});

test('an untitled document asks for no folder', async () => {
  client = new LspClient();
  const listed: string[] = [];
  client.connection.onRequest('srg/listFiles', ({ folder }: { folder: string }) => {
    listed.push(folder);
    return [];
  });
  await client.start(PULL);
  await client.open('untitled:Untitled-1', delivery([record({ type: '99' })]));
  expect(await client.diagnostics('untitled:Untitled-1')).toHaveLength(1);
  expect(listed).toEqual([]);
});
