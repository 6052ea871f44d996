import { afterEach, beforeEach, expect, test } from 'vitest';
import { IMPORT_REQUEST, type ImportAnswer, type ImportParameters } from '../../server/src/protocol/import.ts';
import { SessionClient } from '../support/clients/session-client.ts';
import { UNLIKE_SCHEMAS } from '../support/import/unlike-schemas.ts';

let client: SessionClient;
beforeEach(async () => {
  client = new SessionClient();
  await client.start({});
});
afterEach(() => client.stop());

const OPEN = UNLIKE_SCHEMAS['a second namespace, and a substitution group']!;

function ask(parameters: Partial<ImportParameters>): Promise<ImportAnswer> {
  const all: ImportParameters = {
    schema: 'hoofd.xsd',
    texts: OPEN.files,
    deliveries: [],
    answers: [],
    language: 'nl',
    ...parameters,
  };
  return client.connection.sendRequest(IMPORT_REQUEST, all);
}

async function imported(parameters: Partial<ImportParameters> = {}) {
  const answer = await ask(parameters);
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}

test('a schema gives the files of a pack, and what is to be asked', async () => {
  const { records, concepts, files } = await imported();
  expect(records).toEqual(OPEN.record);
  expect(concepts.filter(({ certainty }) => certainty === 'ask').map(({ concept }) => concept)).toEqual(OPEN.ask);
  expect(Object.keys(files).sort()).toEqual(
    ['codes.json', 'combinations.json', 'gegevens.xsd', 'gemeenten.json', 'hoofd.xsd', 'pack.json'].sort(),
  );
});

test('answers settle what is asked', async () => {
  const { concepts } = await imported({ answers: ['registratienummer=-'] });
  expect(concepts.some(({ certainty }) => certainty === 'ask')).toBe(false);
});

test('of each place there are values, where the schema declares it, and the rules that are off', async () => {
  const open = OPEN.sound.replace('Nummer>A1', 'Nummer>950204869');
  const { concepts, off } = await imported({ deliveries: [{ name: 'maart.xml', text: open }] });
  const [place] = concepts.find(({ concept }) => concept === 'registratienummer')!.places;
  expect(place!.examples[0]).toBe('*****4869');
  const { file, line } = place!.declared!;
  expect(OPEN.files[file]!.split('\n')[line]).toContain('name="Nummer"');
  expect(off.find(({ code }) => code === 'SRG-T004')).toMatchObject({ missing: [] });
  expect(off.find(({ code }) => code === 'SRG-I118')).toMatchObject({ missing: ['omschrijving'] });
});

test('without a schema one is drafted from a delivery', async () => {
  const delivery = UNLIKE_SCHEMAS['three levels with wrappers, and types in other files']!.sound;
  const { records, files } = await imported({
    schema: undefined,
    texts: {},
    deliveries: [{ name: 'maart.xml', text: delivery }],
  });
  expect(records).toEqual(['/SrgBericht/Body/Clienten/Client/Trajecten/Traject/Voorzieningen/Voorziening']);
  expect(files['maart.xsd']).toContain('Dit is niet de officiële XSD van CBS');
  expect(JSON.parse(files['pack.json']!).draftedFrom).toEqual(['maart.xml']);
  expect(await ask({ schema: undefined, texts: {}, deliveries: [{ name: 'x.xml', text: 'Hallo' }] })).toEqual({
    problem: 'x.xml: geen XML, of een andere root dan de leveringen ervoor.',
  });
  const note = '<note><line><to>CBS</to></line><line><to>x</to></line></note>';
  expect(await ask({ schema: undefined, texts: {}, deliveries: [{ name: 'x.xml', text: note }] })).toEqual({
    problem: expect.stringContaining('dit lijkt geen SRG-levering'),
  });
});

test('what is no schema of the SRG, or has a fault, is a problem in words', async () => {
  const xsd =
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a" type="xs:string"/></xs:schema>';
  expect(await ask({ texts: { 'hoofd.xsd': xsd } })).toEqual({
    problem: expect.stringContaining('geen schema van een SRG-levering'),
  });
  expect(await ask({ texts: { 'hoofd.xsd': OPEN.files['hoofd.xsd']! } })).toEqual({
    problem: expect.stringContaining('‘gegevens.xsd’ is niet te vinden'),
  });
});
