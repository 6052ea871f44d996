import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  type Range,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import type { DeliveryAnalysis } from './analysis/delivery-analysis.ts';
import { Configuration } from './configuration.ts';
import type { DiagnosticOptions } from './features/diagnostics.ts';
import { LongWork } from './long-work.ts';
import { OpenDocument } from './open-document.ts';
import type { Pack } from './packs/load-pack.ts';
import { Diagnostics } from './requests/diagnostics.ts';
import { hoverAndActions } from './requests/hover-and-actions.ts';
import { report } from './requests/report.ts';
import { type Answering, type Fence, placesIn, type RequestGroup } from './requests/request-group.ts';
import type { RuleCode } from './rules/rule.ts';

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
const GROUPS: readonly RequestGroup[] = [hoverAndActions, report];

/** A notification of our own client: what the user sees of a document. Others needn't send it. */
const VISIBLE_RANGE = 'srg/visibleRange';

/** Wires a connection to the features; the caller starts listening. */
export function serve(connection: Connection, host: Host): void {
  let client: InitializeParams['capabilities'] = {};
  let commands: readonly string[] = [];
  const configuration = new Configuration(connection, host);
  const work = new LongWork(connection, (uri) => configuration.of(uri));

  const documents = new TextDocuments({
    create: (uri, languageId, version, content) =>
      new OpenDocument(uri, languageId, version, content, (of) => configuration.forAnalysis(of)),
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

  /** XML that only the language, and not its root, says to be SRG is given the benefit of the doubt. */
  const isSilent = (document: OpenDocument, { choice }: DeliveryAnalysis) =>
    choice.kind === 'none' && document.languageId !== 'srg-xml';

  const diagnostics = new Diagnostics(connection, { documents, work, fence, optionsFor, isSilent });

  connection.onInitialize((parameters): InitializeResult => {
    client = parameters.capabilities;
    const options = parameters.initializationOptions as { commands?: string[]; settings?: unknown } | undefined;
    commands = options?.commands ?? [];
    const folder = parameters.workspaceFolders?.[0]?.uri ?? parameters.rootUri ?? undefined;
    configuration.begin(options?.settings, folder, client.workspace?.configuration === true);
    work.canShow = client.window?.workDoneProgress === true;
    const pulls = client.textDocument?.diagnostic !== undefined;
    diagnostics.client = { pulls, refreshes: client.workspace?.diagnostics?.refreshSupport === true };
    return {
      serverInfo: { name: 'srg-language-server', version: host.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        ...Object.assign({}, ...GROUPS.map((group) => group.capabilities(client))),
        ...(pulls ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } } : {}),
      },
    };
  });

  connection.onInitialized(() => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'srg' });
    }
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    configuration.changed((settings as { srg?: unknown } | null)?.srg);
    for (const document of documents.all()) document.forget();
    diagnostics.refresh();
  });

  documents.onDidClose(({ document }) => {
    configuration.forget(document.uri);
    document.halt();
  });

  connection.onNotification(VISIBLE_RANGE, ({ uri, range }: { uri: string; range: Range }) => {
    const document = documents.get(uri);
    document?.showsFrom(document.source.offsetAt(range.start));
  });

  const about: Answering['about'] =
    (what, otherwise, handler, extent = 'document') =>
    (parameters, token) =>
      fence(what, otherwise, async () => {
        const document = documents.get(parameters.textDocument.uri);
        if (!document) return otherwise;
        const analysis = await (extent === 'place'
          ? document.analysedAt((source) => placesIn(parameters).map((position) => source.offsetAt(position)))
          : document.analysed());
        if (token.isCancellationRequested || isSilent(document, analysis)) return otherwise;
        return handler(parameters, { document, analysis, options: await optionsFor(document.uri), client, commands });
      });
  for (const group of GROUPS) group.register(connection, { about });

  documents.listen(connection);
}
