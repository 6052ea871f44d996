import { expect, test } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import type { DeliveryFiles, FileEntry } from '../../server/src/engine/workspace/delivery-files.ts';
import { clientFiles, filesByScheme } from '../../server/src/session/client-files.ts';

const FOLDER = 'vscode-vfs://github/gemeente/leveringen';
const entry = (name: string): FileEntry => ({ uri: `${FOLDER}/${name}`, size: 10, stamp: '1' });
const LISTED = [entry('februari%202025.srg.xml'), entry('maart.srg.xml')];

/** Files through a client that answers so, and what it was asked. */
function filesOf(answer: (method: string, parameters: unknown) => unknown) {
  const asked: unknown[] = [];
  const sendRequest = async (method: string, parameters: object) => {
    asked.push({ method, ...parameters });
    return answer(method, parameters);
  };
  return { files: clientFiles({ sendRequest } as unknown as Connection), asked };
}

test('a file is known by what stands beside it, however its address is written', async () => {
  const { files, asked } = filesOf(() => LISTED);
  expect(await files.entryOf(`${FOLDER}/maart.srg.xml`)).toBe(LISTED[1]);
  expect(await files.entryOf(`${FOLDER}/februari 2025.srg.xml`)).toBe(LISTED[0]);
  expect(await files.entryOf(`${FOLDER}/april.srg.xml`)).toBeUndefined();
  expect(asked[0]).toMatchObject({ method: 'srg/listFiles', folder: FOLDER, deep: false });
});

test('what stands in no folder is not asked for', async () => {
  const { files, asked } = filesOf(() => LISTED);
  expect(await files.entryOf('untitled:Untitled-1')).toBeUndefined();
  expect(asked).toEqual([]);
});

test('a folder that the client can’t read is empty, and told of', async () => {
  const { files } = filesOf(() => {
    throw new Error('nee');
  });
  const unreadable: string[] = [];
  expect(await files.list(FOLDER, true, 5, (folder) => unreadable.push(folder))).toEqual([]);
  expect(await files.list(FOLDER, true, 5)).toEqual([]);
  expect(unreadable).toEqual([FOLDER]);
});

test('a file is read whole or from its start; one that the client doesn’t have is none', async () => {
  const { files, asked } = filesOf((_method, parameters) => ('bytes' in (parameters as object) ? '<S' : '<SRG/>'));
  expect(await files.read(`${FOLDER}/a`)).toBe('<SRG/>');
  expect(await files.readStart(`${FOLDER}/a`, 2)).toBe('<S');
  expect(asked).toEqual([
    { method: 'srg/readFile', uri: `${FOLDER}/a` },
    { method: 'srg/readFile', uri: `${FOLDER}/a`, bytes: 2 },
  ]);
  await expect(filesOf(() => null).files.read(`${FOLDER}/a`)).rejects.toThrow();
});

test.each([
  ['vorige.srg.xml', FOLDER, `${FOLDER}/vorige.srg.xml`],
  ['vscode-vfs://github/x.srg.xml', undefined, 'vscode-vfs://github/x.srg.xml'],
])('the path %s in %s is %s', (path, folder, uri) => {
  expect(filesOf(() => null).files.resolve(path, folder)).toBe(uri);
});

test('files of this machine are read on it, all others through the client', async () => {
  const named = (name: string) =>
    ({
      list: async () => [{ ...LISTED[0]!, uri: name }],
      entryOf: async () => ({ ...LISTED[0]!, uri: name }),
      readStart: async () => name,
      read: async () => name,
      decode: async () => ({ text: name }),
      resolve: () => name,
    }) as unknown as DeliveryFiles;
  const files = filesByScheme({ ...named('hier'), exists: async () => true }, named('ver'));
  for (const [uri, where] of [
    ['file:///w/a.srg.xml', 'hier'],
    [`${FOLDER}/a.srg.xml`, 'ver'],
    ['geen adres', 'ver'],
  ] as const) {
    expect((await files.list(uri, false, 1))[0]!.uri).toBe(where);
    expect((await files.entryOf(uri))!.uri).toBe(where);
    expect(await files.exists!(uri)).toBe(where === 'hier' ? true : undefined);
    expect(await files.readStart(uri, 1)).toBe(where);
    expect(await files.read(uri)).toBe(where);
    expect((await files.decode(uri)).text).toBe(where);
    expect(files.resolve('a', uri)).toBe(where);
  }
  expect(files.resolve('/w/a.srg.xml', undefined)).toBe('hier');
});
