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

async function walk(start: Uri, deep: boolean, limit: number): Promise<Uri[]> {
  const found: Uri[] = [];
  const folders = [start];
  for (let i = 0; i < folders.length && i < MOST_FOLDERS; i++) {
    const folder = folders[i]!;
    const entries = await Promise.resolve(workspace.fs.readDirectory(folder)).catch(() => []);
    for (const [name, type] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
      // Linked folders are left alone: where they lead to is not to be seen, and it may be round in circles.
      if (type === FileType.Directory) {
        if (deep && !name.startsWith('.') && name !== 'node_modules') folders.push(Uri.joinPath(folder, name));
      } else if (type & FileType.File && /\.xml$/i.test(name)) {
        found.push(Uri.joinPath(folder, name));
        if (found.length >= limit) return found;
      }
    }
  }
  return found;
}
