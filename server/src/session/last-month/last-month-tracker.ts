import {
  type Connection,
  DidChangeWatchedFilesNotification,
  Emitter,
  type Event,
  type FileSystemWatcher,
} from 'vscode-languageserver';
import { folderOf, parseUri, uriKey } from '../../engine/text/uri.ts';
import type { Client } from '../client.ts';
import type { OpenDocument } from '../documents/open-document.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import type { Guard } from '../guard.ts';
import type { WorkspaceFolders } from '../workspace/workspace-folders.ts';
import type { LastMonth } from './last-month.ts';

/** An open document is looked at by those of the month behind it when it has been quiet for so many milliseconds. */
const DEBOUNCE_MS = 400;

export interface LastMonthTrackerParts {
  readonly client: Client;
  readonly guard: Guard;
  readonly documents: OpenDocuments;
  readonly lastMonth: LastMonth;
  readonly folders: WorkspaceFolders;
}

/** Follows the deliveries of the month before those that are open, on disk and in editors. */
export class LastMonthTracker {
  private readonly watched = new Set<string>();
  /** Texts that have changed, and are to be looked at when nothing more changes. */
  private readonly changed = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly otherFound = new Emitter<void>();

  constructor(
    private readonly connection: Connection,
    private readonly parts: LastMonthTrackerParts,
  ) {
    const { documents, lastMonth } = parts;
    documents.onDidOpen(({ document }) => {
      this.watchFolderOf(document.uri);
      this.take(document.uri, 0);
      document.onDidFindLate(() => this.otherFound.fire());
    });
    documents.onDidClose(({ document }) => {
      lastMonth.index.listingsChanged();
      this.take(document.uri, 0);
    });
    documents.onDidChangeContent(({ document }) => {
      if (document.isEdited) this.take(document.uri, DEBOUNCE_MS);
    });
  }

  /** Some document has another delivery of the month before. */
  get onDidFindOther(): Event<void> {
    return this.otherFound.event;
  }

  /** Asks the client to tell of changes on disk; where it can't, folders are looked at anew for each document. */
  watchFiles(): void {
    const { client, documents, lastMonth } = this.parts;
    if (!client.watchesFiles) return;
    lastMonth.index.isWatched = true;
    this.watch([{ globPattern: '**/*.[xX][mM][lL]' }]);
    for (const document of documents.all()) this.watchFolderOf(document.uri);
  }

  changedOnDisk(uris: readonly string[]): void {
    const { documents, lastMonth } = this.parts;
    lastMonth.index.listingsChanged();
    for (const uri of uris) if (!documents.get(uri)) this.take(uri, 0);
  }

  /** The workspace has other folders. */
  async foldersChanged(): Promise<void> {
    const { documents, lastMonth } = this.parts;
    lastMonth.index.listingsChanged();
    await this.lookAgain(documents.all());
  }

  private take(uri: string, delay: number): void {
    this.changed.add(uri);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const uris = [...this.changed];
      this.changed.clear();
      void this.parts.guard('previousDelivery', undefined, () => this.followUp(uris));
    }, delay);
  }

  /** Looks again for the months before, except for documents that nothing but themselves has changed for. */
  private async followUp(uris: readonly string[]): Promise<void> {
    const { documents, lastMonth } = this.parts;
    for (const uri of uris) lastMonth.changed(uri);
    const others = documents.all().filter(({ uri }) => uris.some((changed) => uriKey(changed) !== uriKey(uri)));
    await this.lookAgain(others);
  }

  private async lookAgain(documents: readonly OpenDocument[]): Promise<void> {
    const changes = await Promise.all(documents.map((document) => document.lookAgain()));
    if (changes.includes(true)) this.otherFound.fire();
  }

  /** The client watches the folders of the workspace; that of another document is watched for itself. */
  private watchFolderOf(uri: string): void {
    const { client, folders, lastMonth } = this.parts;
    const folder = folderOf(uri);
    if (!lastMonth.index.isWatched || folder === undefined || folders.of(uri) !== undefined) return;
    if (parseUri(uri)?.scheme !== 'file') return;
    if (!client.watchesAnyFolder || this.watched.has(folder)) return;
    this.watched.add(folder);
    this.watch([{ globPattern: { baseUri: folder, pattern: '*.[xX][mM][lL]' } }]);
  }

  private watch(watchers: FileSystemWatcher[]): void {
    const watching = this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    watching.catch(() => {
      this.parts.lastMonth.index.isWatched = false;
    });
  }
}
