import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileUri } from '../../server/src/node/file-uri.ts';
import { nodeFiles } from '../../server/src/node/node-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-bestanden-'));
});
afterEach(() => {
  execFileSync('rm', ['-rf', folder]);
});

test('what is no file is not opened: a named pipe would be waited for', async () => {
  const pipe = join(folder, 'pijp.sch');
  execFileSync('mkfifo', [pipe]);
  for (const uri of [fileUri(pipe), fileUri(folder)]) {
    await expect(nodeFiles.read(uri)).rejects.toThrow();
    await expect(nodeFiles.decode(uri)).rejects.toThrow();
    await expect(nodeFiles.readStart(uri, 10)).rejects.toThrow();
    expect(await nodeFiles.entryOf(uri)).toBeUndefined();
  }
});

test('a folder that can’t be read is told of, and the others are read', async () => {
  for (const name of ['a', 'b', 'c']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'x.xml'), '<x/>');
  }
  // Whoever runs the tests may be refused no folder; one whose path is too long nobody can read.
  const step = 'x'.repeat(200);
  execFileSync('sh', ['-c', `cd b; for n in $(seq 25); do mkdir ${step}; cd ${step} 2>/dev/null || exit 0; done`], {
    cwd: folder,
  });
  const unreadable: string[] = [];
  const found = await nodeFiles.list(fileUri(folder), true, 100, (one) => unreadable.push(one));
  expect(found.map(({ uri }) => uri)).toEqual([
    fileUri(join(folder, 'a', 'x.xml')),
    fileUri(join(folder, 'b', 'x.xml')),
    fileUri(join(folder, 'c', 'x.xml')),
  ]);
  expect(unreadable).toEqual([expect.stringContaining(`/b/${step}/`)]);
});

test('a folder that is not there is nothing to tell of', async () => {
  const unreadable: string[] = [];
  expect(await nodeFiles.list(fileUri(join(folder, 'weg')), true, 10, (one) => unreadable.push(one))).toEqual([]);
  expect(unreadable).toEqual([]);
});
