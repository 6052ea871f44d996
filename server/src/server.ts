import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  RegistrationRequest,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { DeliveryAnalysis } from './engine/analysis/delivery-analysis.ts';
import { RULES_FOR_READING } from './engine/compare/side.ts';
import { SourceText } from './engine/text/source-text.ts';
import { runTimeSliced } from './engine/text/time-sliced.ts';
import { ClosedDeliveries } from './engine/workspace/closed-deliveries.ts';
import { uriKey } from './engine/workspace/delivery-files.ts';
import type { KnownDelivery } from './engine/workspace/delivery-index.ts';
import type { DiagnosticOptions } from './features/diagnostics.ts';
import { autoInsert } from './handlers/auto-insert.ts';
import { codeGroupsOfPack } from './handlers/code-groups.ts';
import { compare } from './handlers/compare.ts';
import { completion } from './handlers/completion.ts';
import { editing } from './handlers/editing.ts';
import { type DocumentSnapshot, type HandlerContext, placesIn, type RequestGroup } from './handlers/handler-context.ts';
import { hoverAndActions } from './handlers/hover-and-actions.ts';
import { navigation } from './handlers/navigation.ts';
import { report } from './handlers/report.ts';
import { rules } from './handlers/rules.ts';
import { structure } from './handlers/structure.ts';
import { workspaceSymbols } from './handlers/workspace-symbols.ts';
import { STYLESHEET_LANGUAGES, VISIBLE_RANGE, type VisibleRangeParams } from './protocol/documents.ts';
import { Diagnostics } from './session/diagnostics/diagnostics.ts';
import { ProgressReporter } from './session/diagnostics/progress-reporter.ts';
import { Status } from './session/diagnostics/status.ts';
import { OpenDocument } from './session/documents/open-document.ts';
import { fireAndForget } from './session/fire-and-forget.ts';
import type { Guard } from './session/guard.ts';
import type { Host } from './session/host.ts';
import { PreviousMonth } from './session/last-month/last-month.ts';
import { Schematron } from './session/schematron/schematron.ts';
import { SchematronFiles } from './session/schematron/schematron-files.ts';
import { Configuration } from './session/settings/configuration.ts';
import { WorkspaceCheck } from './session/workspace/workspace-check.ts';
import { WorkspaceFolders } from './session/workspace/workspace-folders.ts';

/** What the server answers, in groups that each announce and wire their own requests. */
const GROUPS: readonly RequestGroup[] = [
  hoverAndActions,
  completion,
  autoInsert,
  navigation,
  structure,
  editing,
  report,
  compare,
  rules,
  workspaceSymbols,
  codeGroupsOfPack,
];

/**
 * The client keeps what it pulls under this name, which the problem matcher of tasks has, too: what a task found in a
 * file gives way to the findings of the open document.
 */
const diagnosticProvider = { identifier: 'srg', interFileDependencies: true, workspaceDiagnostics: false };

/** Wires a connection to the features; the caller starts listening. */
export function serve(connection: Connection, host: Host): void {
  let client: InitializeParams['capabilities'] = {};
  let commands: readonly string[] = [];
  const schematronFiles = new SchematronFiles({
    files: host.files,
    openText: (uri) => {
      const same = (document: OpenDocument) => uriKey(document.uri) === uriKey(uri);
      return documents.all().find(same)?.source.toString();
    },
    named: (uri) => schematron.watch(uri),
  });
  const folders = new WorkspaceFolders();
  const configuration = new Configuration(connection, host, schematronFiles, folders);
  const work = new ProgressReporter(connection, (uri) => configuration.of(uri));

  const documents: TextDocuments<OpenDocument> = new TextDocuments({
    create: (uri, languageId, version, content) =>
      new OpenDocument(
        uri,
        languageId,
        version,
        content,
        (of) => configuration.forAnalysis(of),
        (document, analysis) => previousMonth.find(document, analysis),
      ),
    update: (document: OpenDocument, changes, version) => {
      document.update(changes, version);
      return document;
    },
  });

  /** Runs a handler so that a bug in it ends here: logged without a word of the file, answered with `otherwise`. */
  const guard: Guard = async (what, fallback, handler) => {
    try {
      return await handler();
    } catch (error) {
      const places = (error as Error).stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
      connection.console.error([`${what}: ${(error as Error).name}`, ...places.slice(0, 8)].join('\n'));
      return fallback;
    }
  };

  const optionsFor = async (uri: string): Promise<DiagnosticOptions> => {
    const { language, maxProblems } = await configuration.of(uri);
    return { uri, language, maxProblems, maskBsn: false, pageOf: (code) => host.pageOf(code) };
  };

  /**
   * XML that only the language, and not its root, says to be SRG is given the benefit of the doubt; what is meant to be
   * a stylesheet is no delivery.
   */
  const isSilent = (document: OpenDocument, { choice }: DeliveryAnalysis) =>
    (choice.kind === 'none' && document.languageId !== 'srg-xml') ||
    (STYLESHEET_LANGUAGES.includes(document.languageId) && document.stylesheet === undefined);

  const status = new Status(connection, (uri) => configuration.of(uri));
  const schematron = new Schematron(connection, {
    documents,
    files: schematronFiles,
    guard,
    filesOf: (uri) => configuration.schematronOf(uri),
    optionsFor,
    refresh: () => {
      diagnostics.refresh();
      workspaceCheck.invalidate();
    },
  });
  const diagnostics = new Diagnostics(connection, {
    documents,
    work,
    status,
    guard,
    optionsFor,
    isSilent,
    isOpen: (document) => workspaceCheck.isOpen(document),
    analysed: (...known) => void guard('schematron', undefined, () => schematron.analysed(...known)),
  });

  const previousMonth = new PreviousMonth(connection, {
    documents,
    configuration,
    files: host.files,
    folders,
    guard,
    refresh: () => diagnostics.refresh(),
  });

  const workspaceCheck = new WorkspaceCheck(connection, {
    documents,
    files: host.files,
    folders,
    guard,
    optionsFor,
    settingsOf: (uri) => configuration.of(uri),
    settingsFor: (uri) => configuration.forAnalysis(uri),
    forget: (uri) => configuration.forget(uri),
    findPrevious: (of, analysis) => previousMonth.find(of, analysis),
    isNoDelivery: (document, analysis) => analysis.choice.kind === 'other' || isSilent(document, analysis),
    beginMany: () => previousMonth.hold(),
    analysed: (...known) => schematron.analysedClosed(...known),
    gone: (uris) => schematron.forgetClosed(uris),
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const uris = changes.map(({ uri }) => uri);
    previousMonth.changedOnDisk(uris);
    schematron.changedOnDisk(uris);
    workspaceCheck.changed(uris);
  });

  connection.onInitialize((parameters): InitializeResult => {
    client = parameters.capabilities;
    const options = parameters.initializationOptions as
      | { commands?: string[]; settings?: unknown; status?: boolean }
      | undefined;
    commands = options?.commands ?? [];
    status.wanted = options?.status === true;
    const asksForSettings = client.workspace?.configuration === true;
    folders.begin(parameters);
    configuration.begin(options?.settings, asksForSettings);
    previousMonth.begin(parameters);
    schematron.begin(client);
    work.canShow = client.window?.workDoneProgress === true;
    const pulls = client.textDocument?.diagnostic !== undefined;
    workspaceCheck.client = { pulls, asksForSettings, showsProgress: work.canShow };
    diagnostics.client = { pulls, refreshes: client.workspace?.diagnostics?.refreshSupport === true };
    return {
      serverInfo: { name: 'srg-language-server', version: host.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        ...Object.assign({}, ...GROUPS.map((group) => group.capabilities(client))),
        ...(pulls ? { diagnosticProvider } : {}),
        workspace: { ...WorkspaceFolders.capabilities, ...workspaceCheck.capabilities },
      },
    };
  });

  connection.onInitialized(() => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      fireAndForget(connection.client.register(DidChangeConfigurationNotification.type, { section: 'srg' }));
    }
    const registrations = GROUPS.flatMap((group) => group.registrations?.(client) ?? []);
    if (registrations.length > 0) {
      const parameters = { registrations: registrations.map((one) => ({ id: one.method, ...one })) };
      fireAndForget(connection.sendRequest(RegistrationRequest.type, parameters));
    }
    previousMonth.initialized();
    if (!client.workspace?.workspaceFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders((change) => {
      folders.changed(change);
      void guard('workspaceFolders', undefined, () => previousMonth.foldersChanged());
      workspaceCheck.invalidate();
    });
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    configuration.changed((settings as { srg?: unknown } | null)?.srg);
    schematron.settingsChanged();
    for (const document of documents.all()) document.forget();
    diagnostics.refresh();
    workspaceCheck.invalidate();
    for (const group of GROUPS) group.refresh?.(connection, client);
  });

  documents.onDidClose(({ document }) => {
    configuration.forget(document.uri);
    document.halt();
  });

  connection.onNotification(VISIBLE_RANGE, ({ uri, range }: VisibleRangeParams) => {
    const document = documents.get(uri);
    document?.showsFrom(document.source.offsetAt(range.start));
  });

  /** What is asked of the client comes first, so that nothing is edited between the analysis and the answer. */
  const snapshotOf = async (
    document: OpenDocument,
    analysed: () => Promise<DeliveryAnalysis>,
  ): Promise<DocumentSnapshot | undefined> => {
    const options = await optionsFor(document.uri);
    const settings = await configuration.of(document.uri);
    const analysis = await analysed();
    if (isSilent(document, analysis)) return undefined;
    return {
      document,
      analysis,
      stylesheet: document.stylesheet,
      options,
      settings,
      client,
      commands,
      today: host.today(),
      withPreviousText: (previous, answer) => previousMonth.withText(previous, answer),
    };
  };

  const answers =
    (takesStylesheets: boolean): HandlerContext['onDelivery'] =>
    (what, fallback, handler, extent = 'document') =>
    (parameters, token) =>
      guard(what, fallback, async () => {
        const document = documents.get(parameters.textDocument.uri);
        if (!document) return fallback;
        const snapshot = await snapshotOf(document, () =>
          extent === 'place'
            ? document.analysedAt((source) => placesIn(parameters).map((position) => source.offsetAt(position)))
            : document.analysed(),
        );
        if (!snapshot || token.isCancellationRequested) return fallback;
        return snapshot.stylesheet && !takesStylesheets ? fallback : handler(parameters, snapshot);
      });
  const onDelivery = answers(false);
  const onDocument = answers(true);

  const onAllDocuments: HandlerContext['onAllDocuments'] = (what, fallback, handler) => (parameters, token) =>
    guard(what, fallback, async () => {
      const snapshots: DocumentSnapshot[] = [];
      for (const document of documents.all()) {
        const snapshot = await snapshotOf(document, () => document.analysed());
        if (token.isCancellationRequested) return fallback;
        if (snapshot) snapshots.push(snapshot);
      }
      return handler(parameters, snapshots, token);
    });

  const deliveryAt: HandlerContext['deliveryAt'] = async (uri) => {
    const document = documents.get(uri);
    if (document) return document.analysed();
    const text = await host.files.read(uri).catch(() => undefined);
    if (text === undefined) return undefined;
    const settings = { ...(await configuration.forAnalysis(uri)), rules: RULES_FOR_READING };
    const analysis = new DeliveryAnalysis(new SourceText(text), settings);
    await runTimeSliced((shouldYield) => analysis.run(shouldYield));
    return analysis;
  };

  const closed = new ClosedDeliveries(host.files);
  const closedDeliveries: HandlerContext['closedDeliveries'] = async () => {
    const { places, index } = previousMonth;
    const [folder] = [...places.deep, ...places.shallow];
    if (folder === undefined) return [];
    const packs = await configuration.packsOf(folder);
    const found = await index.closed(places, packs);
    const month = ({ identity }: KnownDelivery) => identity.verslagmaand ?? Number.NEGATIVE_INFINITY;
    return [...found]
      .sort((a, b) => month(b) - month(a) || (a.entry.uri < b.entry.uri ? -1 : 1))
      .map(({ entry, identity }) => ({
        uri: entry.uri,
        identity,
        recordsOf: (wanted, goesOn) => closed.recordsOf(entry, wanted, packs, goesOn),
      }));
  };
  const answering = { onDelivery, onDocument, onAllDocuments, guard, optionsFor, deliveryAt, closedDeliveries };
  for (const group of GROUPS) group.register(connection, answering);

  documents.listen(connection);
}
