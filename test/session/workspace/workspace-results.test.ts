import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { DeliveryFiles } from '../../../server/src/engine/workspace/delivery-files.ts';
import { nodeFiles } from '../../../server/src/node/node-files.ts';
import { CHECK_WORKSPACE } from '../../../server/src/protocol/workspace.ts';
import { PULL } from '../../support/clients/protocol-client.ts';
import { SessionClient } from '../../support/clients/session-client.ts';
import { delivery, record } from '../../support/delivery.ts';

test('last month’s file appearing has the deliveries of the month behind it checked again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'srg-volgers-'));
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
  const running = record({ nummer: 'A', start: '20250101' });
  writeFileSync(join(folder, 'maart.srg.xml'), delivery([]));
  const client = await new SessionClient().start(PULL, undefined, pathToFileURL(folder).href);
  await client.connection.sendRequest(CHECK_WORKSPACE, {});
  expect(client.published).toEqual([]);
  writeFileSync(join(folder, 'februari.srg.xml'), delivery([running], { verslagmaand: '2025-02' }));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uriOf('februari.srg.xml'), type: 1 }],
  });
  const { diagnostics } = await client.pushed(uriOf('maart.srg.xml'), undefined);
  expect(diagnostics.map(({ code }) => code)).toEqual(['SRG-I104']);
  await client.stop();
  rmSync(folder, { recursive: true });
});

test('the check of the workspace says how many folders can’t be read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'srg-onleesbaar-'));
  writeFileSync(join(folder, 'maart.srg.xml'), delivery([]));
  const files: DeliveryFiles = {
    ...nodeFiles,
    list: (of, deep, limit, unreadable) => {
      for (const name of ['a', 'b', 'a']) unreadable?.(`${of}/${name}`);
      return nodeFiles.list(of, deep, limit, unreadable);
    },
  };
  const client = await new SessionClient({ files }).start(PULL, undefined, pathToFileURL(folder).href);
  expect(await client.connection.sendRequest(CHECK_WORKSPACE, {})).toMatchObject({ goedgekeurd: 1, unreadable: 2 });
  await client.stop();
  rmSync(folder, { recursive: true });
});
