import type { SchemaProblem } from '../schema/files/schema-problem.ts';
import { SourceText } from '../text/source-text.ts';
import type { Position } from '../text/text-range.ts';
import type { ManifestProblem } from './checks/pack-checks.ts';

/** Something wrong with a file of a pack, at its place. The words for it are made where the language is known. */
export interface PackProblem {
  /** The path of the file from the pack's folder on, with `/`. */
  readonly file: string;
  /** Its address, where an editor could open it. */
  readonly uri: string | undefined;
  readonly start: Position;
  readonly end: Position;
  /** An error refuses the pack. */
  readonly severity: 'error' | 'warning';
  readonly kind: SchemaProblem['kind'] | ManifestProblem['kind'];
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * A problem with lines and columns.
 * @param text of its file
 */
export function placed(
  { range, ...problem }: SchemaProblem | ManifestProblem,
  text: string,
  uriOf: ((file: string) => string) | undefined,
): PackProblem {
  const source = new SourceText(text);
  return {
    ...problem,
    uri: uriOf?.(problem.file),
    start: source.positionAt(range.start),
    end: source.positionAt(range.end),
  };
}
