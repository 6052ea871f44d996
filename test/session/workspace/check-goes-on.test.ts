import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { DeliveryFiles } from '../../../server/src/engine/workspace/delivery-files.ts';
import { nodeFiles } from '../../../server/src/node/node-files.ts';
import { CHECK_WORKSPACE } from '../../../server/src/protocol/workspace.ts';
import { PULL } from '../../support/clients/protocol-client.ts';
import { SessionClient } from '../../support/clients/session-client.ts';
import { delivery, record } from '../../support/delivery.ts';

test('a file that changes is looked at alone, also after settings have changed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'srg-alleen-'));
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `${name}.srg.xml`), delivery([]));
  const read: string[] = [];
  const files: DeliveryFiles = {
    ...nodeFiles,
    decode: (uri) => {
      read.push(uri.slice(-'a.srg.xml'.length, -'.srg.xml'.length));
      return nodeFiles.decode(uri);
    },
  };
  const uri = pathToFileURL(folder).href;
  const client = await new SessionClient({ files }).start(PULL, undefined, uri);
  const settle = async (count: number) => {
    for (let round = 0; read.length < count && round < 500; round++) await after(20);
    await after(100);
    return read.splice(0).sort().join('');
  };
  await client.connection.sendRequest(CHECK_WORKSPACE, {});
  expect(await settle(3)).toBe('abc');
  await client.connection.sendNotification('workspace/didChangeConfiguration', {
    settings: { srg: { maxProblems: 3 } },
  });
  expect(await settle(3)).toBe('abc');
  const change = { uri: `${uri}/b.srg.xml`, type: 2 };
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [change] });
  expect(await settle(1)).toBe('b');
  await client.stop();
  rmSync(folder, { recursive: true });
});

test('a check leaves nothing of a file that is gone, though nobody has told of that', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'srg-weg-'));
  const wrong = delivery([record({ type: '77' })]);
  for (const name of ['a', 'b']) writeFileSync(join(folder, `${name}.srg.xml`), wrong);
  const uri = pathToFileURL(folder).href;
  const client = await new SessionClient().start(PULL, undefined, uri);
  const check = () => client.connection.sendRequest(CHECK_WORKSPACE, {});
  expect(await check()).toMatchObject({ files: 2, afkeur: 2 });
  rmSync(join(folder, 'a.srg.xml'));
  expect(await check()).toMatchObject({ files: 1, afkeur: 1 });
  const last = (name: string) => client.published.filter((one) => one.uri === `${uri}/${name}.srg.xml`).at(-1);
  expect([last('a')!.diagnostics.length, last('b')!.diagnostics.length]).toEqual([0, 1]);
  await client.stop();
  rmSync(folder, { recursive: true });
});

test('settings that change while all files are checked don’t keep the check from getting to all of them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'srg-alle-'));
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `${name}.srg.xml`), delivery([]));
  let goOn = () => {};
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const files: DeliveryFiles = {
    ...nodeFiles,
    decode: async (uri) => {
      if (uri.endsWith('a.srg.xml')) await held;
      return nodeFiles.decode(uri);
    },
  };
  const client = await new SessionClient({ files }).start(PULL, undefined, pathToFileURL(folder).href);
  const checked = client.connection.sendRequest(CHECK_WORKSPACE, {});
  await client.connection.sendNotification('workspace/didChangeConfiguration', {
    settings: { srg: { maxProblems: 3 } },
  });
  // Longer than it is waited for more changes.
  await after(600);
  goOn();
  expect(await checked).toMatchObject({ seen: 3, files: 3, cancelled: false, goedgekeurd: 3 });
  await client.stop();
  rmSync(folder, { recursive: true });
});
