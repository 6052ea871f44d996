import { expect, test } from 'vitest';
import { guardWith } from '../../server/src/session/guard.ts';
import { PULL } from '../support/clients/protocol-client.ts';
import { SessionClient } from '../support/clients/session-client.ts';
import { BSN, delivery } from '../support/delivery.ts';

async function logged(error: unknown): Promise<string> {
  const lines: string[] = [];
  const guard = guardWith((text) => lines.push(text));
  const answer = await guard('hover', 'fallback', async () => {
    throw error;
  });
  expect(answer).toBe('fallback');
  return lines.join('\n');
}

test('a failure is logged by what failed, the name of the error and places in the code', async () => {
  const log = await logged(new TypeError('x is undefined'));
  expect(log).toMatch(/^hover: TypeError\n {4}at .*guard\.test\.ts/);
});

test.each([
  ['its text', new Error(`no record of ${BSN[0]}`)],
  ['a text of several lines', new Error(`<BSN>\n${BSN[0]}</BSN>`)],
  ['a line of it that looks like a place', new Error(`in\n    at ${BSN[0]} (x.ts:1:1)`)],
  ['what caused it', new Error('x', { cause: new Error(BSN[0]) })],
  ['what was thrown that is no error', `no record of ${BSN[0]}`],
  ['the name that it was given', Object.assign(new Error('x'), { name: BSN[0] })],
])('and not by %s', async (_what, error) => {
  expect(await logged(error)).not.toContain(BSN[0]);
});

test('of a failure deep in the code the first places are logged', async () => {
  const places = Array.from({ length: 20 }, (_, i) => `    at f${i} (x.ts:${i}:1)`);
  const deep = Object.assign(new Error('x'), { stack: ['Error: x', ...places].join('\n') });
  expect((await logged(deep)).split('\n')).toEqual(['hover: Error', ...places.slice(0, 8)]);
  expect(await logged(Object.assign(new Error('x'), { stack: undefined }))).toBe('hover: Error');
});

test('a failure that comes to several handlers is logged once', async () => {
  const lines: string[] = [];
  const guard = guardWith((text) => lines.push(text));
  const error = new Error('x');
  for (const what of ['hover', 'completion']) await guard(what, undefined, () => Promise.reject(error));
  await guard('hover', undefined, () => Promise.reject(new Error('x')));
  expect(lines.map((line) => line.split('\n')[0])).toEqual(['hover: Error', 'hover: Error']);
});

test('over the protocol, too', async () => {
  const uri = 'file:///levering.srg.xml';
  const today = () => {
    throw new Error(`what day is ${BSN[0]}?`);
  };
  const client = await new SessionClient({ today }).start(PULL);
  await client.open(uri, delivery());
  expect(await client.hover(uri, 0, 0)).toBeNull();
  expect(client.logged).toEqual([expect.stringMatching(/^hover: Error\n/)]);
  expect(client.logged.join()).not.toContain(BSN[0]);
  await client.stop();
});
