import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AnonymisedAnswer, GeneratedAnswer } from '../../server/src/protocol/made-deliveries.ts';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { analyse, BSN, delivery, record } from '../support/delivery.ts';

const URI = 'file:///levering.srg.xml';

let client: LspClient;
beforeEach(async () => {
  client = await new LspClient().start(PULL);
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.logged).toEqual([]);
});

describe('srg/anonymise', () => {
  const anonymise = (text: string): Promise<AnonymisedAnswer | null> => {
    client.open(URI, text);
    return client.connection.sendRequest('srg/anonymise', { textDocument: { uri: URI } });
  };

  test('gives the open document without the people in it, to be saved in UTF-8', async () => {
    const text = `<?xml version="1.0" encoding="UTF-16"?>\n${delivery([record({ type: '11', arbeidsvermogen: '20' })])}`;
    const answer = await anonymise(text);
    if (!answer || 'problem' in answer) throw new Error(answer?.problem);
    expect(answer.text).not.toContain(BSN[0]);
    expect(answer.text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/);
    expect(answer.isSame).toBe(true);
    expect(answer.told).toMatch(/^Anoniem gemaakt, met dezelfde meldingen als het origineel \(\d\)\. Gemeente, /);
  });

  test.each<[text: string, expected: object]>([
    ['<SRG xmlns="urn:nieuw"/>', { problem: expect.stringContaining('schemapakket') }],
    ['<html/>', { problem: 'Dit is geen SRG-levering.' }],
  ])('makes nothing of %s', async (text, expected) => {
    const answer = await anonymise(text);
    expect(answer).toEqual(expected);
  });
});

describe('srg/generate', () => {
  const generate = (more: object = {}): Promise<GeneratedAnswer | null> =>
    client.connection.sendRequest('srg/generate', { records: 20, month: '2025-04', faults: [], seed: 3, ...more });
  const codesIn = (answer: GeneratedAnswer | null) => {
    if (!answer || 'problem' in answer) throw new Error(answer?.problem);
    return [...analyse(answer.text).findings()].map(({ code }) => code).sort();
  };

  test('gives a delivery with every finding that can be chosen', async () => {
    const faults = await client.connection.sendRequest<string[]>('srg/faults');
    expect(faults.length).toBeGreaterThan(15);
    expect(codesIn(await generate())).toEqual([]);
    expect(codesIn(await generate({ faults, records: 60 }))).toEqual([...faults].sort());
  });

  test('in the format and of the gemeente of a delivery that is open', async () => {
    client.open(URI, delivery([record()], { gemeente: '0518' }));
    const answer = await generate({ textDocument: { uri: URI } });
    expect(answer).toEqual({ text: expect.stringContaining('<Gemeentecode>0518<') });
  });

  test.each([
    [{ month: 'maart' }, '‘maart’ is geen maand zoals 2025-03.'],
    [{ records: 10_001 }, 'Meer dan 10000 records maakt de opdrachtregel: srg generate.'],
    [{ records: 1, faults: ['SRG-I101', 'SRG-I102'] }, 'Deze levering kan niet worden gemaakt: 2.'],
  ])('says why there is none: %j', async (more, problem) => {
    expect(await generate(more)).toEqual({ problem });
  });
});
