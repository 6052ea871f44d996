import { open, readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { joinUri } from '../engine/text/uri.ts';
import { decodeXml } from '../engine/workspace/decode-xml.ts';
import type { DeliveryFiles, FileEntry } from '../engine/workspace/delivery-files.ts';
import { filePathOf, fileUri } from './file-uri.ts';
import { LARGE_FROM } from './large-from.ts';
import { NODE_BYTES } from './node-bytes.ts';
import { xmlFilesIn } from './xml-files.ts';

/** So many folders are looked into: a workspace may be a whole disk. */
const MOST_FOLDERS = 5_000;

/** The files of this machine. */
export const nodeFiles: DeliveryFiles = {
  async list(folder, deep, limit, unreadable = () => undefined) {
    const found: FileEntry[] = [];
    const start = filePathOf(folder);
    if (start === undefined) return found;
    const options = { deep, mostFolders: MOST_FOLDERS, unreadable: (path: string) => unreadable(fileUri(path)) };
    for await (const { path, isLinked } of xmlFilesIn(start, options)) {
      const file = await entryAt(path);
      if (file) found.push(isLinked ? { ...file, isLinked } : file);
      if (found.length >= limit) break;
    }
    return found;
  },

  async entryOf(uri) {
    const path = filePathOf(uri);
    return path === undefined ? undefined : entryAt(path);
  },

  async exists(uri) {
    const path = filePathOf(uri);
    if (path === undefined) return undefined;
    return stat(path).then(
      () => true,
      (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' || error.code === 'ENOTDIR' ? false : undefined),
    );
  },

  async readStart(uri, bytes) {
    const file = await open(await fileHere(uri));
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(bytes), 0, bytes, 0);
      return decodeXml(buffer.subarray(0, bytesRead), NODE_BYTES).text;
    } finally {
      await file.close();
    }
  },

  async readInPages(uri) {
    const path = await fileHere(uri);
    if ((await stat(path)).size < LARGE_FROM) return undefined;
    const { FileBytes, textOf } = await import('./byte-sources.ts');
    const bytes = FileBytes.open(path);
    return textOf(bytes, () => bytes.close());
  },

  read: async (uri) => decodeXml(await readFile(await fileHere(uri))).text,

  decode: async (uri) => decodeXml(await readFile(await fileHere(uri))),

  resolve(path, folder) {
    const start = folder === undefined ? '.' : filePathOf(folder);
    return start === undefined ? joinUri(folder!, path) : fileUri(resolve(start, path));
  },
};

/**
 * The path of a file of this machine. What is none, such as a named pipe, is not opened: that might wait for ever.
 * @throws where there is no such file
 */
async function fileHere(uri: string): Promise<string> {
  const path = filePathOf(uri);
  if (path === undefined || !(await stat(path)).isFile()) throw new Error('no file of this machine');
  return path;
}

async function entryAt(path: string): Promise<FileEntry | undefined> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats?.isFile()) return undefined;
  return { uri: fileUri(path), size: stats.size, stamp: `${stats.size} ${stats.mtimeMs}` };
}
