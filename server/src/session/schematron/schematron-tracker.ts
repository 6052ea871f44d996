import { type Connection, DidChangeWatchedFilesNotification, Emitter, type Event } from 'vscode-languageserver';
import { fileNameOf, folderOf } from '../../engine/text/uri.ts';
import type { Client } from '../client.ts';
import type { OpenDocument } from '../documents/open-document.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import { fireAndForget } from '../fire-and-forget.ts';
import type { Guard } from '../guard.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { SchematronFiles } from './schematron-files.ts';

/** Deliveries are judged by another text of a .sch file after so many milliseconds without a keystroke in it. */
const DEBOUNCE = 300;

export interface SchematronTrackerParts {
  readonly client: Client;
  readonly guard: Guard;
  readonly configuration: Configuration;
  readonly documents: OpenDocuments;
  readonly schematronFiles: SchematronFiles;
}

/** Follows the .sch files that settings name, in editors and on disk, and has documents judged by them as they are. */
export class SchematronTracker {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly applied = new Emitter<readonly OpenDocument[]>();

  constructor(
    private readonly connection: Connection,
    private readonly parts: SchematronTrackerParts,
  ) {
    const { documents, schematronFiles } = parts;
    documents.onDidOpen(({ document }) => this.changed(document.uri));
    documents.onDidChangeContent(({ document }) => this.changed(document.uri));
    documents.onDidClose(({ document }) => this.changed(document.uri));
    schematronFiles.onDidName((uri) => this.watch(uri));
    schematronFiles.onDidComeLate((uri) => this.changed(uri));
  }

  /** Files have other texts. Told with the documents that something else is to be known of by that. */
  get onDidApply(): Event<readonly OpenDocument[]> {
    return this.applied.event;
  }

  changedOnDisk(uris: readonly string[]): void {
    for (const uri of uris) this.changed(uri);
  }

  /** A file may have another text. */
  private changed(uri: string): void {
    const { schematronFiles } = this.parts;
    if (!schematronFiles.isNamed(uri)) return;
    schematronFiles.changed(uri);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.apply(), DEBOUNCE);
  }

  /** Lets the documents go by the files as they are now. */
  private apply(): Promise<void> {
    const { configuration, documents, guard } = this.parts;
    return guard('schematron', undefined, async () => {
      const touched: OpenDocument[] = [];
      for (const document of documents.all())
        if (document.takeSchematron(await configuration.schematronOf(document.uri))) touched.push(document);
      this.applied.fire(touched);
    });
  }

  /** Asks the client to tell of changes of a file on disk. */
  private watch(uri: string): void {
    const { client } = this.parts;
    if (!client.watchesFiles) return;
    // In a pattern these have a meaning, and can't be escaped.
    const name = fileNameOf(uri).replace(/[*?[\]{}!]/g, '?');
    const baseUri = folderOf(uri);
    const globPattern = client.watchesAnyFolder && baseUri ? { baseUri, pattern: name } : `**/${name}`;
    const watchers = [{ globPattern }];
    fireAndForget(this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
  }
}
