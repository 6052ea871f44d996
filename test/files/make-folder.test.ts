import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeFolder } from '../../server/src/cli/files/written/make-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'srg-folder-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('those above it are made as well, and one that is there stays', async () => {
  const path = join(folder, 'een/twee/drie');
  await makeFolder(path);
  writeFileSync(join(path, 'a'), '');
  await makeFolder(path);
  await makeFolder(`${path}/`);
  expect(statSync(join(path, 'a')).isFile()).toBe(true);
});

test('what stands where a file is says so', async () => {
  writeFileSync(join(folder, 'bestand'), '');
  await expect(makeFolder(join(folder, 'bestand'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(folder, 'bestand/map'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

// A folder in which nobody makes one: the system says that it isn't there.
test.runIf(existsSync('/proc/self'))('where nobody makes one it ends', async () => {
  await expect(makeFolder('/proc/nergens/map')).rejects.toMatchObject({ code: 'ENOENT' });
});
