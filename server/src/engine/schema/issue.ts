import type { NodeId } from '../syntax/node-table.ts';
import type { TextRange } from '../text/text-range.ts';
import type { ElementDeclaration, TypeModel } from './model.ts';

/** What libxml2 found, tied to a node and classified further with the model. */
export type SchemaIssueKind =
  /** The value is not of its type, or a facet refuses it. */
  | 'value'
  /** The value is not the only one that the schema has there. */
  | 'fixedValue'
  /** The value is an ID that another element has. */
  | 'duplicateId'
  | 'missingElement'
  /** One of several elements is missing. */
  | 'missingChoice'
  /** The schema knows the element here, but no more of them. */
  | 'surplusElement'
  /** The schema knows the element here, but earlier or later. */
  | 'misplacedElement'
  /** The schema knows the element here, but in another namespace. */
  /** The schema knows the element, and others behind it, in another element that is missing here. */
  | 'missingParent'
  /** The schema knows the element in the element around its parent, or in one beside it, and it is missing there. */
  | 'wrongParent'
  | 'otherNamespace'
  | 'unexpectedElement'
  /** A wildcard lets the element in, and no schema knows it. */
  | 'undeclaredElement'
  /** Others stand in the element's place: it is abstract. */
  | 'abstractElement'
  | 'missingAttribute'
  | 'unexpectedAttribute'
  | 'unexpectedText'
  /** `xsi:nil`, whatever it says, stands in an element that the schema doesn't allow it in. */
  | 'nilNotAllowed'
  /** An element with `xsi:nil` has content. */
  | 'nilWithContent'
  /** `xsi:type` names no type that the element may have. */
  | 'unknownType'
  /** The element needs an `xsi:type`: its own is abstract. */
  | 'abstractType'
  /** `xs:unique` or `xs:key`: another element has the same value. */
  | 'duplicateKey'
  /** `xs:keyref`: no element has the value that is referred to. */
  | 'unknownKey'
  | 'other';

export interface SchemaIssue {
  readonly kind: SchemaIssueKind;
  /** The value, the name in the start tag, the parent's name for something missing, or the text. */
  readonly range: TextRange;
  /**
   * The node it is about: for something missing, the element that misses it; where that stands in another tree, the
   * element before which it is missing.
   */
  readonly node: NodeId;
  /** What stands in the node and should not: an element in a value, a run of text. */
  readonly inside?: NodeId;
  /** Local names from the root to the element that it is about, or to the one that misses something. */
  readonly path: readonly string[];
  /** The facet that refuses the value, or `type`. */
  readonly facet?: string;
  /** What the value must be, as libxml2 tells it: of `fixedValue`, of a key. */
  readonly value?: string;
  /** The missing element or attribute, or the one that is not expected. */
  readonly name?: string;
  /** Local names of the elements that could stand there, or of the types. */
  readonly expected: readonly string[];
  /** The type of the element or attribute, where the model knows it; of something missing, that of its parent. */
  readonly type?: TypeModel | undefined;
  /** The missing element, where the model knows it. */
  readonly missing?: ElementDeclaration | undefined;
  /** Where something missing belongs, in what there is: behind an element of that name, or first of all. */
  readonly place?: { readonly after: string } | 'first';
  /** The element before which the missing or misplaced one belongs; `end` for behind all of them. */
  readonly before?: NodeId | 'end';
  /** Of `missingParent`: the last of the elements that belong in it. */
  readonly until?: NodeId;
  /** Of `wrongParent`: the element that it belongs in. */
  readonly into?: NodeId;
  /** Where in the header an element that stands behind the records belongs. */
  readonly target?: { readonly parent: NodeId; readonly before: NodeId | 'end' };
  /** Of `otherNamespace`: the namespace that the element is in, empty for none. */
  readonly own?: string;
  /** The name that was probably meant by that of an element or attribute which is not expected. */
  readonly meant?: string;
  /** The element that is missing right there, and whose content this one has under a name that says nothing of it. */
  readonly instead?: string;
  /** What the element holds belongs where the element itself stands. */
  readonly isWrapper?: boolean;
  /** The element says what an attribute of that name is to say in the element around it. */
  readonly isAttribute?: boolean;
  /** The parent can't do without an element of its name, so that it is not to be removed. */
  readonly isNeeded?: boolean;
  /** libxml2's own sentence. */
  readonly sentence: string;
}
