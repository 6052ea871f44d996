import type { Range } from 'vscode-languageserver-protocol';
import type { SourceText } from '../engine/text/source-text.ts';
import type { TextRange } from '../engine/text/text-range.ts';

/** Offsets as the protocol's lines and columns. */
export function toRange(source: SourceText, range: TextRange): Range {
  return { start: source.positionAt(range.start), end: source.positionAt(range.end) };
}
