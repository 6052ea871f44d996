import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { filesInArchive } from '../../server/src/cli/files/archives/archive.ts';
import { withArchives } from '../../server/src/cli/files/archives/archive-files.ts';
import { isArchive } from '../../server/src/cli/files/binary.ts';
import { DamagedError, type Input, InputError } from '../../server/src/cli/files/input.ts';
import { expandInputs } from '../../server/src/cli/files/inputs.ts';
import { readArchive, readToEnd, startOf } from '../../server/src/cli/files/streams.ts';
import { fileUri } from '../../server/src/node/file-uri.ts';
import { LARGE_FROM } from '../../server/src/node/large-from.ts';
import { nodeFiles } from '../../server/src/node/node-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'srg-archive-'));
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

function write(name: string, bytes: Uint8Array): string {
  writeFileSync(at(name), bytes);
  return at(name);
}

const pack = (entries: Record<string, string>, level: 0 | 6 = 6) =>
  zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)])) as Zippable, {
    level,
  });

/** Each file, or why it can't be read, by the path in the archive. */
async function listed(path: string): Promise<string[]> {
  return (await filesInArchive(path)).map((input) => {
    const shown = input.path.replace(path, '');
    return input instanceof InputError ? `${shown} ${input.reason}` : shown;
  });
}

/** Sets a byte behind each signature of a part of an archive. */
function patched(zip: Uint8Array, signature: number, offset: number, value: number): Uint8Array {
  const bytes = Buffer.from(zip);
  for (let i = 0; i + 4 < bytes.length; i++) if (bytes.readUInt32LE(i) === signature) bytes[i + offset] = value;
  return bytes;
}

const [LOCAL, CENTRAL] = [0x04034b50, 0x02014b50];

describe('an archive', () => {
  test('gives its XML files, wherever they stand in it, and what they hold', async () => {
    const path = write(
      'a.zip',
      pack({
        'x.srg.xml': '<x/>',
        'diep/Y.XML': '<y/>',
        'lees.txt': '',
        'map/': '',
        '__MACOSX/._x.xml': '',
        '.git/z.xml': '',
      }),
    );
    expect(await listed(path)).toEqual(['/x.srg.xml', '/diep/Y.XML']);
    const inputs = (await filesInArchive(path)) as Input[];
    expect(await Promise.all(inputs.map(async ({ read }) => Buffer.from(await read()).toString()))).toEqual([
      '<x/>',
      '<y/>',
    ]);
    expect(inputs[1]).toMatchObject({ named: false, foundBy: [path], uri: fileUri(`${path}/diep/Y.XML`) });
  });

  test.each<[name: string, zip: Uint8Array, expected: string[]]>([
    ['one that is none', strToU8('PK'), [' noArchive']],
    ['one that is cut off', pack({ 'x.xml': '<x/>' }).subarray(0, 60), [' noArchive']],
    ['an empty one', pack({}), [' emptyArchive']],
    ['one without XML', pack({ 'lees.txt': '' }), [' emptyArchive']],
    ['one in it', pack({ 'b.zip': 'PK', 'x.xml': '<x/>' }), ['/b.zip nested', '/x.xml']],
    [
      'a name that leads out',
      pack({ '../x.xml': '', '/y.xml': '', 'c:/z.xml': '', 'a/../../q.xml': '' }),
      ['/../x.xml unsafeName', '//y.xml unsafeName', '/c:/z.xml unsafeName', '/a/../../q.xml unsafeName'],
    ],
    ['an encrypted file', patched(pack({ 'x.xml': '<x/>' }), CENTRAL, 8, 1), ['/x.xml encrypted']],
    ['another way of packing', patched(pack({ 'x.xml': '<x/>'.repeat(99) }), CENTRAL, 10, 9), ['/x.xml method']],
    ['a bomb', pack({ 'x.xml': ' '.repeat(12_000_000), 'y.xml': '<y/>' }), ['/x.xml bomb', '/y.xml']],
    [
      'very many files',
      pack(Object.fromEntries(Array.from({ length: 10_001 }, (_, n) => [`${n}.xml`, '']))),
      [' bomb'],
    ],
  ])('%s is told of', async (_name, zip, expected) => {
    expect(await listed(write('b.zip', zip))).toEqual(expected);
  });

  test('more than it says is not read', async () => {
    const path = write('c.zip', patched(pack({ 'x.xml': '<x/>'.repeat(1_000) }), CENTRAL, 24, 1));
    const [input] = (await filesInArchive(path)) as [Input];
    await expect(input.read()).rejects.toBeInstanceOf(DamagedError);
  });

  test('a file whose bytes are others is damaged', async () => {
    const zip = pack({ 'x.xml': '<x>goed</x>' }, 0);
    zip[Buffer.from(zip).indexOf('goed')] = 0x66;
    const [input] = (await filesInArchive(write('d.zip', zip))) as [Input];
    await expect(input.read()).rejects.toBeInstanceOf(DamagedError);
    const local = patched(pack({ 'x.xml': '<x/>' }), LOCAL, 0, 0);
    const [other] = (await filesInArchive(write('e.zip', local))) as [Input];
    await expect(other.read()).rejects.toBeInstanceOf(DamagedError);
  });

  test('that is not there, or is a folder, is told of', async () => {
    expect(await listed(at('weg.zip'))).toEqual([' unreadable']);
    expect(await listed(folder)).toEqual([' unreadable']);
  });
});

test('it is read as a folder where it is named or found, and refused where archives are not read', async () => {
  const path = write('f.zip', pack({ 'x.xml': '<x/>' }));
  const paths = async (arg: string, archives: boolean) =>
    (await expandInputs([arg], { archives })).map((input) => [
      input.path.replace(/^.*?f\.zip/, 'f.zip'),
      input instanceof InputError ? input.reason : 'read',
    ]);
  expect(await paths(path, true)).toEqual([['f.zip/x.xml', 'read']]);
  expect(await paths(`${folder}/f.*`, true)).toEqual([['f.zip/x.xml', 'read']]);
  expect(await paths(path, false)).toEqual([['f.zip', 'archive']]);
  expect(await paths(`${folder}/f.*`, false)).toEqual([['f.zip', 'archive']]);
});

describe('in a folder', () => {
  const inFolder = async (archives: boolean) =>
    (await expandInputs([at('map')], { archives })).map((input) => [
      input.path.replace(/^.*?map/, 'map'),
      input instanceof InputError ? input.reason : input.foundBy,
    ]);

  test('its files are those of the folder, and what is none of ours is passed over', async () => {
    mkdirSync(at('map/diep'), { recursive: true });
    write('map/diep/a.zip', pack({ 'x.srg.xml': '<x/>' }));
    write('map/b.zip', pack({ 'lees.txt': '' }));
    write('map/c.zip', strToU8('PK'));
    write('map/d.xml', strToU8('<x/>'));
    expect(await inFolder(true)).toEqual([
      ['map/c.zip', 'noArchive'],
      ['map/d.xml', [at('map')]],
      ['map/diep/a.zip/x.srg.xml', [at('map')]],
    ]);
    expect(await inFolder(false)).toEqual([['map/d.xml', [at('map')]]]);
  });
});

describe('on standard input', () => {
  const through = (bytes: Uint8Array, at: number) =>
    Readable.from([Buffer.from(bytes.subarray(0, at)), Buffer.from(bytes.subarray(at))]);

  test.each([1, 3, 4, 60])(
    'the start is seen, and nothing of it lost, where it comes %i bytes at first',
    async (first) => {
      const bytes = pack({ 'x.xml': '<x/>' });
      const { start, size, all } = await startOf(through(bytes, first));
      expect({ isArchive: isArchive(start), size }).toEqual({ isArchive: true, size: bytes.length });
      expect(Buffer.from(await readArchive(all)).equals(bytes)).toBe(true);
    },
  );

  test('what is large has not all come, and nothing of it is lost', async () => {
    const bytes = Buffer.alloc(LARGE_FROM + 3, 'levering');
    const { size, all } = await startOf(through(bytes, LARGE_FROM + 1));
    expect(size).toBe(LARGE_FROM + 1);
    expect((await readToEnd(all)).equals(bytes)).toBe(true);
  });

  test('what can’t be read on is told who reads all of it', async () => {
    async function* broken() {
      yield Buffer.from('<a');
      throw new Error('EIO');
    }
    const { size, all } = await startOf(broken());
    expect(size).toBe(2);
    await expect(readToEnd(all)).rejects.toThrow('EIO');
  });

  test('what ends at once is no archive', async () => {
    const { start, size, all } = await startOf(Readable.from([]));
    expect({ isArchive: isArchive(start), size }).toEqual({ isArchive: false, size: 0 });
    expect(await readToEnd(all)).toEqual(Buffer.alloc(0));
  });

  test('its files are read as those of one on the disk', async () => {
    const bytes = await readArchive(Readable.from([Buffer.from(pack({ 'x.xml': '<x/>', 'b.zip': 'PK' }))]));
    const found = await filesInArchive('-', { bytes, settingsUri: '' });
    expect(found.map(({ path }) => path)).toEqual(['-/x.xml', '-/b.zip']);
    const [input] = found as [Input];
    expect(Buffer.from(await input.read()).toString()).toBe('<x/>');
    expect(input.settingsUri).toBe('');
  });
});

test('its files are found beside each other, as those of a folder are', async () => {
  const path = write('g.zip', pack({ 'a.xml': '<a/>', 'diep/b.xml': '<b/>' }));
  const files = withArchives(nodeFiles, (await filesInArchive(path)) as Input[]);
  const entries = await files.list(fileUri(path), false, 10);
  expect(entries).toMatchObject([{ uri: fileUri(`${path}/a.xml`), size: 4 }]);
  const { uri } = entries[0]!;
  expect(await files.read(uri)).toBe('<a/>');
  expect(await files.readStart(uri, 2)).toBe('<a');
  expect(await files.entryOf(uri)).toEqual(entries[0]);
  expect((await files.decode(fileUri(`${path}/diep/b.xml`))).text).toBe('<b/>');
  expect(await files.entryOf(fileUri(path))).toMatchObject({ uri: fileUri(path) });
});
