import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type FileSystemWatcher,
  type InitializeParams,
  type TextDocuments,
} from 'vscode-languageserver';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { PreviousDelivery } from '../../engine/delivery/previous-delivery.ts';
import { type DeliveryFiles, folderOf, uriKey } from '../../engine/workspace/delivery-files.ts';
import { DeliveryIndex, type OpenText, type Places } from '../../engine/workspace/delivery-index.ts';
import { PreviousDeliveries } from '../../engine/workspace/previous-deliveries.ts';
import type { OpenDocument } from '../documents/open-document.ts';
import type { Guard } from '../guard.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { WorkspaceFolders } from '../workspace/workspace-folders.ts';

/** An open document is looked at by those of the month behind it when it has been quiet for so many milliseconds. */
const DEBOUNCE_MS = 400;

export interface PreviousMonthEnvironment {
  readonly documents: TextDocuments<OpenDocument>;
  readonly configuration: Configuration;
  readonly files: DeliveryFiles;
  readonly folders: WorkspaceFolders;
  readonly guard: Guard;
  /** Findings have changed without an edit of their document. */
  refresh(): void;
}

/** Finds for each open document the delivery of the month before, and follows it on disk and in the editor. */
export class PreviousMonth {
  readonly index: DeliveryIndex;
  private readonly deliveries: PreviousDeliveries;
  private watches: InitializeParams['capabilities']['workspace'];
  private readonly watched = new Set<string>();
  /** Texts that have changed, and are to be looked at when nothing more changes. */
  private readonly changed = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly environment: PreviousMonthEnvironment,
  ) {
    const { documents, files } = environment;
    const openTexts = () => documents.all().map(openTextOf);
    this.index = new DeliveryIndex(files, openTexts, (_folder, limit) => {
      connection.console.info(`SRG XML: of a folder no more than ${limit} XML files are looked at for last month's.`);
    });
    this.deliveries = new PreviousDeliveries(files, this.index, (uri) =>
      openTexts().find((text) => uriKey(text.uri) === uriKey(uri)),
    );
    documents.onDidOpen(({ document }) => {
      this.watchFolderOf(document.uri);
      this.take(document.uri, 0);
    });
    documents.onDidClose(({ document }) => {
      this.index.listingsChanged();
      this.take(document.uri, 0);
    });
    documents.onDidChangeContent(({ document }) => {
      if (document.isEdited) this.take(document.uri, DEBOUNCE_MS);
    });
  }

  begin({ capabilities }: InitializeParams): void {
    this.watches = capabilities.workspace;
  }

  /** Asks the client to tell of changes on disk; where it can't, folders are looked at anew for each document. */
  initialized(): void {
    if (!this.watches?.didChangeWatchedFiles?.dynamicRegistration) return;
    this.index.isWatched = true;
    this.watch([{ globPattern: '**/*.xml' }]);
    for (const document of this.environment.documents.all()) this.watchFolderOf(document.uri);
  }

  changedOnDisk(uris: readonly string[]): void {
    this.index.listingsChanged();
    for (const uri of uris) if (!this.environment.documents.get(uri)) this.take(uri, 0);
  }

  /** The folders of the workspace, and those of open documents outside it. */
  get places(): Places {
    const { documents, folders } = this.environment;
    const outside = documents.all().filter(({ uri }) => folders.of(uri) === undefined);
    return { deep: folders.all, shallow: [...new Set(outside.map(({ uri }) => folderOf(uri)))] };
  }

  /** The workspace has other folders. */
  async foldersChanged(): Promise<void> {
    this.index.listingsChanged();
    await this.lookAgain(this.environment.documents.all());
  }

  /**
   * The delivery of the month before one that is open or not.
   * @param analysis of that one, with its header known
   */
  async find({ uri }: { readonly uri: string }, analysis: DeliveryAnalysis): Promise<PreviousDelivery | undefined> {
    const { configuration, guard, files, folders } = this.environment;
    return guard('previousDelivery', undefined, async () => {
      const { previousDelivery } = await configuration.of(uri);
      const named = previousDelivery === '' ? undefined : files.resolve(previousDelivery, folders.homeOf(uri));
      const { header, verslagmaand, packs } = analysis;
      const wanted = {
        uri,
        berichtgevercode: header?.value('berichtgevercode')?.trim(),
        verslagmaand,
      };
      return this.deliveries.of(wanted, { packs, places: { deep: folders.all, shallow: [] }, named });
    });
  }

  /** For work on many files: see {@link DeliveryIndex.hold}. */
  hold(): () => void {
    return this.index.hold();
  }

  withText<T>(previous: PreviousDelivery, answer: () => T): Promise<T> {
    return this.deliveries.withText(previous, answer);
  }

  private take(uri: string, delay: number): void {
    this.changed.add(uri);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const uris = [...this.changed];
      this.changed.clear();
      void this.environment.guard('previousDelivery', undefined, () => this.followUp(uris));
    }, delay);
  }

  /** Looks again for the months before, except for documents that nothing but themselves has changed for. */
  private async followUp(uris: readonly string[]): Promise<void> {
    for (const uri of uris) this.deliveries.changed(uri);
    const others = this.environment.documents.all().filter(({ uri }) => uris.some((changed) => changed !== uri));
    await this.lookAgain(others);
  }

  private async lookAgain(documents: readonly OpenDocument[]): Promise<void> {
    const changes = await Promise.all(documents.map((document) => document.lookAgain()));
    if (changes.includes(true)) this.environment.refresh();
  }

  /** The client watches the folders of the workspace; that of another document is watched for itself. */
  private watchFolderOf(uri: string): void {
    const folder = folderOf(uri);
    if (!this.index.isWatched || !uri.startsWith('file:') || this.environment.folders.of(uri) !== undefined) return;
    if (!this.watches?.didChangeWatchedFiles?.relativePatternSupport || this.watched.has(folder)) return;
    this.watched.add(folder);
    this.watch([{ globPattern: { baseUri: folder, pattern: '*.xml' } }]);
  }

  private watch(watchers: FileSystemWatcher[]): void {
    const watching = this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    watching.catch(() => {
      this.index.isWatched = false;
    });
  }
}

function openTextOf(document: OpenDocument): OpenText {
  const { uri, source, version } = document;
  return { uri, stamp: `open ${version}`, text: (length) => source.slice(0, length ?? source.length) };
}
