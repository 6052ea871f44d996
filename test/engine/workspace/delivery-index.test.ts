import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMonth } from '../../../server/src/engine/delivery/values/notation.ts';
import { isIn } from '../../../server/src/engine/text/uri.ts';
import type { DeliveryFiles, FileEntry } from '../../../server/src/engine/workspace/delivery-files.ts';
import {
  DeliveryIndex,
  type OpenText,
  type Places,
  type Wanted,
} from '../../../server/src/engine/workspace/delivery-index.ts';
import { PreviousDeliveries } from '../../../server/src/engine/workspace/previous-deliveries.ts';
import { BSN, delivery, packs, record } from '../../support/delivery.ts';
import { holdsAsync } from '../../support/property.ts';

/** Files in memory, and what was read of them. */
class Files implements DeliveryFiles {
  readonly identities: string[] = [];
  listed = 0;
  constructor(readonly texts: Record<string, string>) {}

  async list(folder: string, deep: boolean, limit: number): Promise<FileEntry[]> {
    this.listed++;
    const own = Object.keys(this.texts).filter((uri) => isIn(uri, folder));
    const found = deep ? own : own.filter((uri) => !uri.slice(folder.length + 1).includes('/'));
    return Promise.all(found.slice(0, limit).map(async (uri) => (await this.entryOf(uri))!));
  }
  async entryOf(uri: string) {
    const text = this.texts[uri];
    return text === undefined ? undefined : { uri, size: sizes.get(uri) ?? text.length, stamp: text };
  }
  async readStart(uri: string, bytes: number) {
    this.identities.push(uri);
    return this.texts[uri]!.slice(0, bytes);
  }
  async decode(uri: string) {
    return { text: await this.read(uri), problem: undefined };
  }

  async read(uri: string) {
    const text = this.texts[uri];
    if (text === undefined) throw new Error('absent');
    return text;
  }
  resolve = (path: string) => path;
}

const sizes = new Map<string, number>();
const FEBRUARY = delivery([record({ bsn: BSN[0] })], { verslagmaand: '2025-02' });
const WANTED: Wanted = {
  uri: 'file:///w/maart.xml',
  gemeentecode: '0363',
  berichtgevercode: '0363',
  verslagmaand: parseMonth('2025-03', 'jjjj-mm'),
};
const NOWHERE: Places = { deep: [], shallow: [] };
const WORKSPACE: Places = { deep: ['file:///w'], shallow: [] };

describe('the file of the month before', () => {
  test.each<[name: string, texts: Record<string, string>, found: string | undefined, places?: Places]>([
    ['in the folder of the delivery', { 'file:///w/a.xml': FEBRUARY }, 'file:///w/a.xml'],
    ['whatever its name', { 'file:///w/2024-12 oud.XML': FEBRUARY }, 'file:///w/2024-12 oud.XML'],
    ['not in the folders below', { 'file:///w/x/a.xml': FEBRUARY }, undefined],
    ['but so in a workspace', { 'file:///w/x/y/a.xml': FEBRUARY }, 'file:///w/x/y/a.xml', WORKSPACE],
    ['not in the folders beside', { 'file:///v/a.xml': FEBRUARY }, undefined, WORKSPACE],
    [
      'not of another berichtgever',
      { 'file:///w/a.xml': FEBRUARY.replace('<Berichtgevercode>0363', '<Berichtgevercode>0344') },
      undefined,
    ],
    ['not of another month', { 'file:///w/a.xml': FEBRUARY.replace('>02<', '>01<') }, undefined],
    ['not of the same month', { 'file:///w/a.xml': FEBRUARY.replace('>02<', '>03<') }, undefined],
    ['not itself', { 'file:///w/maart.xml': FEBRUARY }, undefined],
    ['not another XML language', { 'file:///w/a.xml': FEBRUARY.replace('urn:srg', 'urn:x') }, undefined],
    [
      'not of another gemeente',
      { 'file:///w/a.xml': FEBRUARY.replace('<Gemeentecode>0363', '<Gemeentecode>0344') },
      undefined,
    ],
    [
      'of several the last by name, in whatever order a disk lists them',
      { 'file:///w/c.xml': '<x/>', 'file:///w/b.xml': FEBRUARY, 'file:///w/a.xml': FEBRUARY },
      'file:///w/b.xml',
    ],
    ['the other way round, too', { 'file:///w/a.xml': FEBRUARY, 'file:///w/b.xml': FEBRUARY }, 'file:///w/b.xml'],
    [
      'with records that go on behind the head',
      { 'file:///w/a.xml': FEBRUARY.replace('</Voorzieningen>', `${' '.repeat(100_000)}</Voorzieningen>`) },
      'file:///w/a.xml',
    ],
  ])('%s', async (_name, texts, found, places = NOWHERE) => {
    const index = new DeliveryIndex(
      new Files(texts),
      () => [],
      () => undefined,
    );
    expect((await index.find(WANTED, places, packs))?.uri).toBe(found);
  });

  test('none without a berichtgevercode or a month', async () => {
    const index = new DeliveryIndex(
      new Files({ 'file:///w/a.xml': FEBRUARY }),
      () => [],
      () => undefined,
    );
    expect(await index.find({ ...WANTED, berichtgevercode: undefined }, NOWHERE, packs)).toBeUndefined();
    expect(await index.find({ ...WANTED, verslagmaand: undefined }, NOWHERE, packs)).toBeUndefined();
  });

  test('not one that is too large', async () => {
    sizes.set('file:///w/groot.xml', 61 * 1024 * 1024);
    const index = new DeliveryIndex(
      new Files({ 'file:///w/groot.xml': FEBRUARY }),
      () => [],
      () => undefined,
    );
    expect(await index.find(WANTED, NOWHERE, packs)).toBeUndefined();
  });

  test('of a folder with very many files so many are looked at, and that is told', async () => {
    const texts = Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`file:///w/${i}.xml`, '<x/>']));
    const told: [string, number][] = [];
    const index = new DeliveryIndex(
      new Files(texts),
      () => [],
      (...capped) => told.push(capped),
    );
    expect(await index.find(WANTED, NOWHERE, packs)).toBeUndefined();
    expect(told).toEqual([['file:///w', 2_000]]);
  });
});

describe('what is open in an editor counts instead of what is on disk', () => {
  const open = (uri: string, text: string): OpenText => ({
    uri,
    stamp: 'open 1',
    text: (length) => text.slice(0, length),
  });

  test.each<[name: string, disk: string, editor: string, uri: string, found: string | undefined]>([
    ['another month', FEBRUARY, FEBRUARY.replace('>02<', '>01<'), 'file:///w/a.xml', undefined],
    ['the right month', '<x/>', FEBRUARY, 'file:///w/a.xml', 'file:///w/a.xml'],
    ['by another spelling of its address', FEBRUARY, '<x/>', 'file:///w/%61.xml', undefined],
    ['in no folder that is looked through', '<x/>', FEBRUARY, 'untitled:nieuw', 'untitled:nieuw'],
  ])('%s', async (_name, disk, editor, uri, found) => {
    const index = new DeliveryIndex(
      new Files({ 'file:///w/a.xml': disk }),
      () => [open(uri, editor)],
      () => undefined,
    );
    expect((await index.find(WANTED, NOWHERE, packs))?.uri).toBe(found);
  });
});

test('a folder that can’t be listed hides nothing of the others, is told of, and tried again', async () => {
  const files = new Files({ 'file:///w/a.xml': FEBRUARY });
  let isThere = false;
  const some: DeliveryFiles = Object.assign(Object.create(files), {
    list: async (folder: string, deep: boolean, limit: number) => {
      if (folder === 'file://server/share' && !isThere) throw new TypeError('no path here');
      return files.list(folder, deep, limit);
    },
  });
  const unreadable: string[] = [];
  const index = new DeliveryIndex(
    some,
    () => [],
    () => undefined,
    (folder) => unreadable.push(folder),
  );
  const places = { deep: ['file://server/share', 'file:///w'], shallow: [] };
  expect((await index.find(WANTED, places, packs))?.uri).toBe('file:///w/a.xml');
  expect(unreadable).toEqual(['file://server/share']);
  isThere = true;
  expect((await index.find(WANTED, places, packs))?.uri).toBe('file:///w/a.xml');
  expect(unreadable).toHaveLength(1);
});

test('a text that is in no folder asks for the listing of none', async () => {
  const files = new Files({});
  const index = new DeliveryIndex(
    files,
    () => [],
    () => undefined,
  );
  await index.find({ ...WANTED, uri: 'untitled:Untitled-1' }, NOWHERE, packs);
  expect(files.listed).toBe(0);
});

test('a file that another program has to itself for a moment is found when it has not', async () => {
  const files = new Files({ 'file:///w/a.xml': FEBRUARY });
  const taken = new Set(['readStart', 'read']);
  const held: DeliveryFiles = {
    list: (folder, deep, limit) => files.list(folder, deep, limit),
    entryOf: (uri) => files.entryOf(uri),
    readStart: async (uri, bytes) =>
      taken.delete('readStart') ? Promise.reject(new Error()) : files.readStart(uri, bytes),
    read: async (uri) => (taken.delete('read') ? Promise.reject(new Error()) : files.read(uri)),
    decode: (uri) => files.decode(uri),
    resolve: files.resolve,
  };
  const index = new DeliveryIndex(
    held,
    () => [],
    () => undefined,
  );
  const deliveries = new PreviousDeliveries(held, index, () => undefined);
  const search = { packs, places: NOWHERE, named: [] };
  expect(await deliveries.of(WANTED, search)).toBeUndefined();
  expect(taken).toEqual(new Set(['read']));
  expect(await deliveries.of(WANTED, search)).toBeUndefined();
  expect(taken).toEqual(new Set());
  expect((await deliveries.of(WANTED, search))?.files[0]?.uri).toBe('file:///w/a.xml');
});

test('heads are read once, and again for a file that has changed', async () => {
  const files = new Files({ 'file:///w/a.xml': FEBRUARY, 'file:///w/b.xml': '<x/>' });
  const index = new DeliveryIndex(
    files,
    () => [],
    () => undefined,
  );
  index.isWatched = true;
  await index.find(WANTED, NOWHERE, packs);
  await index.find(WANTED, NOWHERE, packs);
  expect(files).toMatchObject({ listed: 1, identities: ['file:///w/a.xml', 'file:///w/b.xml'] });
  files.texts['file:///w/b.xml'] = FEBRUARY;
  index.listingsChanged();
  expect((await index.find(WANTED, NOWHERE, packs))?.uri).toBe('file:///w/b.xml');
  expect(files).toMatchObject({ listed: 2, identities: ['file:///w/a.xml', 'file:///w/b.xml', 'file:///w/b.xml'] });
});

describe('deliveries of the month before', () => {
  const search = { packs, places: NOWHERE, named: [] };
  const deliveriesOf = (files: Files) =>
    new PreviousDeliveries(
      files,
      new DeliveryIndex(
        files,
        () => [],
        () => undefined,
      ),
      () => undefined,
    );

  test('are the same object until the file changes, and keep no text', async () => {
    const files = new Files({ 'file:///w/a.xml': FEBRUARY });
    const deliveries = deliveriesOf(files);
    const first = (await deliveries.of(WANTED, search))!;
    expect(first).toMatchObject({
      files: [{ uri: 'file:///w/a.xml' }],
      verslagmaand: parseMonth('2025-02', 'jjjj-mm'),
    });
    expect(first.running).toHaveLength(1);
    expect(await deliveries.of(WANTED, search)).toBe(first);
    const { from, to, file } = first.running[0]!;
    expect(file.textOf(from, to)).toBeUndefined();
    expect(await deliveries.withText(first, () => file.textOf(from, to))).toBe(FEBRUARY.slice(from, to));
    expect(file.textOf(from, to)).toBeUndefined();
    files.texts['file:///w/a.xml'] = `${FEBRUARY}<!-- -->`;
    expect(await deliveries.of(WANTED, search)).not.toBe(first);
  });

  test('may be named, of whatever month', async () => {
    const files = new Files({ 'file:///v/x.xml': FEBRUARY.replace('>2025<', '>2024<') });
    const named = await deliveriesOf(files).of(WANTED, { ...search, named: ['file:///v/x.xml'] });
    expect(named?.verslagmaand).toBe(parseMonth('2024-02', 'jjjj-mm'));
    expect(await deliveriesOf(files).of(WANTED, { ...search, named: ['file:///v/y.xml'] })).toBeUndefined();
  });

  test('may be several, of former gemeenten, which count together', async () => {
    const other = FEBRUARY.replace(BSN[0], BSN[1]).replace('<Gemeentecode>0363<', '<Gemeentecode>0855<');
    const texts = {
      'file:///v/x.xml': FEBRUARY,
      'file:///v/y.xml': other,
      'file:///v/z.xml': FEBRUARY.replace('>02<', '>01<'),
    };
    const files = new Files(texts);
    const deliveries = deliveriesOf(files);
    const named = Object.keys(texts);
    const delivery = (await deliveries.of(WANTED, { ...search, named }))!;
    expect(delivery.running.map(({ bsn, index, file: { uri } }) => [bsn, index, uri])).toEqual([
      [BSN[0], 0, 'file:///v/x.xml'],
      [BSN[1], 1, 'file:///v/y.xml'],
    ]);
    expect(delivery.files.map(({ gemeentecode }) => gemeentecode)).toEqual(['0363', '0855']);
    expect(delivery.ofOtherMonth.map(({ uri }) => uri)).toEqual(['file:///v/z.xml']);
    // One that is named twice counts once, and what has not changed is the same object.
    expect(await deliveries.of(WANTED, { ...search, named: [...named, named[0]!] })).toBe(delivery);
    const copied = () => delivery.running.map(({ file, from, to }) => file.textOf(from, to));
    expect(await deliveries.withText(delivery, copied)).toEqual(
      [FEBRUARY, other].map((text) => /<Voorziening>.*<\/Voorziening>/s.exec(text)![0]),
    );
    files.texts['file:///v/y.xml'] = FEBRUARY;
    expect(await deliveries.of(WANTED, { ...search, named })).not.toBe(delivery);
  });
});

describe('while somebody tells of changes', () => {
  const NAMES = ['a', 'b', 'c', 'maart'].map((name) => `file:///w/${name}.xml`);
  const TEXTS = ['02', '01', '03'].map((month) => FEBRUARY.replace('>02<', `>${month}<`)).concat('<x/>');
  const name = fc.constantFrom(...NAMES);
  const text = fc.constantFrom(...TEXTS);
  const step = fc.oneof(
    fc.record({ what: fc.constant('write' as const), name, text }),
    fc.record({ what: fc.constant('remove' as const), name }),
    fc.record({ what: fc.constant('open' as const), name, text }),
    fc.record({ what: fc.constant('close' as const), name }),
    fc.record({ what: fc.constant('find' as const), places: fc.constantFrom(NOWHERE, WORKSPACE) }),
  );

  test('what is found is what a new search would find', async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const files = new Files({});
      const open = new Map<string, OpenText>();
      const indexOf = () =>
        new DeliveryIndex(
          files,
          () => [...open.values()],
          () => undefined,
        );
      const index = indexOf();
      index.isWatched = true;
      for (const one of [...steps, { what: 'find', places: NOWHERE } as const]) {
        if (one.what === 'find') {
          const anew = await indexOf().find(WANTED, one.places, packs);
          expect((await index.find(WANTED, one.places, packs))?.uri).toBe(anew?.uri);
        } else if (one.what === 'open') {
          open.set(one.name, { uri: one.name, stamp: `open ${one.text}`, text: () => one.text });
        } else if (one.what === 'close') open.delete(one.name);
        else {
          if (one.what === 'write') files.texts[one.name] = one.text;
          else delete files.texts[one.name];
          index.changed(one.name);
          index.listingsChanged();
        }
      }
    });
    await holdsAsync(property, 12_000);
  });

  test('a folder is gone through once, however many months before are looked for in it', async () => {
    let looked = 0;
    class CountedFiles extends Files {
      override async entryOf(uri: string) {
        const entry = await super.entryOf(uri);
        return entry && Object.defineProperty({ ...entry }, 'stamp', { get: () => `${++looked && entry.stamp}` });
      }
    }
    const texts = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`file:///w/${i}.xml`, FEBRUARY]));
    const index = new DeliveryIndex(
      new CountedFiles(texts),
      () => [],
      () => undefined,
    );
    index.isWatched = true;
    const find = (n: number) => index.find({ ...WANTED, uri: `file:///w/maart-${n}.xml` }, NOWHERE, packs);
    await find(0);
    const once = looked;
    for (let n = 1; n < 100; n++) expect((await find(n))?.uri).toBe('file:///w/99.xml');
    expect(looked).toBe(once);
  });
});
