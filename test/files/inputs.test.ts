import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { DamagedError, InputError, TooLarge } from '../../server/src/cli/files/input.ts';
import { expandInputs, whyUnread } from '../../server/src/cli/files/inputs.ts';
import { TextChanged } from '../../server/src/engine/text/paged-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'srg-inputs-'));
afterAll(() => rmSync(folder, { recursive: true }));

function failureOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing failed');
}

describe('why a file could not be read', () => {
  test.each<[error: unknown, why: string]>([
    [new TextChanged(), 'file.changed'],
    [new TooLarge(), 'file.tooLarge'],
    [failureOf(() => 'x'.repeat(2 ** 30)), 'file.tooLarge'],
    [new DamagedError(), 'file.damaged'],
    [failureOf(() => readFileSync(join(folder, 'weg.xml'))), 'file.unreadable'],
    [failureOf(() => readFileSync(folder)), 'file.unreadable'],
  ])('%s: %s', (error, why) => expect(whyUnread(error)).toBe(why));

  test('a bug is none of these', () => {
    const bug = new TypeError('x');
    expect(failureOf(() => whyUnread(bug))).toBe(bug);
  });
});

describe('an argument that gives no file', () => {
  mkdirSync(join(folder, 'leeg'));
  writeFileSync(join(folder, 'a (1).xml'), '');

  test.each([
    ['weg.xml', 'missing'],
    ['weg (1).xml', 'missing'],
    ['leeg', 'empty'],
    ['leeg/*.xml', 'noMatch'],
    ['weg/**', 'noMatch'],
    ['a (1).xml', undefined],
  ])('%s', async (name, reason) => {
    const [input] = await expandInputs([join(folder, name)]);
    expect(input instanceof InputError ? input.reason : undefined).toBe(reason);
  });
});
