import type { TextRange } from '../text/text-range.ts';

/** What can be wrong with the form of an XML text: XML 1.0 (fifth edition) and Namespaces in XML 1.0. */
export type SyntaxProblemKind =
  | 'badCharacterReference'
  | 'badDeclaration'
  | 'badEndTag'
  | 'badMarkup'
  | 'badName'
  | 'bareAmpersand'
  | 'bareLessThan'
  | 'byteOrderMark'
  | 'cdataEnd'
  | 'doctype'
  | 'doubleHyphen'
  | 'duplicateAttribute'
  | 'forbiddenCharacter'
  | 'lessThanInValue'
  | 'mismatchedEndTag'
  | 'misplacedDeclaration'
  | 'missingSpace'
  | 'missingValue'
  | 'noRoot'
  | 'reservedName'
  | 'secondRoot'
  | 'strayEndTag'
  | 'textOutsideRoot'
  | 'unclosedElement'
  | 'unclosedTag'
  | 'undeclaredEntity'
  | 'undeclaredPrefix'
  | 'unquotedValue'
  | 'unterminatedCData'
  | 'unterminatedComment'
  | 'unterminatedDoctype'
  | 'unterminatedInstruction'
  | 'unterminatedValue';

/** One error of form, with the range of the thing that is wrong. */
export interface SyntaxProblem extends TextRange {
  readonly kind: SyntaxProblemKind;
  /** The name, prefix or character that it is about. */
  readonly name?: string;
  /** The name that should have stood there. */
  readonly expected?: string;
  /** Where the missing end tag or `>` belongs, in the offsets of the range. */
  readonly insertAt?: number;
}

/** Errors that leave the elements of the text as they are, so that the rest can be judged all the same. */
export function leavesStructure(error: SyntaxProblem): boolean {
  return (
    error.kind === 'doctype' ||
    error.kind === 'misplacedDeclaration' ||
    error.kind === 'badDeclaration' ||
    error.kind === 'byteOrderMark'
  );
}
