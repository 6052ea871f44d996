import {
  type Connection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import type { AnalysisSettings } from './analysis/delivery-analysis.ts';
import { type DiagnosticOptions, diagnosticsOf } from './features/diagnostics.ts';
import { OpenDocument } from './open-document.ts';
import type { Pack } from './packs/load-pack.ts';
import { hoverAndActions } from './requests/hover-and-actions.ts';
import type { Answering, RequestGroup } from './requests/request-group.ts';
import type { RuleCode } from './rules/rule.ts';
import { DEFAULT_SETTINGS, readSettings, type Settings } from './settings.ts';

/** What the machine that the server runs on gives it. */
export interface Host {
  readonly version: string;
  shippedPacks(): Promise<readonly Pack[]>;
  /** Packs from folders that the user named, seen from a workspace folder. Rejects with the reason. */
  loadPack(folder: string, workspaceFolder: string | undefined): Promise<Pack>;
  /** The address of a rule's page, where there is one. */
  pageOf(code: RuleCode): string | undefined;
}

/** What the server answers, in groups that each announce and wire their own requests. */
const GROUPS: readonly RequestGroup[] = [hoverAndActions];

/** Pushed diagnostics wait this many milliseconds for the next keystroke. */
const DEBOUNCE = 150;

/** Wires a connection to the features; the caller starts listening. */
export function serve(connection: Connection, host: Host): void {
  let client: InitializeParams['capabilities'] = {};
  let commands: readonly string[] = [];
  let workspaceFolder: string | undefined;
  let pushed: Settings = DEFAULT_SETTINGS;
  const settingsOf = new Map<string, Promise<Settings>>();
  const packsOf = new Map<string, Promise<Pack>>();
  const timers = new Map<string, NodeJS.Timeout>();

  const documents = new TextDocuments({
    create: (uri, languageId, version, content) => new OpenDocument(uri, languageId, version, content),
    update: (document: OpenDocument, changes, version) => {
      document.update(changes, version);
      return document;
    },
  });

  connection.onInitialize((parameters): InitializeResult => {
    client = parameters.capabilities;
    const options = parameters.initializationOptions as { commands?: string[]; settings?: unknown } | undefined;
    commands = options?.commands ?? [];
    pushed = readSettings(options?.settings);
    workspaceFolder = parameters.workspaceFolders?.[0]?.uri ?? parameters.rootUri ?? undefined;
    return {
      serverInfo: { name: 'srg-language-server', version: host.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        ...Object.assign({}, ...GROUPS.map((group) => group.capabilities(client))),
        ...(pulls() ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } } : {}),
      },
    };
  });

  connection.onInitialized(() => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'srg' });
    }
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    pushed = readSettings((settings as { srg?: unknown } | null)?.srg);
    settingsOf.clear();
    packsOf.clear();
    for (const document of documents.all()) document.forget();
    if (pulls()) {
      if (client.workspace?.diagnostics?.refreshSupport) void connection.sendRequest(DiagnosticRefreshRequest.type);
    } else for (const document of documents.all()) schedulePush(document);
  });

  const pulls = () => client.textDocument?.diagnostic !== undefined;

  const settingsFor = (uri: string): Promise<Settings> => {
    if (!client.workspace?.configuration) return Promise.resolve(pushed);
    let known = settingsOf.get(uri);
    if (!known) {
      known = connection.workspace
        .getConfiguration({ scopeUri: uri, section: 'srg' })
        .then((value) => (value ? readSettings(value) : pushed))
        .catch(() => pushed);
      settingsOf.set(uri, known);
    }
    return known;
  };

  const packsFor = async ({ packs }: Settings): Promise<Pack[]> => {
    const own: Pack[] = [];
    for (const folder of packs) {
      const loading = packsOf.get(folder) ?? host.loadPack(folder, workspaceFolder);
      packsOf.set(folder, loading);
      try {
        own.push(await loading);
      } catch (error) {
        packsOf.delete(folder);
        connection.window.showErrorMessage(`SRG XML: ${(error as Error).message}`);
      }
    }
    return [...own, ...(await host.shippedPacks())];
  };

  const analysisSettings = async (uri: string): Promise<AnalysisSettings> => {
    const settings = await settingsFor(uri);
    return { packs: await packsFor(settings), rules: settings.rules, berichtgevers: settings.berichtgevers };
  };

  const analysisOf = (document: OpenDocument) => document.analysed(() => analysisSettings(document.uri));

  const optionsFor = async (uri: string): Promise<DiagnosticOptions> => {
    const { language, maxProblems } = await settingsFor(uri);
    return { uri, language, maxProblems, maskBsn: false, pageOf: (code) => host.pageOf(code) };
  };

  /** XML that only the language, and not its root, says to be SRG is given the benefit of the doubt. */
  const isSilent = (document: OpenDocument, kind: string) => kind === 'none' && document.languageId !== 'srg-xml';

  const compute = async (document: OpenDocument) => {
    const analysis = await analysisOf(document);
    return isSilent(document, analysis.choice.kind) ? [] : diagnosticsOf(analysis, await optionsFor(document.uri));
  };

  /** Runs a handler so that a bug in it ends here: logged without a word of the file, answered with `otherwise`. */
  const fenced = async <T>(what: string, otherwise: T, handler: () => Promise<T>): Promise<T> => {
    try {
      return await handler();
    } catch (error) {
      const places = (error as Error).stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
      connection.console.error([`${what}: ${(error as Error).name}`, ...places.slice(0, 8)].join('\n'));
      return otherwise;
    }
  };

  const schedulePush = (document: OpenDocument) => {
    if (pulls()) return;
    clearTimeout(timers.get(document.uri));
    timers.set(
      document.uri,
      setTimeout(() => {
        void fenced('publishDiagnostics', undefined, async () => {
          const diagnostics = await compute(document);
          if (documents.get(document.uri) !== document) return;
          await connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
        });
      }, DEBOUNCE),
    );
  };

  documents.onDidChangeContent(({ document }) => schedulePush(document));
  documents.onDidClose(({ document }) => {
    clearTimeout(timers.get(document.uri));
    timers.delete(document.uri);
    settingsOf.delete(document.uri);
    if (!pulls()) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    const empty = { kind: 'full' as const, resultId: '', items: [] as Diagnostic[] };
    const document = documents.get(textDocument.uri);
    if (!document || token.isCancellationRequested) return empty;
    return fenced('diagnostic', empty, async () => {
      await analysisOf(document);
      const resultId = document.state;
      if (previousResultId === resultId) return { kind: 'unchanged' as const, resultId };
      return { kind: 'full' as const, resultId, items: await compute(document) };
    });
  });

  const about: Answering['about'] = (what, otherwise, handler) => (parameters, token) =>
    fenced(what, otherwise, async () => {
      const document = documents.get(parameters.textDocument.uri);
      if (!document) return otherwise;
      const analysis = await analysisOf(document);
      if (token.isCancellationRequested || isSilent(document, analysis.choice.kind)) return otherwise;
      return handler(parameters, { document, analysis, options: await optionsFor(document.uri), client, commands });
    });
  for (const group of GROUPS) group.register(connection, { about });

  documents.listen(connection);
}
