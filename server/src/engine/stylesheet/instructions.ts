/** What the elements of XSLT 1.0, 2.0 and 3.0 are to the result, by their local names. */

/** What stands in them comes where they stand, or does not come, or comes more than once. */
const TRANSPARENT = new Set([
  'break',
  'catch',
  'fallback',
  'for-each',
  'for-each-group',
  'if',
  'iterate',
  'matching-substring',
  'merge-action',
  'next-iteration',
  'non-matching-substring',
  'on-completion',
  'on-empty',
  'on-non-empty',
  'otherwise',
  'perform-sort',
  'sequence',
  'source-document',
  'stream',
  'try',
  'when',
  'where-populated',
]);

/** They hold instructions of their own kind, and those hold what comes of them. */
const STRUCTURAL = new Set(['analyze-string', 'choose', 'fork', 'merge', 'switch']);

/** What stands in them comes somewhere: nobody can tell where from what is around them. */
const CONSTRUCTORS = new Set([
  'copy',
  'document',
  'element',
  'function',
  'message',
  'param',
  'result-document',
  'template',
  'variable',
  'with-param',
]);

/** They give text. */
const TEXTS = new Set(['text', 'value-of']);

/** Of these one at the most gives something. */
export const BRANCHES: readonly string[] = ['when', 'otherwise'];

/**
 * - `transparent`: what stands in it comes where it stands;
 * - `structural`: so does what stands in the instructions in it, and nothing else may stand there;
 * - `constructor`: what stands in it is a result, of which nobody knows where it comes;
 * - `text`: it gives text, where it stands;
 * - `opaque`: it holds no result.
 */
export type InstructionKind = 'transparent' | 'structural' | 'constructor' | 'text' | 'opaque';

export function instructionKind(localName: string): InstructionKind {
  if (TRANSPARENT.has(localName)) return 'transparent';
  if (STRUCTURAL.has(localName)) return 'structural';
  if (CONSTRUCTORS.has(localName)) return 'constructor';
  return TEXTS.has(localName) ? 'text' : 'opaque';
}
