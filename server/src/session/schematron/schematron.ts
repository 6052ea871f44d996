import {
  type ClientCapabilities,
  type Connection,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  type TextDocuments,
} from 'vscode-languageserver';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { MessageOptions } from '../../engine/messages/message.ts';
import { type FileProblems, mergeProblems, type SchematronFile } from '../../engine/schematron/schematron-file.ts';
import { folderOf, uriKey } from '../../engine/workspace/delivery-files.ts';
import { schematronDiagnostics } from '../../features/schematron-diagnostics.ts';
import type { OpenDocument } from '../documents/open-document.ts';
import { fireAndForget } from '../fire-and-forget.ts';
import type { Guard } from '../guard.ts';
import type { SchematronFiles } from './schematron-files.ts';

/** Deliveries are judged by another text of a .sch file after so many milliseconds without a keystroke in it. */
const DEBOUNCE = 300;

export interface SchematronEnvironment {
  readonly documents: TextDocuments<OpenDocument>;
  readonly files: SchematronFiles;
  readonly guard: Guard;
  /** The files that the settings of a document name. */
  filesOf(uri: string): Promise<readonly SchematronFile[]>;
  optionsFor(uri: string): Promise<MessageOptions>;
  /** The findings of documents are other ones. */
  refresh(): void;
}

/** What a document has brought to light. */
interface Found {
  readonly problems: readonly FileProblems[];
  /** It is the .sch file itself: what deliveries show of it says more. */
  readonly isItself: boolean;
  readonly options: MessageOptions;
}

/**
 * Keeps up with changes of .sch files, in editors and on disk, and tells what is wrong with them. That is pushed, also
 * to a client that pulls: it asks for the findings of a document that is open, in a language it knows, and a .sch file
 * may be neither.
 */
export class Schematron {
  private client: ClientCapabilities = {};
  /** By the document's URI. */
  private readonly found = new Map<string, Found>();
  /** The same of deliveries that are not open. */
  private readonly closed = new Map<string, Found>();
  /** What the client has, by the file's URI. */
  private readonly published = new Map<string, string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly environment: SchematronEnvironment,
  ) {
    const { documents } = environment;
    documents.onDidOpen(({ document }) => this.changed(document.uri));
    documents.onDidChangeContent(({ document }) => this.changed(document.uri));
    documents.onDidClose(({ document }) => {
      this.changed(document.uri);
      this.found.delete(document.uri);
      this.publish();
    });
  }

  begin(client: ClientCapabilities): void {
    this.client = client;
  }

  /** All settings are to be asked for anew. */
  settingsChanged(): void {
    this.environment.files.allChanged();
    this.found.clear();
    this.closed.clear();
    this.publish();
  }

  changedOnDisk(uris: readonly string[]): void {
    for (const uri of uris) this.changed(uri);
  }

  /** Asks the client to tell of changes of a file on disk. */
  watch(uri: string): void {
    const can = this.client.workspace?.didChangeWatchedFiles;
    if (!can?.dynamicRegistration) return;
    const plain = uriKey(uri);
    // In a pattern these have a meaning, and can't be escaped.
    const name = plain.slice(plain.lastIndexOf('/') + 1).replace(/[*?[\]{}!]/g, '?');
    const globPattern = can.relativePatternSupport ? { baseUri: folderOf(uri), pattern: name } : `**/${name}`;
    const watchers = [{ globPattern }];
    fireAndForget(this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
  }

  /** Everything is known of a document: of a delivery, or of a text that may be a .sch file. */
  async analysed(document: OpenDocument, analysis: DeliveryAnalysis): Promise<void> {
    const { documents, filesOf, optionsFor } = this.environment;
    const isItself = analysis.choice.kind !== 'known';
    const files = await filesOf(document.uri);
    const problems = isItself
      ? files
          .filter(({ uri }) => uriKey(uri) === uriKey(document.uri))
          .map((file) => ({ file, problems: file.problemsAlone(analysis.packs) }))
      : analysis.schematronProblems;
    const options = await optionsFor(document.uri);
    if (documents.get(document.uri) !== document) return;
    this.found.set(document.uri, { problems, isItself, options });
    this.publish();
  }

  /** Everything is known of a delivery that is not open. */
  analysedClosed(uri: string, { schematronProblems: problems }: DeliveryAnalysis, options: MessageOptions): void {
    if (problems.length === 0 && !this.closed.has(uri)) return;
    this.closed.set(uri, { problems, isItself: false, options });
    this.publish();
  }

  /** What these deliveries have brought to light, not being open, is no longer of use. */
  forgetClosed(uris: readonly string[]): void {
    if (uris.filter((uri) => this.closed.delete(uri)).length > 0) this.publish();
  }

  /** A file may have another text. */
  private changed(uri: string): void {
    const { files } = this.environment;
    if (!files.isNamed(uri)) return;
    files.changed(uri);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.apply(), DEBOUNCE);
  }

  /** Lets the documents go by the files as they are now. */
  private apply(): Promise<void> {
    const { documents, guard, filesOf, refresh } = this.environment;
    return guard('schematron', undefined, async () => {
      for (const document of documents.all()) {
        if (!document.takeSchematron(await filesOf(document.uri))) continue;
        const follow = async () => this.analysed(document, await document.analysed());
        void guard('schematron', undefined, follow);
      }
      this.publish();
      refresh();
    });
  }

  /** Sends what has changed of what is wrong with the files. */
  private publish(): void {
    const { documents, files } = this.environment;
    const all = [...this.found.values(), ...this.closed.values()];
    const seen = new Set(all.flatMap(({ isItself, problems }) => (isItself ? [] : problems.map(({ file }) => file))));
    const current = all.flatMap(({ problems, isItself }) =>
      problems.filter(({ file }) => files.isCurrent(file) && !(isItself && seen.has(file))),
    );
    const wanted = new Map<string, Diagnostic[]>();
    for (const { file, problems } of mergeProblems(current)) {
      const open = documents.all().find(({ uri }) => uriKey(uri) === uriKey(file.uri));
      wanted.set(open?.uri ?? file.uri, schematronDiagnostics(file.source, problems, all[0]!.options));
    }
    for (const uri of this.published.keys()) if (!wanted.has(uri)) wanted.set(uri, []);
    for (const [uri, diagnostics] of wanted) {
      const text = JSON.stringify(diagnostics);
      if ((this.published.get(uri) ?? '[]') === text) continue;
      if (diagnostics.length > 0) this.published.set(uri, text);
      else this.published.delete(uri);
      void this.connection.sendDiagnostics({ uri, diagnostics });
    }
  }
}
