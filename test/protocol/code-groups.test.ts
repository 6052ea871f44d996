import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { CodeGroupsAnswer } from '../../server/src/protocol/packs.ts';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { delivery } from '../support/delivery.ts';
import { PERSON_PACK_FILES, personDelivery } from '../support/person-pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'srg-pakket-'));
for (const [name, text] of Object.entries(PERSON_PACK_FILES)) writeFileSync(join(folder, name), text);

let client: LspClient;
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

test('the types of voorziening of the pack that a document is judged by', async () => {
  client = new LspClient();
  client.settings = { packs: [folder] };
  await client.start(PULL);
  const groups = async (uri: string, text: string) => {
    await client.open(uri, text, 'xml');
    const answer = await client.connection.sendRequest<CodeGroupsAnswer>('srg/codeGroups', { textDocument: { uri } });
    return answer?.map(({ name, codes }) => `${name}: ${codes.map(({ code }) => code).join(' ')}`) ?? null;
  };
  expect(await groups('file:///eigen.xml', personDelivery(['<Persoon']))).toEqual([': A B']);
  const shipped = await groups('file:///levering.xml', delivery('<Voorziening>'));
  expect(shipped).toHaveLength(6);
  expect(shipped).toContain('Ondersteuning op de werkplek: 30 31');
  expect(await groups('file:///anders.xml', '<note/>')).toBeNull();
  expect(await groups('file:///onbekend.xml', '<SRG xmlns="urn:x"/>')).toBeNull();
});
