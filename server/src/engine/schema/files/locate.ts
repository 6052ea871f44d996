/** The folder of a pack, as its schema is read from it. Paths are relative, with `/`. */
export interface SchemaFolder {
  /** The text of a file. Rejects where there is none, and for what lies outside the folder. */
  read(path: string): Promise<string>;
  /** The names in a folder, '' for the pack's own. Without it nothing is known of letter case. */
  list?(folder: string): Promise<readonly string[]>;
}

/** What a location leads to. */
export type Located =
  | { readonly kind: 'found'; readonly path: string; readonly text: string; readonly isOtherCase: boolean }
  | { readonly kind: 'absent' | 'outside' };

/** An address, a path from the root of a disk, or one with the letter of a drive. */
const ABSOLUTE = /^(?:[a-z][a-z0-9+.-]*:|[\\/])/i;

/** Finds the files that locations lead to; each folder is listed once. */
export class Locator {
  private readonly listed = new Map<string, Promise<readonly string[] | undefined>>();

  constructor(private readonly folder: SchemaFolder) {}

  /**
   * The file at a location that stands in the file `from`. Of an address nothing but its last step counts: the file is
   * looked for beside `from`, then in the folder of the pack.
   */
  async find(location: string, from: string): Promise<Located> {
    const candidates = candidatesFor(location, from);
    if (!candidates) return { kind: 'outside' };
    for (const candidate of candidates) {
      const path = await this.spelled(candidate);
      if (path === undefined) continue;
      const text = await this.folder.read(path).catch(() => undefined);
      if (text !== undefined) return { kind: 'found', path, text, isOtherCase: path !== candidate };
    }
    return { kind: 'absent' };
  }

  /** The path as the folders spell it; undefined where they have no such file. */
  private async spelled(path: string): Promise<string | undefined> {
    let found = '';
    for (const step of path.split('/')) {
      const names = await this.namesIn(found);
      // A folder that can't be listed may still let a file be read.
      if (!names) return path;
      const isAlike = (name: string) => name.toLowerCase() === step.toLowerCase();
      const name = names.includes(step) ? step : names.find(isAlike);
      if (name === undefined) return undefined;
      found = found === '' ? name : `${found}/${name}`;
    }
    return found;
  }

  private namesIn(folder: string): Promise<readonly string[] | undefined> {
    let names = this.listed.get(folder);
    if (!names) {
      names = this.folder.list?.(folder).catch(() => undefined) ?? Promise.resolve(undefined);
      this.listed.set(folder, names);
    }
    return names;
  }
}

/** Paths to try, most likely first; undefined where the location leads out of the folder. */
function candidatesFor(location: string, from: string): string[] | undefined {
  const folder = from.split('/').slice(0, -1);
  const spellings = [location, decoded(location)];
  const paths: string[] = [];
  for (const spelling of spellings) {
    if (ABSOLUTE.test(spelling)) {
      const name = spelling
        .replace(/[?#].*$/s, '')
        .split(/[\\/]/)
        .pop()!;
      if (name === '' || name.includes(':')) continue;
      paths.push([...folder, name].join('/'), name);
    } else {
      const path = joined(folder, spelling);
      if (path === undefined) return undefined;
      if (path !== '') paths.push(path);
    }
  }
  return [...new Set(paths)];
}

function joined(folder: readonly string[], path: string): string | undefined {
  const steps = [...folder];
  for (const step of path.split(/[\\/]/)) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join('/');
}

/** Without the escapes of an address; one that is none stays as it is. */
function decoded(location: string): string {
  try {
    return decodeURIComponent(location);
  } catch {
    return location;
  }
}
