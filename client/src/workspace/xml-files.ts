import { FileType, RelativePattern, Uri, workspace } from 'vscode';

/** So many folders are looked into, where the editor can't search. */
const MOST_FOLDERS = 5_000;

/**
 * The XML files of a folder.
 * @param deep those of the folders in it as well, but not of `node_modules` and of those whose names begin with a dot
 * @param limit no more than these
 */
export async function findXmlFiles(folder: Uri, deep: boolean, limit: number): Promise<Uri[]> {
  const pattern = new RelativePattern(folder, deep ? '**/*.[xX][mM][lL]' : '*.[xX][mM][lL]');
  const found = await Promise.resolve(workspace.findFiles(pattern, '**/{node_modules,.*}/**', limit)).catch(() => []);
  // Not every workspace can be searched: what is there is seen one folder after another then.
  return found.length > 0 ? found : walk(folder, deep, limit);
}

interface Folder {
  readonly uri: Uri;
  readonly isLinked: boolean;
}

/** Linked folders come last and each once, as on the command line; those that a linked folder links to are left alone. */
async function walk(start: Uri, deep: boolean, limit: number): Promise<Uri[]> {
  const found: Uri[] = [];
  const [folders, linked]: [Folder[], Folder[]] = [[{ uri: start, isLinked: false }], []];
  const seen = new Set<string>();
  for (let n = 0; n < MOST_FOLDERS; n++) {
    const folder = folders.shift() ?? linked.shift();
    if (!folder) break;
    const { uri, isLinked } = folder;
    const entries = await Promise.resolve(workspace.fs.readDirectory(uri)).catch(() => []);
    const likeness = deep ? await likenessOf(uri, entries) : '';
    // Links that lead round in circles lead to what was seen.
    if (isLinked && seen.has(likeness)) continue;
    seen.add(likeness);
    for (const [name, type] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (type & FileType.Directory) {
        const isLink = (type & FileType.SymbolicLink) !== 0;
        if (!deep || name.startsWith('.') || name === 'node_modules' || (isLink && isLinked)) continue;
        const child = { uri: Uri.joinPath(uri, name), isLinked: isLinked || isLink };
        if (isLink) linked.push(child);
        else folders.push(child);
      } else if (type & FileType.File && /\.xml$/i.test(name)) {
        found.push(Uri.joinPath(uri, name));
        if (found.length >= limit) return found;
      }
    }
  }
  return found;
}

/** Nothing tells where a link leads but what the folder behind it is like: its times, and what is in it. */
async function likenessOf(uri: Uri, entries: readonly [string, FileType][]): Promise<string> {
  const stat = await Promise.resolve(workspace.fs.stat(uri)).catch(() => undefined);
  return JSON.stringify([stat?.ctime, stat?.mtime, entries]);
}
