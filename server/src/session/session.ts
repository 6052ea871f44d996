/*
 * What lives as long as the connection: the session and its parts, each of which knows only those made before it. The
 * answers to requests are made in handlers/, from snapshots; nothing here knows which requests there are.
 */

import {
  type Connection,
  ErrorCodes,
  type InitializeParams,
  type Position,
  ResponseError,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import type { DeliveryAnalysis } from '../engine/analysis/delivery-analysis.ts';
import { uriKey } from '../engine/text/uri.ts';
import { Client } from './client.ts';
import { DocumentDiagnostics } from './diagnostics/document-diagnostics.ts';
import { ProgressReporter } from './diagnostics/progress-reporter.ts';
import { StatusReporter } from './diagnostics/status-reporter.ts';
import type { DocumentSnapshot } from './documents/document-snapshot.ts';
import type { OpenDocument } from './documents/open-document.ts';
import { OpenDocuments } from './documents/open-documents.ts';
import { OpenTexts } from './documents/open-texts.ts';
import { type Guard, guardWith } from './guard.ts';
import type { Host } from './host.ts';
import { LastMonth } from './last-month/last-month.ts';
import { LastMonthTracker } from './last-month/last-month-tracker.ts';
import { SchematronFiles } from './schematron/schematron-files.ts';
import { SchematronProblems } from './schematron/schematron-problems.ts';
import { SchematronTracker } from './schematron/schematron-tracker.ts';
import { Configuration } from './settings/configuration.ts';
import { WorkspaceCheck } from './workspace/workspace-check.ts';
import { WorkspaceDeliveries } from './workspace/workspace-deliveries.ts';
import { WorkspaceFolders } from './workspace/workspace-folders.ts';

export class Session {
  readonly client = new Client();
  readonly guard: Guard;
  readonly configuration: Configuration;
  readonly documents: OpenDocuments;
  readonly diagnostics: DocumentDiagnostics;
  readonly workspaceCheck: WorkspaceCheck;
  readonly deliveries: WorkspaceDeliveries;
  private readonly folders = new WorkspaceFolders();
  private readonly lastMonth: LastMonth;
  private readonly lastMonthTracker: LastMonthTracker;
  private readonly schematronFiles: SchematronFiles;
  private readonly schematronTracker: SchematronTracker;
  private readonly schematronProblems: SchematronProblems;
  /** What documents are read in that are yet to be opened, by the keys of their addresses. */
  private readonly encodings = new Map<string, string>();
  private state: 'new' | 'running' | 'ended' = 'new';

  constructor(
    connection: Connection,
    private readonly host: Host,
  ) {
    const { client, folders } = this;
    const { files } = host;
    // A client that has gone takes no messages.
    const guard = guardWith((text) => this.state !== 'ended' && connection.console.error(text));
    const texts = new OpenTexts();
    const schematronFiles = new SchematronFiles(files, texts);
    const configuration = new Configuration(connection, host, { client, folders, schematronFiles });
    const log = (text: string) => connection.console.info(text);
    const lastMonth = new LastMonth({ guard, configuration, texts, files, folders, log });
    const documents = new OpenDocuments({ texts, configuration, lastMonth, files });
    const deliveries = new WorkspaceDeliveries({ configuration, documents, files, lastMonth });

    const known = { client, guard, configuration, documents, files, folders, lastMonth, schematronFiles };
    const schematronTracker = new SchematronTracker(connection, known);
    const schematronProblems = new SchematronProblems(connection, { ...known, schematronTracker });
    const lastMonthTracker = new LastMonthTracker(connection, known);
    const workspaceCheck = new WorkspaceCheck(connection, { ...known, schematronProblems });
    const progress = new ProgressReporter(connection, client, configuration);
    const status = new StatusReporter(connection, client, configuration);
    const reporters = { progress, status, schematronProblems, workspaceCheck };
    const diagnostics = new DocumentDiagnostics(connection, { ...known, ...reporters });

    configuration.onDidLoadLate(() => this.lookAnew());
    lastMonthTracker.onDidFindOther(() => diagnostics.refresh());
    schematronTracker.onDidApply(() => {
      diagnostics.refresh();
      workspaceCheck.invalidate();
    });
    documents.onDidOpen(({ document }) => {
      const encoding = this.encodings.get(uriKey(document.uri));
      this.encodings.delete(uriKey(document.uri));
      if (encoding !== undefined) document.setEncoding(encoding);
      document.onDidFindSchemaFiles(() => diagnostics.refresh());
    });
    documents.onDidClose(({ document }) => {
      configuration.forget(document.uri);
      document.halt();
    });

    this.guard = guard;
    this.configuration = configuration;
    this.documents = documents;
    this.diagnostics = diagnostics;
    this.workspaceCheck = workspaceCheck;
    this.deliveries = deliveries;
    this.lastMonth = lastMonth;
    this.lastMonthTracker = lastMonthTracker;
    this.schematronFiles = schematronFiles;
    this.schematronTracker = schematronTracker;
    this.schematronProblems = schematronProblems;
  }

  /** @throws ResponseError where the client has begun already */
  begin(parameters: InitializeParams): void {
    if (this.state !== 'new') throw new ResponseError(ErrorCodes.InvalidRequest, 'initialized already');
    this.state = 'running';
    this.folders.begin(parameters);
    this.configuration.begin(this.client.begin(parameters));
  }

  /** The client is ready to be asked. */
  ready(): void {
    this.lastMonthTracker.watchFiles();
  }

  /** @throws ResponseError where it is too early or too late for requests */
  expectRunning(): void {
    if (this.state === 'new') throw new ResponseError(ErrorCodes.ServerNotInitialized, 'not yet initialized');
    if (this.state === 'ended') throw new ResponseError(ErrorCodes.InvalidRequest, 'shut down');
  }

  /** No more requests are answered, and no work is done for them. */
  end(): void {
    this.state = 'ended';
    for (const document of this.documents.all()) document.halt();
  }

  /** @param settings of section `srg`, from a client that isn't asked for them */
  settingsChanged(settings: unknown): void {
    this.configuration.changed(settings);
    this.schematronFiles.allChanged();
    this.schematronProblems.clear();
    this.lookAnew();
  }

  /** All that is known was made with other settings or packs. */
  private lookAnew(): void {
    for (const document of this.documents.all()) document.forget();
    this.diagnostics.refresh();
    this.workspaceCheck.invalidate();
  }

  foldersChanged(change: WorkspaceFoldersChangeEvent): void {
    this.folders.changed(change);
    void this.guard('workspaceFolders', undefined, () => this.lastMonthTracker.foldersChanged());
    this.workspaceCheck.invalidate();
  }

  /** The user has chosen a pack for a document. */
  packChosen(uri: string, pack: string | null): void {
    this.configuration.choosePack(uri, pack);
    this.documents.get(uri)?.forget();
    this.diagnostics.refresh();
    this.workspaceCheck.invalidate();
  }

  /** Files came, went or changed on disk. */
  filesChanged(uris: readonly string[]): void {
    this.lastMonthTracker.changedOnDisk(uris);
    this.schematronTracker.changedOnDisk(uris);
    this.workspaceCheck.changed(uris);
    if (this.configuration.filesChanged(uris)) this.lookAnew();
  }

  /** The editor reads and writes a document in this encoding, which may be told before the document opens. */
  hasEncoding(uri: string, encoding: string): void {
    const document = this.documents.get(uri);
    if (!document) this.encodings.set(uriKey(uri), encoding);
    else if (document.setEncoding(encoding)) this.diagnostics.refresh();
  }

  /** The user looks at a document from this position on. */
  showsFrom(uri: string, position: Position): void {
    const document = this.documents.get(uri);
    document?.showsFrom(document.source.offsetAt(position));
  }

  /**
   * What is asked of the client comes first, so that nothing is edited between the analysis and the answer.
   * @returns undefined where nothing is said of the document
   */
  async snapshotOf(
    document: OpenDocument,
    analysed: () => Promise<DeliveryAnalysis>,
  ): Promise<DocumentSnapshot | undefined> {
    const { client, configuration, host, lastMonth } = this;
    const options = await configuration.optionsFor(document.uri);
    const settings = await configuration.of(document.uri);
    const analysis = await analysed();
    if (document.isSilent(analysis)) return undefined;
    const { uri, languageId, version, state, stylesheet, tokens } = document;
    return {
      uri,
      languageId,
      version,
      state,
      isEdited: () => document.version !== version,
      isStale: () => document.state !== state,
      analysis,
      stylesheet,
      options,
      settings,
      visibleFrom: document.visibleFrom,
      client: client.capabilities,
      commands: client.commands,
      today: host.today(),
      tokens,
      withPreviousText: (previous, answer) => lastMonth.withText(previous, answer),
    };
  }
}
