import type { Connection } from 'vscode-languageserver';
import { loadPack, type Pack } from '../packs/load-pack.ts';
import { READ_FILE, type ReadFileParams } from '../srg-protocol.ts';

/** Loads a pack from a folder that only the client can reach. Rejects with PackError. */
export function loadPackThroughClient(connection: Connection, folder: string, name = folder): Promise<Pack> {
  return loadPack(name, (file) => {
    const parameters: ReadFileParams = { uri: joinUri(folder, file) };
    return connection.sendRequest<string>(READ_FILE, parameters);
  });
}

/** The text of a file that only the client can reach; it decodes it. Rejects where the client refuses. */
export async function readTextThroughClient(connection: Connection, uri: string): Promise<{ readonly text: string }> {
  const parameters: ReadFileParams = { uri };
  return { text: await connection.sendRequest<string>(READ_FILE, parameters) };
}

/**
 * The address of what a path leads to from a folder; a path that is an address itself stays as it is.
 * @param folder a URI
 * @param path relative, in any characters
 */
export function joinUri(folder: string, path: string): string {
  if (/^[a-z][\w+.-]+:\//i.test(path)) return path;
  const steps = path.split(/[\\/]/).filter((step) => step !== '' && step !== '.');
  return [folder.replace(/\/$/, ''), ...steps.map(encodeURIComponent)].join('/');
}
