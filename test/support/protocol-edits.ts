import type { TextEdit } from 'vscode-languageserver-protocol';
import { SourceText } from '../../server/src/text/source-text.ts';
import { applyEdits } from '../../server/src/text/text-range.ts';

/** The text after edits as the protocol has them. */
export function afterEdits(text: string, edits: readonly TextEdit[]): string {
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
