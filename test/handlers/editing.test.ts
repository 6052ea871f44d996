import { expect, test } from 'vitest';
import type { TextEdit } from 'vscode-languageserver-protocol';
import { PULL } from '../support/clients/protocol-client.ts';
import { SessionClient } from '../support/clients/session-client.ts';
import { delivery, record } from '../support/delivery.ts';

const URI = 'file:///levering.srg.xml';

test.each([
  [1e8, 16],
  [-1, 0],
  [4, 4],
])('an indentation of %s spaces is one of %s', async (tabSize, spaces) => {
  const client = await new SessionClient().start(PULL);
  await client.open(URI, delivery([record()]));
  const options = { tabSize, insertSpaces: true };
  const edits = await client.ask<TextEdit[]>('formatting', URI, { options });
  expect(edits.map(({ newText }) => newText)).toContain(`\n${' '.repeat(spaces)}`);
  await client.stop();
});
