import { afterEach, expect, test } from 'vitest';
import { loadPack } from '../../../server/src/engine/packs/load-pack.ts';
import { CHOOSE_PACK } from '../../../server/src/protocol/packs.ts';
import type { DeliveryStatus, StatusParams } from '../../../server/src/protocol/status.ts';
import { SessionClient } from '../../support/clients/session-client.ts';
import { readSmall, smallFiles } from '../../support/packs/small-pack.ts';

const URI = 'file:///w/levering.srg.xml';
const TEXT =
  '<L xmlns="urn:klein"><Kop><Code>0363</Code><Maand>2025-03</Maand><Vestiging>a</Vestiging></Kop><Ps><P><Wie><Bsn>950204869</Bsn><Naam/></Wie><R nr="1"><Soort>41</Soort><Van>2025-03-01</Van></R></P></Ps></L>';

let client: SessionClient;
afterEach(() => client.stop());

const files = smallFiles();
/** Two packs of one root and namespace: the second one knows the code 41. */
const PACKS: Readonly<Record<string, typeof files>> = {
  een: files,
  twee: {
    ...files,
    'pack.json': files['pack.json']!.replace('"id": "klein"', '"id": "twee"'),
    'klein.xsd': files['klein.xsd']!.replace('value="40"', 'value="41"'),
    'codes.json': files['codes.json']!.replace('"40"', '"41"'),
  },
  // By what it says itself, it holds for no delivery of 2025.
  oud: {
    ...files,
    'pack.json': files['pack.json']!.replace('"id": "klein"', '"id": "oud", "valid": { "to": "2024-12" }'),
    'klein.xsd': files['klein.xsd']!.replace('value="40"', 'value="41"'),
    'codes.json': files['codes.json']!.replace('"40"', '"41"'),
  },
};
const keyOf = (name: string) => `file:///packs/${name}/pack.json`;

async function open(chosenPacks: Readonly<Record<string, string>> = {}): Promise<() => DeliveryStatus | undefined> {
  client = new SessionClient({
    loadPack: (name) => loadPack(name, readSmall(PACKS[name]!), { uriOf: (file) => `file:///packs/${name}/${file}` }),
  });
  let status: StatusParams['status'] | undefined;
  client.connection.onNotification('srg/status', (told: StatusParams) => {
    status = told.status;
  });
  const settings = { packs: Object.keys(PACKS) };
  await client.start({ textDocument: { diagnostic: {} } }, { settings, status: true, chosenPacks });
  await client.open(URI, TEXT);
  return () => (status && 'pack' in status ? status : undefined);
}

async function codes(): Promise<unknown[]> {
  return (await client.diagnostics(URI)).map(({ code }) => code);
}

const choose = (pack: string | null) => client.connection.sendNotification(CHOOSE_PACK, { uri: URI, pack });

test('the user chooses among packs of one root for a document, and goes back to the first that holds', async () => {
  const status = await open();
  expect(await codes()).toEqual(['SRG-T002']);
  expect(status()?.fitting?.map(({ id }) => id)).toEqual(['klein', 'twee', 'oud']);
  expect(status()).toMatchObject({ pack: { id: 'klein' } });
  expect(status()?.chosen).toBeUndefined();
  await choose(keyOf('twee'));
  expect(await codes()).toEqual([]);
  expect(status()).toMatchObject({ pack: { id: 'twee' }, chosen: keyOf('twee') });
  // What the pack says of the months that it holds for counts for nothing against the user.
  await choose(keyOf('oud'));
  expect(await codes()).toEqual([]);
  expect(status()).toMatchObject({ pack: { id: 'oud' } });
  await choose(null);
  expect(await codes()).toEqual(['SRG-T002']);
});

test('what the client remembers is in force from the start', async () => {
  await open({ [URI]: keyOf('twee') });
  expect(await codes()).toEqual([]);
});

test('a pack that is no more is passed over', async () => {
  const status = await open({ [URI]: 'file:///weg/pack.json' });
  expect(await codes()).toEqual(['SRG-T002']);
  expect(status()).toMatchObject({ pack: { id: 'klein' } });
});
