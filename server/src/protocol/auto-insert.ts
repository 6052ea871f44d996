import type { Position, TextDocumentIdentifier } from 'vscode-languageserver-protocol';

/** A request of our own: VS Code asks for on-type edits only where the user has switched them on. */
export const AUTO_INSERT = 'srg/autoInsert';

export interface AutoInsertParams {
  readonly textDocument: TextDocumentIdentifier;
  /** Behind the character that was typed. */
  readonly position: Position;
}
