import type { TextEdit as ProtocolEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import type { SourceText } from '../../engine/text/source-text.ts';
import type { TextEdit } from '../../engine/text/text-range.ts';
import { toRange } from '../protocol-range.ts';

/** The document that edits are for, and how its client takes them. */
export interface EditTarget {
  readonly uri: string;
  readonly version: number;
  /** The client takes edits that name the version they are for. */
  readonly versionedEdits: boolean;
}

/** Edits in the order of the text, as the protocol has them; of those at one place, what is put in comes first. */
export function toTextEdits(source: SourceText, edits: readonly TextEdit[]): ProtocolEdit[] {
  return [...edits]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map((edit) => ({ range: toRange(source, edit), newText: edit.newText }));
}

export function workspaceEdit(edits: ProtocolEdit[], { uri, version, versionedEdits }: EditTarget): WorkspaceEdit {
  return versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits }] }
    : { changes: { [uri]: edits } };
}

/** Makes a document; fails where there is one already. */
export function creation(uri: string, text: string): WorkspaceEdit {
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: 'create', uri },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
    ],
  };
}
