import type { WorkspaceSymbol, WorkspaceSymbolParams } from 'vscode-languageserver';
import { closedDeliverySymbol, closedRecordSymbols, wantedOfClosed } from '../features/navigation/closed-symbols.ts';
import { MOST_SYMBOLS, workspaceSymbolsOf } from '../features/navigation/workspace-symbols.ts';
import type { RequestGroup } from './handler-context.ts';

/** Deliveries and records of the whole workspace: those that are open as the user sees them, then those that are not. */
export const workspaceSymbols: RequestGroup = {
  capabilities: () => ({ workspaceSymbolProvider: true }),

  register(connection, { onAllDocuments, closedDeliveries, optionsFor }) {
    connection.onWorkspaceSymbol(
      onAllDocuments<WorkspaceSymbolParams, WorkspaceSymbol[]>(
        'workspaceSymbol',
        [],
        async ({ query }, snapshots, token) => {
          const goesOn = () => !token.isCancellationRequested;
          const closed = await closedDeliveries();
          if (snapshots.length === 0 && closed.length === 0) return [];
          const options = snapshots[0]?.options ?? (await optionsFor(closed[0]!.uri));
          const open = snapshots.map(({ uri, analysis }) => ({ uri, analysis }));
          const found = workspaceSymbolsOf(query, open, options);
          for (const delivery of closed) {
            const symbol = closedDeliverySymbol(query, delivery, options);
            if (symbol && found.length < MOST_SYMBOLS) found.push(symbol);
          }
          const wanted = wantedOfClosed(query);
          if (wanted === undefined) return found;
          for (const delivery of closed) {
            const left = MOST_SYMBOLS - found.length;
            if (left <= 0 || !goesOn()) break;
            const records = await delivery.recordsOf(wanted, goesOn);
            found.push(...closedRecordSymbols(wanted, delivery, records, left, options));
          }
          return found;
        },
      ),
    );
  },
};
