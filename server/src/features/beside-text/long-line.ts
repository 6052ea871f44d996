import type { SourceText } from '../../engine/text/source-text.ts';

/** As `editor.maxTokenizationLineLength` of VS Code. */
const LONG = 20_000;

/**
 * Whether a line is so long that it gets no inlay hints and no semantic tokens. VS Code itself colours no such line, and
 * lays the whole of it out anew for each of its rows as soon as there is a hint or a token anywhere in it: in 25,000
 * records on one line each key would take seconds.
 */
export function isLongLine(source: SourceText, line: number): boolean {
  return source.lineLength(line) > LONG;
}
