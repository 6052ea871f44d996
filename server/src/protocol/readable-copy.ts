import type { TextDocumentIdentifier } from 'vscode-languageserver-protocol';

/** Answered with the text of a document with each element on a line of its own, or null where it is no delivery. */
export const READABLE_COPY = 'srg/readableCopy';
export interface ReadableCopyParams {
  readonly textDocument: TextDocumentIdentifier;
}
