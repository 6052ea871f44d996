import type { TextEdit, TextRange } from '../text/text-range.ts';

/** What can make an XML text not well-formed: XML 1.0 (fifth edition) and Namespaces in XML 1.0. */
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
  | 'emptyNamespace'
  | 'extraLessThan'
  | 'forbiddenCharacter'
  | 'lessThanInValue'
  | 'malformedReference'
  | 'mergeConflict'
  | 'mismatchedEndTag'
  | 'mismatchedStartTag'
  | 'misplacedDeclaration'
  | 'missingBoundary'
  | 'missingEquals'
  | 'missingSpace'
  | 'missingStartTag'
  | 'missingTags'
  | 'missingValue'
  | 'mistypedComment'
  | 'mistypedEndTag'
  | 'mistypedStartTag'
  | 'noRoot'
  | 'notXml'
  | 'repeatedStartTag'
  | 'quoteInValue'
  | 'reservedName'
  | 'reservedNamespace'
  | 'secondRoot'
  | 'selfClosedStartTag'
  | 'startTagForEndTag'
  | 'strangeSpace'
  | 'strayEndTag'
  | 'textOutsideRoot'
  /** What stands behind the first thousand of a tag is not read. */
  | 'tooManyAttributes'
  | 'truncated'
  | 'unclosedElement'
  | 'unclosedTag'
  | 'undeclaredEntity'
  | 'undeclaredPrefix'
  | 'unquotedValue'
  | 'unterminatedCData'
  | 'unterminatedComment'
  | 'unterminatedDoctype'
  | 'unterminatedInstruction'
  | 'unterminatedReference'
  | 'unterminatedValue';

/** One such error, with the range that is wrong. */
export interface SyntaxProblem extends TextRange {
  readonly kind: SyntaxProblemKind;
  /** The name, prefix or character that it is about. */
  readonly name?: string;
  /** The name that should have stood there. */
  readonly expected?: string;
  /** Where the missing end tag or `>` belongs, in the offsets of the range. */
  readonly insertAt?: number;
  /** What stands before the missing end tag, so that it has a line of its own. */
  readonly lead?: string;
  /** What puts it right without a doubt, in the offsets of the range. */
  readonly mend?: readonly TextEdit[];
  /** The other way to put it right. */
  readonly otherwise?: readonly TextEdit[];
}

/** An error of this kind leaves the elements of the text intact, so that they can be validated all the same. */
export function leavesStructure(kind: SyntaxProblemKind): boolean {
  return kind === 'doctype' || kind === 'misplacedDeclaration' || kind === 'badDeclaration' || kind === 'byteOrderMark';
}
