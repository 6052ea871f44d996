import type { Connection } from 'vscode-languageserver';
import { type LoadOptions, loadPack, type Pack } from '../engine/packs/load-pack.ts';
import { folderOf, joinUri, parseUri, uriKey } from '../engine/text/uri.ts';
import type { DecodedText } from '../engine/workspace/decode-xml.ts';
import type { DeliveryFiles, FileEntry } from '../engine/workspace/delivery-files.ts';
import {
  DECODE_FILE,
  LIST_FILES,
  LIST_NAMES,
  type ListFilesParams,
  type ListNamesParams,
  READ_FILE,
  type ReadFileParams,
} from '../protocol/files.ts';

/** Loads a pack from a folder that only the client can reach. Rejects with PackError. */
export function loadPackThroughClient(
  connection: Connection,
  folder: string,
  name = folder,
  options: LoadOptions = {},
): Promise<Pack> {
  const at = (file: string) => joinUri(folder, file);
  const read = (file: string) => connection.sendRequest<string>(READ_FILE, { uri: at(file) } satisfies ReadFileParams);
  const list = (inside: string) =>
    connection.sendRequest<string[]>(LIST_NAMES, { folder: at(inside) } satisfies ListNamesParams);
  return loadPack(name, read, { ...options, uriOf: at, list });
}

/** In a folder that a file was named in. */
const MOST_BESIDE = 10_000;

/** The files of the workspace, where only the client can reach them. */
export function clientFiles(connection: Connection): DeliveryFiles {
  const list: DeliveryFiles['list'] = (folder, deep, limit, unreadable) => {
    const parameters: ListFilesParams = { folder, deep, limit };
    return connection.sendRequest<FileEntry[]>(LIST_FILES, parameters).catch(() => {
      unreadable?.(folder);
      return [];
    });
  };
  const read = async (parameters: ReadFileParams) => {
    const text = await connection.sendRequest<string | null>(READ_FILE, parameters);
    if (typeof text !== 'string') throw new Error('The client has no such file.');
    return text;
  };
  return {
    list,
    entryOf: async (uri) => {
      const folder = folderOf(uri);
      const beside = folder === undefined ? [] : await list(folder, false, MOST_BESIDE);
      return beside.find((entry) => uriKey(entry.uri) === uriKey(uri));
    },
    readStart: (uri, bytes) => read({ uri, bytes }),
    read: (uri) => read({ uri }),
    decode: (uri) => connection.sendRequest<DecodedText>(DECODE_FILE, { uri } satisfies ReadFileParams),
    resolve: (path, folder) => (folder === undefined ? path : joinUri(folder, path)),
  };
}

/** Each file where it can be reached: those of this machine by `near`, others by `far`. */
export function filesByScheme(near: DeliveryFiles, far: DeliveryFiles): DeliveryFiles {
  const at = (uri: string) => (parseUri(uri)?.scheme === 'file' ? near : far);
  return {
    list: (folder, ...more) => at(folder).list(folder, ...more),
    entryOf: (uri) => at(uri).entryOf(uri),
    exists: async (uri) => at(uri).exists?.(uri),
    readStart: (uri, bytes) => at(uri).readStart(uri, bytes),
    read: (uri) => at(uri).read(uri),
    decode: (uri) => at(uri).decode(uri),
    resolve: (path, folder) => at(folder ?? 'file:').resolve(path, folder),
  };
}
