import { Emitter, type Event } from 'vscode-languageserver';
import { SchematronFile } from '../../engine/schematron/schematron-file.ts';
import { uriKey } from '../../engine/text/uri.ts';
import type { DeliveryFiles } from '../../engine/workspace/delivery-files.ts';
import type { OpenTexts } from '../documents/open-texts.ts';
import { ImpatienceError, withPatience } from '../patience.ts';

/** A file is waited for so many milliseconds; a document is not kept waiting by one that doesn't come. */
const PATIENCE_MS = 3_000;

/** The .sch files that settings name. One that has not changed is the same object. */
export class SchematronFiles {
  private readonly loads = new Map<string, Promise<SchematronFile | undefined>>();
  /** The last known state of each file. */
  private readonly files = new Map<string, SchematronFile>();
  private readonly names = new Set<string>();
  private readonly named = new Emitter<string>();
  private readonly late = new Emitter<string>();

  /** @param texts what editors hold counts instead of what is on disk */
  constructor(
    private readonly onDisk: Pick<DeliveryFiles, 'resolve' | 'read'>,
    private readonly texts: OpenTexts,
  ) {}

  /** Settings name a file for the first time: changes of it count from then on. Told with its URI. */
  get onDidName(): Event<string> {
    return this.named.event;
  }

  /** A file that was told to be unreadable has come after all. Told with its URI. */
  get onDidComeLate(): Event<string> {
    return this.late.event;
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
    const key = uriKey(uri);
    let load = this.loads.get(key);
    if (!load) {
      if (!this.names.has(key)) this.named.fire(uri);
      this.names.add(key);
      load = this.read(uri, () => unreadable(path));
      this.loads.set(key, load);
    }
    return load;
  }

  private async read(uri: string, unreadable: () => void): Promise<SchematronFile | undefined> {
    const open = this.texts.of(uri)?.text();
    if (open !== undefined) return this.take(uri, open);
    const reading = this.onDisk.read(uri);
    try {
      return this.take(uri, await withPatience(PATIENCE_MS, reading));
    } catch (error) {
      this.files.delete(uriKey(uri));
      unreadable();
      if (error instanceof ImpatienceError) reading.then(() => this.late.fire(uri)).catch(() => undefined);
      return undefined;
    }
  }

  /** @param onDisk its text there; an editor that has opened it meanwhile has the last word */
  private take(uri: string, onDisk: string): SchematronFile {
    const key = uriKey(uri);
    const text = this.texts.of(uri)?.text() ?? onDisk;
    const known = this.files.get(key);
    if (known?.text === text) return known;
    const file = new SchematronFile(uri, text);
    this.files.set(key, file);
    return file;
  }
}
