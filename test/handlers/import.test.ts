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
  const all: ImportParameters = { schema: 'hoofd.xsd', texts: OPEN.files, answers: [], language: 'nl', ...parameters };
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
