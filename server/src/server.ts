import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  RegistrationRequest,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { DeliveryAnalysis } from './analysis/delivery-analysis.ts';
import { RULES_FOR_READING } from './compare/side.ts';
import { Configuration } from './configuration.ts';
import type { Day } from './delivery/day.ts';
import type { DiagnosticOptions, DocPage } from './features/diagnostics.ts';
import { inPassing } from './in-passing.ts';
import { LongWork } from './long-work.ts';
import { OpenDocument } from './open-document.ts';
import type { Pack } from './packs/load-pack.ts';
import { PreviousMonth } from './previous-month.ts';
import { autoInsert } from './requests/auto-insert.ts';
import { codeGroupsOfPack } from './requests/code-groups.ts';
import { compare } from './requests/compare.ts';
import { completion } from './requests/completion.ts';
import { Diagnostics } from './requests/diagnostics.ts';
import { editing } from './requests/editing.ts';
import { hoverAndActions } from './requests/hover-and-actions.ts';
import { navigation } from './requests/navigation.ts';
import { report } from './requests/report.ts';
import { type Answering, type Fence, placesIn, type RequestGroup, type Subject } from './requests/request-group.ts';
import { rules } from './requests/rules.ts';
import { Schematron } from './requests/schematron.ts';
import { Status } from './requests/status.ts';
import { structure } from './requests/structure.ts';
import { WorkspaceCheck } from './requests/workspace/workspace-check.ts';
import { workspaceSymbols } from './requests/workspace/workspace-symbols.ts';
import { SchematronFiles } from './schematron-files.ts';
import { STYLESHEET_LANGUAGES, VISIBLE_RANGE, type VisibleRangeParams } from './srg-protocol.ts';
import { SourceText } from './text/source-text.ts';
import { ClosedDeliveries } from './workspace/closed-deliveries.ts';
import { type DeliveryFiles, identityOf } from './workspace/delivery-files.ts';
import type { KnownDelivery } from './workspace/delivery-index.ts';
import { runInSlices } from './workspace/in-slices.ts';
import { WorkspaceFolders } from './workspace-folders.ts';

/** What the machine that the server runs on gives it. */
export interface Host {
  readonly version: string;
  shippedPacks(): Promise<readonly Pack[]>;
  /** Packs from folders that the user named, seen from a workspace folder. Rejects with the reason. */
  loadPack(folder: string, workspaceFolder: string | undefined): Promise<Pack>;
  /** The address of a page that ships, where there is one. */
  pageOf(page: DocPage): string | undefined;
  /** The day that it is where the user is. Completion proposes it; nothing is judged by it. */
  today(): Day;
  /** Where deliveries of other months are read from. */
  readonly files: DeliveryFiles;
}

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
      const same = (document: OpenDocument) => identityOf(document.uri) === identityOf(uri);
      return documents.all().find(same)?.source.toString();
    },
    named: (uri) => schematron.watch(uri),
  });
  const folders = new WorkspaceFolders();
  const configuration = new Configuration(connection, host, schematronFiles, folders);
  const work = new LongWork(connection, (uri) => configuration.of(uri));

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
  const fence: Fence = async (what, otherwise, handler) => {
    try {
      return await handler();
    } catch (error) {
      const places = (error as Error).stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
      connection.console.error([`${what}: ${(error as Error).name}`, ...places.slice(0, 8)].join('\n'));
      return otherwise;
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
    fence,
    filesOf: (uri) => configuration.schematronOf(uri),
    optionsFor,
    refresh: () => {
      diagnostics.refresh();
      workspaceCheck.groundsChanged();
    },
  });
  const diagnostics = new Diagnostics(connection, {
    documents,
    work,
    status,
    fence,
    optionsFor,
    isSilent,
    isLive: (document) => workspaceCheck.isLive(document),
    analysed: (...known) => void fence('schematron', undefined, () => schematron.analysed(...known)),
  });

  const previousMonth = new PreviousMonth(connection, {
    documents,
    configuration,
    files: host.files,
    folders,
    fence,
    refresh: () => diagnostics.refresh(),
  });

  const workspaceCheck = new WorkspaceCheck(connection, {
    documents,
    files: host.files,
    folders,
    fence,
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
      inPassing(connection.client.register(DidChangeConfigurationNotification.type, { section: 'srg' }));
    }
    const registrations = GROUPS.flatMap((group) => group.registrations?.(client) ?? []);
    if (registrations.length > 0) {
      const parameters = { registrations: registrations.map((one) => ({ id: one.method, ...one })) };
      inPassing(connection.sendRequest(RegistrationRequest.type, parameters));
    }
    previousMonth.initialized();
    if (!client.workspace?.workspaceFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders((change) => {
      folders.changed(change);
      void fence('workspaceFolders', undefined, () => previousMonth.foldersChanged());
      workspaceCheck.groundsChanged();
    });
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    configuration.changed((settings as { srg?: unknown } | null)?.srg);
    schematron.settingsChanged();
    for (const document of documents.all()) document.forget();
    diagnostics.refresh();
    workspaceCheck.groundsChanged();
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
  const subjectOf = async (
    document: OpenDocument,
    analysed: () => Promise<DeliveryAnalysis>,
  ): Promise<Subject | undefined> => {
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
    (takesStylesheets: boolean): Answering['about'] =>
    (what, otherwise, handler, extent = 'document') =>
    (parameters, token) =>
      fence(what, otherwise, async () => {
        const document = documents.get(parameters.textDocument.uri);
        if (!document) return otherwise;
        const subject = await subjectOf(document, () =>
          extent === 'place'
            ? document.analysedAt((source) => placesIn(parameters).map((position) => source.offsetAt(position)))
            : document.analysed(),
        );
        if (!subject || token.isCancellationRequested) return otherwise;
        return subject.stylesheet && !takesStylesheets ? otherwise : handler(parameters, subject);
      });
  const about = answers(false);
  const aboutAny = answers(true);

  const aboutAll: Answering['aboutAll'] = (what, otherwise, handler) => (parameters, token) =>
    fence(what, otherwise, async () => {
      const subjects: Subject[] = [];
      for (const document of documents.all()) {
        const subject = await subjectOf(document, () => document.analysed());
        if (token.isCancellationRequested) return otherwise;
        if (subject) subjects.push(subject);
      }
      return handler(parameters, subjects, token);
    });

  const deliveryAt: Answering['deliveryAt'] = async (uri) => {
    const document = documents.get(uri);
    if (document) return document.analysed();
    const text = await host.files.read(uri).catch(() => undefined);
    if (text === undefined) return undefined;
    const settings = { ...(await configuration.forAnalysis(uri)), rules: RULES_FOR_READING };
    const analysis = new DeliveryAnalysis(new SourceText(text), settings);
    await runInSlices((pause) => analysis.run(pause));
    return analysis;
  };

  const closed = new ClosedDeliveries(host.files);
  const closedDeliveries: Answering['closedDeliveries'] = async () => {
    const { places, index } = previousMonth;
    const [folder] = [...places.deep, ...places.shallow];
    if (folder === undefined) return [];
    const packs = await configuration.packsOf(folder);
    const found = await index.closed(places, packs);
    const month = ({ head }: KnownDelivery) => head.verslagmaand ?? Number.NEGATIVE_INFINITY;
    return [...found]
      .sort((a, b) => month(b) - month(a) || (a.entry.uri < b.entry.uri ? -1 : 1))
      .map(({ entry, head }) => ({
        uri: entry.uri,
        head,
        recordsOf: (wanted, goesOn) => closed.recordsOf(entry, wanted, packs, goesOn),
      }));
  };
  const answering = { about, aboutAny, aboutAll, fence, optionsFor, deliveryAt, closedDeliveries };
  for (const group of GROUPS) group.register(connection, answering);

  documents.listen(connection);
}
