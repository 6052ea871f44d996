import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DeliveryIndex } from '../../server/src/engine/workspace/delivery-index.ts';
import { fileUri } from '../../server/src/node/file-uri.ts';
import { nodeFiles } from '../../server/src/node/node-files.ts';
import { delivery, packs } from '../support/delivery.ts';

let root: string;
const write = (name: string, text = '<x/>') => {
  mkdirSync(join(root, name, '..'), { recursive: true });
  writeFileSync(join(root, name), text);
};
const link = (from: string, to: string) => symlinkSync(join(root, to), join(root, from), 'junction');
const list = async (deep: boolean, limit = 100) => {
  const start = `${fileUri(join(root, 'werkmap'))}/`;
  return (await nodeFiles.list(start, deep, limit)).map(({ uri }) => uri.slice(start.length));
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'srg-xml-'));
  write('werkmap/b.xml');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('names in capitals count, hidden folders and node_modules do not', async () => {
  write('werkmap/A.XML');
  write('werkmap/c.Xml');
  write('werkmap/d.txt');
  write('werkmap/sub/e.xml');
  write('werkmap/.git/f.xml');
  write('werkmap/node_modules/g.xml');
  expect(await list(false)).toEqual(['A.XML', 'b.xml', 'c.Xml']);
  expect(await list(true)).toEqual(['A.XML', 'b.xml', 'c.Xml', 'sub/e.xml']);
  expect(await list(true, 2)).toEqual(['A.XML', 'b.xml']);
});

test('linked folders are looked into, each once, and circles end', async () => {
  write('elders/c.xml');
  write('werkmap/zelf/d.xml');
  link('werkmap/a', 'elders');
  link('werkmap/nog eens', 'elders');
  link('werkmap/aan zichzelf', 'werkmap/zelf');
  link('werkmap/zelf/rond', 'werkmap');
  link('elders/terug', 'werkmap');
  expect(await list(true)).toEqual(['b.xml', 'zelf/d.xml', 'a/c.xml']);
  expect(await list(false)).toEqual(['b.xml']);
});

test('what stands behind a link is looked up each time: no watcher tells of it', async () => {
  write('elders/januari.xml', delivery([], { verslagmaand: '2025-01' }));
  link('werkmap/archief', 'elders');
  const index = new DeliveryIndex(
    nodeFiles,
    () => [],
    () => {},
  );
  index.isWatched = true;
  const places = { deep: [fileUri(join(root, 'werkmap'))], shallow: [] };
  const months = async () => (await index.closed(places, packs)).map(({ identity }) => identity.verslagmaand);
  expect(await months()).toHaveLength(1);
  write('elders/februari.xml', delivery([], { verslagmaand: '2025-02' }));
  expect(await months()).toHaveLength(2);
});
