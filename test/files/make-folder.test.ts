import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder } from '../../server/src/cli/files/written/make-folder.ts';

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'srg-folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('a folder is made with those above it, also by two at a time', async () => {
  const path = join(ownFolder(), 'a', 'b', 'c');
  await Promise.all([makeFolder(path), makeFolder(path)]);
  await makeFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
});

test('not where a file has its name', async () => {
  const file = join(ownFolder(), 'f');
  writeFileSync(file, '');
  await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(file, 'a'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

test.runIf(process.platform === 'linux')('nor where none can be', async () => {
  await expect(makeFolder('/proc/new/folder')).rejects.toMatchObject({ code: 'ENOENT' });
});
