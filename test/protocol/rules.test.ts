import { expect, test } from 'vitest';
import { RULES } from '../../server/src/engine/rules/registry.ts';
import type { RuleFacts } from '../../server/src/protocol/rules.ts';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';

test('the rules, for a client to choose from, and nothing of how they work', async () => {
  const client = await new LspClient().start(PULL);
  const rules = await client.connection.sendRequest<RuleFacts[]>('srg/rules');
  expect(rules.map(({ code }) => code)).toEqual(RULES.map(({ code }) => code));
  expect(rules.at(-1)).toEqual({
    code: 'SRG-S001',
    name: 'onderdrukking',
    summary: 'een onderdrukking doet iets, en er staat bij waarom',
    severity: 'information',
    consequence: 'geen',
    provenance: [{ id: 'eigen' }],
  });
  const english = await client.connection.sendRequest<RuleFacts[]>('srg/rules', { language: 'en' });
  expect(english.at(-1)).toMatchObject({ code: 'SRG-S001', name: 'suppression' });
  expect(await client.stop()).toBe(0);
});
