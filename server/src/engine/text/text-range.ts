/** A stretch of text: UTF-16 offsets from 0, `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Replaces the text in `start`..`end` by `newText`. */
export interface TextEdit extends TextRange {
  readonly newText: string;
}

/** Line and column as the protocol counts them: both from 0, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The range moved by `delta`. */
export function shift(range: TextRange, delta: number): TextRange {
  return { start: range.start + delta, end: range.end + delta };
}

/**
 * The text after the edits.
 * @param edits ranges of the text before, in any order; those that overlap an earlier one are left out.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let at = 0;
  for (const edit of sorted) {
    if (edit.start < at) continue;
    parts.push(text.slice(at, edit.start), edit.newText);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
