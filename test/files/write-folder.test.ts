import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NotWritten, writeFolder } from '../../server/src/cli/files/written/write-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-map-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const FILES = new Map([
  ['pack.json', '{}'],
  ['xsd/diep/a.xsd', '<a/>'],
]);
/** A file, and another one in a folder of its name. */
const IMPOSSIBLE = new Map([...FILES, ['pack.json/b', '']]);

test('a new folder has all files, and those above it are made', async () => {
  await writeFolder(at('boven/pakket'), FILES);
  expect(readFileSync(at('boven/pakket/xsd/diep/a.xsd'), 'utf8')).toBe('<a/>');
  expect(readdirSync(at('boven/pakket')).sort()).toEqual(['pack.json', 'xsd']);
  expect(readdirSync(at('boven'))).toEqual(['pakket']);
});

test('a new folder of which a file cannot be written is not there, nor is anything beside it', async () => {
  const error = await writeFolder(at('pakket'), IMPOSSIBLE).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(NotWritten);
  expect(error).toMatchObject({ path: at('pakket/pack.json/b'), error: { code: expect.any(String) } });
  expect(readdirSync(folder)).toEqual([]);
});

test('in a folder that is there files are replaced, and others stay', async () => {
  mkdirSync(at('pakket'));
  writeFileSync(at('pakket/pack.json'), 'oud');
  writeFileSync(at('pakket/eigen.txt'), 'eigen');
  await writeFolder(at('pakket'), FILES);
  expect(readFileSync(at('pakket/pack.json'), 'utf8')).toBe('{}');
  expect(readdirSync(at('pakket')).sort()).toEqual(['eigen.txt', 'pack.json', 'xsd']);
});

test('in a folder that is there nothing is replaced where one file cannot be written', async () => {
  mkdirSync(at('pakket/xsd/diep/a.xsd'), { recursive: true });
  writeFileSync(at('pakket/pack.json'), 'oud');
  const error = await writeFolder(at('pakket'), FILES).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ path: at('pakket/xsd/diep/a.xsd'), error: { code: 'EISDIR' } });
  expect(readFileSync(at('pakket/pack.json'), 'utf8')).toBe('oud');
  expect(readdirSync(at('pakket')).sort()).toEqual(['pack.json', 'xsd']);
});

test('what a run that was killed has left is cleared away', async () => {
  // No system has a process of this number.
  mkdirSync(at('.pakket.4194304999.tmp'));
  writeFileSync(at('.pakket.4194304999.tmp/pack.json'), '{');
  await writeFolder(at('pakket'), FILES);
  expect(readdirSync(folder)).toEqual(['pakket']);
  expect(existsSync(at('pakket/pack.json'))).toBe(true);
});
