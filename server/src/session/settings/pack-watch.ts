import { type Connection, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { folderOf } from '../../engine/text/uri.ts';
import type { Client } from '../client.ts';
import { fireAndForget } from '../fire-and-forget.ts';

/** Knows the folders of the user's packs, and has the client tell of changes of their files. */
export class PackWatch {
  private readonly folders = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly client: Client,
  ) {}

  /** @param file a file of a pack, in its folder itself; undefined where it can't be reached by an editor */
  follow(file: string | undefined): void {
    const baseUri = file === undefined ? undefined : folderOf(file);
    if (baseUri === undefined || this.folders.has(baseUri)) return;
    this.folders.add(baseUri);
    if (!this.client.watchesFiles) return;
    const pattern = '**/*.{json,xsd}';
    const watchers = [{ globPattern: this.client.watchesAnyFolder ? { baseUri, pattern } : pattern }];
    fireAndForget(this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
  }

  /** Some of these files are of a pack. */
  areOfPacks(uris: readonly string[]): boolean {
    const starts = [...this.folders].map((folder) => (folder.endsWith('/') ? folder : `${folder}/`));
    return uris.some((uri) => /\.(json|xsd)$/i.test(uri) && starts.some((start) => uri.startsWith(start)));
  }
}
