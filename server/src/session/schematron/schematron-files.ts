import { Emitter, type Event } from 'vscode-languageserver';
import { SchematronFile } from '../../engine/schematron/schematron-file.ts';
import { uriKey } from '../../engine/text/uri.ts';
import type { DeliveryFiles } from '../../engine/workspace/delivery-files.ts';
import type { OpenTexts } from '../documents/open-texts.ts';

/** The .sch files that settings name. One that has not changed is the same object. */
export class SchematronFiles {
  private readonly loads = new Map<string, Promise<SchematronFile | undefined>>();
  /** The last known state of each file. */
  private readonly files = new Map<string, SchematronFile>();
  private readonly names = new Set<string>();
  private readonly named = new Emitter<string>();

  /** @param texts what editors hold counts instead of what is on disk */
  constructor(
    private readonly onDisk: Pick<DeliveryFiles, 'resolve' | 'read'>,
    private readonly texts: OpenTexts,
  ) {}

  /** Settings name a file for the first time: changes of it count from then on. Told with its URI. */
  get onDidName(): Event<string> {
    return this.named.event;
  }

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
    const uri = this.onDisk.resolve(path, workspaceFolder);
    const identity = uriKey(uri);
    let load = this.loads.get(identity);
    if (!load) {
      if (!this.names.has(identity)) this.named.fire(uri);
      this.names.add(identity);
      load = this.read(uri, () => unreadable(path));
      this.loads.set(identity, load);
    }
    return load;
  }

  private async read(uri: string, unreadable: () => void): Promise<SchematronFile | undefined> {
    const { onDisk, texts, files } = this;
    const identity = uriKey(uri);
    let text: string;
    try {
      text = texts.of(uri)?.text() ?? (await onDisk.read(uri));
    } catch {
      files.delete(identity);
      unreadable();
      return undefined;
    }
    // An editor that has opened it meanwhile has the last word.
    text = texts.of(uri)?.text() ?? text;
    const known = files.get(identity);
    if (known?.text === text) return known;
    const file = new SchematronFile(uri, text);
    files.set(identity, file);
    return file;
  }
}
