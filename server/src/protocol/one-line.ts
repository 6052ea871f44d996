import type { Position, Range, TextDocumentIdentifier } from 'vscode-languageserver-protocol';

/** Answered with the text of a document with each element on a line of its own, or null where it is no delivery. */
export const READABLE_COPY = 'srg/readableCopy';
export interface ReadableCopyParams {
  readonly textDocument: TextDocumentIdentifier;
}

/** Answered with the records that share the value at a place, in words: a text on one line says nothing by its lines. */
export const REFERENCE_LIST = 'srg/referenceList';
export interface ReferenceListParams {
  readonly textDocument: TextDocumentIdentifier;
  readonly position: Position;
}
/** null where the value at the place is none that records share. */
export type ReferenceListAnswer = {
  readonly places: readonly ListedReference[];
  /** How many there are; places are the first of these. */
  readonly count: number;
} | null;

export interface ListedReference {
  readonly range: Range;
  /** The number of the record, from 1, and its registratienummer. */
  readonly record: string;
  /** What the record is: its type and period. */
  readonly description: string;
}
