import type { ClientCapabilities, Position, TextDocumentIdentifier } from 'vscode-languageserver';
import { autoCloseAt } from '../features/structure/auto-close.ts';
import type { RequestGroup } from './request-group.ts';

/** A request of our own: VS Code asks for on-type edits only where the user has switched them on. */
export const AUTO_INSERT = 'srg/autoInsert';

/** Whether the client says that it sends this request while the user types; then nothing else may close tags. */
export function asksForClosingTags({ experimental }: ClientCapabilities): boolean {
  return (experimental as { srgAutoInsert?: unknown } | undefined)?.srgAutoInsert === true;
}

interface AutoInsertParams {
  readonly textDocument: TextDocumentIdentifier;
  /** Behind the character that was typed. */
  readonly position: Position;
}

/** Answers with a snippet to put at the position, or null. */
export const autoInsert: RequestGroup = {
  capabilities: () => ({}),

  register(connection, { about }) {
    connection.onRequest(
      AUTO_INSERT,
      about<AutoInsertParams, string | null>(
        'autoInsert',
        null,
        ({ position }, { analysis }) => {
          const close = autoCloseAt(analysis, analysis.source.offsetAt(position));
          if (!close) return null;
          const text = close.text.replace(/[\\$}]/g, '\\$&');
          return close.cursor === 'before' ? `$0${text}` : text;
        },
        'place',
      ),
    );
  },
};
