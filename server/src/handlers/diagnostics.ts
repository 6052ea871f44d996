import type { Diagnostic } from 'vscode-languageserver';
import type { RequestGroup } from './handler-context.ts';

/**
 * The client keeps what it pulls under this name, which the problem matcher of tasks has, too: what a task found in a
 * file gives way to the findings of the open document.
 */
const diagnosticProvider = { identifier: 'srg', interFileDependencies: true, workspaceDiagnostics: false };

/** Diagnostics for a client that asks for them; others are pushed. */
export const pulledDiagnostics: RequestGroup = {
  capabilities: (client) => (client.textDocument?.diagnostic ? { diagnosticProvider } : {}),

  register(connection, { onRequest, diagnosticReport }) {
    const empty = { kind: 'full' as const, resultId: '', items: [] as Diagnostic[] };
    connection.languages.diagnostics.on(
      onRequest('diagnostic', empty, async ({ textDocument, previousResultId }, token) => {
        if (token.isCancellationRequested) return empty;
        return (await diagnosticReport(textDocument.uri, previousResultId)) ?? empty;
      }),
    );
  },
};
