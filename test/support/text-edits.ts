import type { TextEdit } from 'vscode-languageserver-protocol';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { applyEdits } from '../../server/src/engine/text/text-range.ts';

/** The text after edits as an editor gets them. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const source = new SourceText(text);
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({
      start: source.offsetAt(range.start),
      end: source.offsetAt(range.end),
      newText,
    })),
  );
}
