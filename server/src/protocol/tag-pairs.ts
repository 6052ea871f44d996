import type { Position, TextDocumentIdentifier } from 'vscode-languageserver-protocol';

/** A request of our own: the pairs of tags at several cursors, and the version of the text that they stand in. */
export const TAG_PAIRS = 'srg/tagPairs';

export interface TagPairsParams {
  readonly textDocument: TextDocumentIdentifier;
  readonly positions: readonly Position[];
}

/**
 * Offsets from 0 in UTF-16 units, `end` exclusive: the client moves them through edits of which it hears the offsets,
 * and has the lines of the newest text only.
 */
export interface TextStretch {
  readonly start: number;
  readonly end: number;
}

/** The names in the two tags of one element, start tag first. */
export type TagPair = readonly [TextStretch, TextStretch];

export interface TagPairsAnswer {
  readonly version: number;
  /** Each once; of a position that is in no such name, none. */
  readonly pairs: readonly TagPair[];
}
