import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeResult,
  RegistrationRequest,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { autoInsert } from './handlers/auto-insert.ts';
import { catalogue } from './handlers/catalogue.ts';
import { compare } from './handlers/compare.ts';
import { completion } from './handlers/completion.ts';
import { pulledDiagnostics } from './handlers/diagnostics.ts';
import { editing } from './handlers/editing.ts';
import { contextOf, type RequestGroup } from './handlers/handler-context.ts';
import { hoverAndActions } from './handlers/hover-and-actions.ts';
import { madeDeliveries } from './handlers/made/made-deliveries.ts';
import { navigation } from './handlers/navigation.ts';
import { problems } from './handlers/problems.ts';
import { report } from './handlers/report.ts';

import { structure } from './handlers/structure.ts';
import { workspaceChecking } from './handlers/workspace-check.ts';
import { workspaceSymbols } from './handlers/workspace-symbols.ts';
import {
  DOCUMENT_ENCODING,
  type DocumentEncodingParams,
  VISIBLE_RANGE,
  type VisibleRangeParams,
} from './protocol/documents.ts';
import { CHOOSE_PACK, type ChoosePackParams } from './protocol/packs.ts';
import { fireAndForget } from './session/fire-and-forget.ts';
import type { Host } from './session/host.ts';
import { Session } from './session/session.ts';
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
  problems,
  compare,
  madeDeliveries,
  catalogue,
  workspaceSymbols,
  pulledDiagnostics,
  workspaceChecking,
];

/** Wires a connection to a session and its handlers; the caller starts listening. */
export function serve(connection: Connection, host: Host): void {
  const session = new Session(connection, host);
  const { client } = session;
  const context = contextOf(session, connection);
  for (const group of GROUPS) group.register(connection, context);

  connection.onInitialize((parameters): InitializeResult => {
    session.begin(parameters);
    // What is told before is to be dropped.
    session.documents.listen(connection);
    const announced = GROUPS.map((group) => group.capabilities(client.capabilities));
    return {
      serverInfo: { name: 'srg-language-server', version: host.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        ...Object.assign({}, ...announced),
        workspace: Object.assign({}, WorkspaceFolders.capabilities, ...announced.map(({ workspace }) => workspace)),
      },
    };
  });

  connection.onInitialized(() => {
    const { workspace } = client.capabilities;
    if (workspace?.didChangeConfiguration?.dynamicRegistration) {
      fireAndForget(connection.client.register(DidChangeConfigurationNotification.type, { section: 'srg' }));
    }
    const registrations = GROUPS.flatMap((group) => group.registrations?.(client.capabilities) ?? []);
    if (registrations.length > 0) {
      const parameters = { registrations: registrations.map((one) => ({ id: one.method, ...one })) };
      fireAndForget(connection.sendRequest(RegistrationRequest.type, parameters));
    }
    session.ready();
    if (workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders((change) => session.foldersChanged(change));
  });

  connection.onShutdown(() => session.end());

  connection.onDidChangeConfiguration(({ settings }) => {
    session.settingsChanged((settings as { srg?: unknown } | null)?.srg);
    const refreshes = GROUPS.flatMap((group) => group.refreshes?.(client.capabilities) ?? []);
    for (const type of refreshes) fireAndForget(connection.sendRequest(type));
  });

  connection.onDidChangeWatchedFiles(({ changes }) => session.filesChanged(changes.map(({ uri }) => uri)));

  connection.onNotification(DOCUMENT_ENCODING, ({ uri, encoding }: DocumentEncodingParams) =>
    session.hasEncoding(uri, encoding),
  );
  connection.onNotification(CHOOSE_PACK, ({ uri, pack }: ChoosePackParams) => session.packChosen(uri, pack));
  connection.onNotification(VISIBLE_RANGE, ({ uri, range }: VisibleRangeParams) => session.showsFrom(uri, range.start));
}
