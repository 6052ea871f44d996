import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file whose name ends in `.xml`, in capitals or not, or in what was asked for. */
export interface XmlFile {
  readonly path: string;
  /** It stands behind a link: watchers of the folder don't tell of it. */
  readonly isLinked: boolean;
}

interface Folder {
  readonly path: string;
  /** What is left of its path when links are followed. */
  readonly real: string;
  readonly isLinked: boolean;
}

export interface XmlFilesOptions {
  /** The folders in it as well, but not those whose names begin with a dot, nor `node_modules`. */
  readonly deep: boolean;
  /** What the names of the files end in; `.xml` where it is not given. */
  readonly endings?: RegExp;
  /** So many folders are looked into. */
  readonly mostFolders?: number;
  /** Told of each folder that is there and can't be read. */
  unreadable?(folder: string): void;
}

/**
 * The XML files of a folder, one folder after another. Linked folders are looked into, last and each once, so that links
 * that lead round in circles end.
 */
export async function* xmlFilesIn(
  path: string,
  { deep, endings = /\.xml$/i, mostFolders = Number.POSITIVE_INFINITY, unreadable }: XmlFilesOptions,
): AsyncGenerator<XmlFile> {
  const start: Folder = { path, real: await realpath(path).catch(() => path), isLinked: false };
  const [folders, linked] = [[start], [] as Folder[]];
  const seen = new Set<string>();
  for (let folder = folders.shift(); folder && seen.size < mostFolders; folder = folders.shift() ?? linked.shift()) {
    if (seen.has(folder.real)) continue;
    seen.add(folder.real);
    const entries = await readdir(folder.path, { withFileTypes: true }).catch(({ code }: NodeJS.ErrnoException) => {
      if (code !== 'ENOENT' && code !== 'ENOTDIR') unreadable?.(folder!.path);
      return [];
    });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const at = join(folder.path, entry.name);
      if (await isFolder(entry, at)) {
        if (!deep || entry.name.startsWith('.') || entry.name === 'node_modules') continue;
        if (entry.isSymbolicLink()) linked.push({ path: at, real: await realpath(at), isLinked: true });
        else folders.push({ path: at, real: join(folder.real, entry.name), isLinked: folder.isLinked });
      } else if (endings.test(entry.name) && (entry.isFile() || entry.isSymbolicLink())) {
        yield { path: at, isLinked: folder.isLinked };
      }
    }
  }
}

async function isFolder(entry: Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  const stats = await stat(path).catch(() => undefined);
  return stats?.isDirectory() === true;
}
