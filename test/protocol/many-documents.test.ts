import { afterAll, beforeAll, expect, test } from 'vitest';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { Turns } from '../support/clients/turns.ts';
import { delivery, record } from '../support/delivery.ts';
import { LONG } from '../support/property.ts';

const DOCUMENTS = LONG ? 200 : 40;
const RECORDS = LONG ? 1_000 : 300;
/** Of processor time, in milliseconds, before the server looks at what has come in. */
const LONGEST_TURN = 200;
const NOT_A_TYPE = '99';

const turns = new Turns();
let client: LspClient;
beforeAll(async () => {
  client = await new LspClient(turns.flags, turns.environment).start(PULL);
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  turns.end();
});

const uriOf = (i: number) => `file:///levering-${i}.srg.xml`;
const textOf = (i: number) =>
  delivery(
    Array.from({ length: RECORDS }, (_, j) => record({ nummer: `N-${i}-${j}`, ...(j === i && { type: NOT_A_TYPE }) })),
  );

test('of many documents that are opened at once each is judged, and none of them keeps the server busy', async () => {
  const all = Array.from({ length: DOCUMENTS }, (_, i) => i);
  await client.open(uriOf(0), textOf(0));
  await client.diagnostics(uriOf(0));
  await turns.longest(client);
  for (const i of all.slice(1)) await client.open(uriOf(i), textOf(i));
  const judged = all.map((i) => client.diagnostics(uriOf(i)));
  // An edit meanwhile, of the last: its findings are those of what it is then.
  const at = textOf(DOCUMENTS - 1)
    .split('\n')
    .findIndex((line) => line.includes(`>${NOT_A_TYPE}<`));
  const character =
    textOf(DOCUMENTS - 1)
      .split('\n')
      [at]!.indexOf(`>${NOT_A_TYPE}<`) + 1;
  const range = { start: { line: at, character }, end: { line: at, character: character + 2 } };
  await client.change(uriOf(DOCUMENTS - 1), 2, [{ range, text: '30' }]);
  const edited = await client.diagnostics(uriOf(DOCUMENTS - 1));
  const codes = (await Promise.all(judged)).slice(0, -1).map((found) => found.map(({ code }) => code));
  for (const found of codes) expect(found).toContain('SRG-T002');
  expect(edited.map(({ code }) => code)).not.toContain('SRG-T002');
  const longest = await turns.longest(client);
  if (LONG) console.info(`${longest} ms  ${DOCUMENTS} documents`);
  expect(longest).toBeLessThan(LONGEST_TURN);
});
