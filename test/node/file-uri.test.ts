import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { filePathOf, fileUri } from '../../server/src/node/file-uri.ts';
import { nodeFiles } from '../../server/src/node/node-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'srg-uri-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['a.xml', 'a b.xml', '50%.xml', '50%25.xml', 'a(1)#?.xml', 'é.xml'])('%s there and back', async (name) => {
  const path = join(folder, name);
  writeFileSync(path, '<x/>');
  expect(filePathOf(fileUri(path))).toBe(path);
  expect((await nodeFiles.entryOf(fileUri(path)))?.uri).toBe(fileUri(path));
  expect(await nodeFiles.read(fileUri(path))).toBe('<x/>');
});

test.runIf(process.platform !== 'win32').each(['file://server/map', 'file:////server/map', 'vscode-vfs://github/a'])(
  '%s is no path here: it has no files, and the search goes on',
  async (uri) => {
    expect(filePathOf(uri)).toBeUndefined();
    expect(await nodeFiles.list(uri, true, 10)).toEqual([]);
    expect(await nodeFiles.entryOf(`${uri}/a.xml`)).toBeUndefined();
    await expect(nodeFiles.read(`${uri}/a.xml`)).rejects.toThrow();
    expect(nodeFiles.resolve('b.xml', uri)).toMatch(/\/map\/b\.xml$|\/a\/b\.xml$/);
  },
);
