import { SchematronFile } from '../../engine/schematron/schematron-file.ts';
import { type DeliveryFiles, uriKey } from '../../engine/workspace/delivery-files.ts';

/** Where the texts of .sch files come from. */
export interface SchematronSources {
  /** Where there are no editors. */
  readonly files: Pick<DeliveryFiles, 'resolve' | 'read'>;
  /** The text of a file as it is in an editor; undefined where it is in none. */
  openText(uri: string): string | undefined;
  /** A file is gone by from now on: changes of it count. */
  named(uri: string): void;
}

/** The .sch files that settings name. One that has not changed is the same object. */
export class SchematronFiles {
  private readonly loads = new Map<string, Promise<SchematronFile | undefined>>();
  /** The last known state of each file. */
  private readonly files = new Map<string, SchematronFile>();
  private readonly names = new Set<string>();

  constructor(private readonly sources: SchematronSources) {}

  /**
   * Those that can be read, in the order of their paths, each once.
   * @param unreadable told of each other one once, until the file or the settings change
   */
  async of(
    paths: readonly string[],
    workspaceFolder: string | undefined,
    unreadable: (path: string) => void,
  ): Promise<SchematronFile[]> {
    const loads = new Set(paths.map((path) => this.load(path, workspaceFolder, unreadable)));
    return (await Promise.all(loads)).filter((file) => file !== undefined);
  }

  /** Some settings name the file. */
  isNamed(uri: string): boolean {
    return this.names.has(uriKey(uri));
  }

  /** It is the last known state of its file. */
  isCurrent(file: SchematronFile): boolean {
    return this.files.get(uriKey(file.uri)) === file;
  }

  /** The text of a file is to be asked for anew. */
  changed(uri: string): void {
    this.loads.delete(uriKey(uri));
  }

  allChanged(): void {
    this.loads.clear();
  }

  private load(
    path: string,
    workspaceFolder: string | undefined,
    unreadable: (path: string) => void,
  ): Promise<SchematronFile | undefined> {
    const uri = this.sources.files.resolve(path, workspaceFolder);
    const identity = uriKey(uri);
    let load = this.loads.get(identity);
    if (!load) {
      if (!this.names.has(identity)) this.sources.named(uri);
      this.names.add(identity);
      load = this.read(uri, () => unreadable(path));
      this.loads.set(identity, load);
    }
    return load;
  }

  private async read(uri: string, unreadable: () => void): Promise<SchematronFile | undefined> {
    const { sources, files } = this;
    const identity = uriKey(uri);
    let text: string;
    try {
      text = sources.openText(uri) ?? (await sources.files.read(uri));
    } catch {
      files.delete(identity);
      unreadable();
      return undefined;
    }
    // An editor that has opened it meanwhile has the last word.
    text = sources.openText(uri) ?? text;
    const known = files.get(identity);
    if (known?.text === text) return known;
    const file = new SchematronFile(uri, text);
    files.set(identity, file);
    return file;
  }
}
