import type { TextRange } from '../../text/text-range.ts';

/** What can be wrong with the files of a schema. The parameters of each stand behind it. */
export type SchemaProblemKind =
  /** No file lies where `location` says. */
  | 'missingFile'
  /** `location` leads out of the folder of the pack. */
  | 'outsideFolder'
  /** The file that `location` means is called `found`, in other letter case. */
  | 'otherLetterCase'
  /** What is imported of `namespace` is in no file that is known. */
  | 'unlocatedNamespace'
  /** More than `limit` files. */
  | 'tooManyFiles'
  /** More than `limit` characters. */
  | 'tooLarge'
  /** An error of its form, by what the scanner calls it: `syntax`, on `name`, in the place of `expected`. */
  | 'notWellFormed'
  /** The parser's `sentence`, where the scanner finds nothing; empty where that is silent, too. */
  | 'notXml'
  /** The root is `name`, and not `xs:schema`. */
  | 'notSchema'
  /** `name` is of XSD 1.1. */
  | 'xsd11'
  /** There is no type, element, attribute or group (`what`, as libxml2 calls it) of the name `name`. */
  | 'unresolved'
  /** `namespace` is used, and the file doesn't import it. */
  | 'notImported'
  /** The target namespace of the file at `location` is `found`, and not `namespace`. */
  | 'otherNamespace'
  /** `name` is there twice. */
  | 'duplicate'
  /** `name` is made of itself. */
  | 'circular'
  /** Two places in a content model can take the same element. */
  | 'ambiguous'
  /** `pattern` is no regular expression of XSD. */
  | 'badPattern'
  /** libxml2 was not ready with it in time. */
  | 'tooSlow'
  /** libxml2's own `sentence`. */
  | 'invalid';

/** Something wrong with a schema. The words for it are made where the language is known. */
export interface SchemaProblem {
  /** The path of the file from the pack's folder on, with `/`. */
  readonly file: string;
  readonly range: TextRange;
  /** An error refuses the schema. */
  readonly severity: 'error' | 'warning';
  readonly kind: SchemaProblemKind;
  readonly parameters: Readonly<Record<string, string>>;
}
