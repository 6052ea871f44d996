import { ConfigurationRequest, type Connection } from 'vscode-languageserver';
import { filesExcluded } from '../../engine/text/file-patterns.ts';
import { pathFrom, uriKey } from '../../engine/text/uri.ts';
import type { DeliveryFiles, FileEntry } from '../../engine/workspace/delivery-files.ts';
import type { WorkspaceFolders } from './workspace-folders.ts';

/** So many XML files of a folder are looked at. */
export const MOST_FILES = 20_000;

/** The XML files of the workspace, each once, in the order of their folders and names. */
export interface WorkspaceFiles {
  readonly entries: readonly FileEntry[];
  /** A folder has more of them. */
  readonly capped: boolean;
  /** So many folders can't be read. */
  readonly unreadable: number;
}

/**
 * Lists the XML files of the workspace's folders, without those that the user's setting `files.exclude` hides.
 * @param asks the client answers when it is asked for settings
 */
export async function listWorkspace(
  connection: Connection,
  files: DeliveryFiles,
  folders: WorkspaceFolders,
  asks: boolean,
): Promise<WorkspaceFiles> {
  const found = new Map<string, FileEntry>();
  const unreadable = new Set<string>();
  let capped = false;
  for (const folder of folders.all) {
    const entries = await files.list(folder, true, MOST_FILES, (inside) => unreadable.add(uriKey(inside)));
    if (entries.length >= MOST_FILES) capped = true;
    const isHidden = filesExcluded(asks ? await hiddenIn(connection, folder) : []);
    for (const entry of entries) {
      if (!isHidden(pathFrom(folder, entry.uri))) found.set(uriKey(entry.uri), entry);
    }
  }
  return { entries: [...found.values()], capped, unreadable: unreadable.size };
}

/** The patterns of `files.exclude` that always count; others hang on neighbours of a file, which deliveries have not. */
async function hiddenIn(connection: Connection, folder: string): Promise<string[]> {
  const items = [{ scopeUri: folder, section: 'files.exclude' }];
  const [value] = await connection.sendRequest(ConfigurationRequest.type, { items }).catch((): unknown[] => []);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([pattern, isHidden]) => (isHidden === true ? [pattern] : []));
}
