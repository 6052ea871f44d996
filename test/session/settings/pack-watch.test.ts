import { afterEach, expect, test } from 'vitest';
import { loadPack } from '../../../server/src/engine/packs/load-pack.ts';
import { SessionClient } from '../../support/clients/session-client.ts';
import { readSmall, type SmallFiles, smallFiles } from '../../support/packs/small-pack.ts';

const URI = 'file:///w/levering.srg.xml';
const TEXT =
  '<L xmlns="urn:klein"><Kop><Code>0363</Code><Maand>2025-03</Maand><Vestiging>a</Vestiging></Kop><Ps><P><Wie><Bsn>950204869</Bsn><Naam/></Wie><R nr="1"><Soort>41</Soort><Van>2025-03-01</Van></R></P></Ps></L>';

let client: SessionClient;
afterEach(() => client.stop());

async function codes(): Promise<unknown[]> {
  return (await client.diagnostics(URI)).map(({ code }) => code);
}

function changed(uri: string): Promise<void> {
  return client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
}

test('a pack that changes on disk is in force at once, also one that could not be used', async () => {
  let files: SmallFiles = smallFiles();
  const right = files;
  client = new SessionClient({
    loadPack: () => loadPack('klein', readSmall(files), { uriOf: (name) => `file:///packs/klein/${name}` }),
  });
  await client.start({ textDocument: { diagnostic: {} } }, { settings: { packs: ['klein'] } });
  await client.open(URI, TEXT);
  expect(await codes()).toEqual(['SRG-T002']);
  files = {
    ...right,
    'klein.xsd': right['klein.xsd']!.replace('value="40"', 'value="41"'),
    'codes.json': right['codes.json']!.replace('"40"', '"41"'),
  };
  await changed('file:///elders/klein.xsd');
  expect(await codes()).toEqual(['SRG-T002']);
  await changed('file:///packs/klein/klein.xsd');
  expect(await codes()).toEqual([]);
  files = { ...right, 'pack.json': right['pack.json']!.replace('"root": "L"', '"root": "M"') };
  await changed('file:///packs/klein/pack.json');
  expect(await codes()).toEqual(['SRG-T005']);
  files = right;
  await changed('file:///packs/klein/pack.json');
  expect(await codes()).toEqual(['SRG-T002']);
});
