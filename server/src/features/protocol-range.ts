import type { Range } from 'vscode-languageserver-protocol';
import type { SourceText } from '../text/source-text.ts';
import type { TextRange } from '../text/text-range.ts';

/** Offsets as the protocol's lines and columns. */
export function toRange(source: SourceText, range: TextRange): Range {
  return { start: source.positionAt(range.start), end: source.positionAt(range.end) };
}
