import type { TextRange } from '../text/text-range.ts';

/** The XSD as editing and messages need it: what may stand where, and what it means. Only libxml2 decides what is valid. */

/** A range in one of the files of a schema. */
export interface SchemaPlace extends TextRange {
  /** Its path from the pack's folder on. */
  readonly file: string;
}

export interface Facet {
  /** `pattern`, `minLength`, `maxInclusive`, … */
  readonly name: string;
  /** Of patterns of which one must be met: all of them, with `|` between. */
  readonly value: string;
  /** The patterns of which one must be met; of another facet its value alone. */
  readonly alternatives: readonly string[];
}

export interface EnumerationValue {
  readonly value: string;
  readonly documentation: string;
  readonly place: SchemaPlace;
}

/** The type of an element or attribute. */
export interface TypeModel {
  /** Local name; undefined for an anonymous type. */
  readonly name: string | undefined;
  /** Of the name; empty for none. */
  readonly namespace: string;
  readonly documentation: string;
  /**
   * The built-in type at the bottom of the restrictions (`date`); `anySimpleType` for a list, and for a union of several
   * of them. undefined where elements stand inside.
   */
  readonly base: string | undefined;
  /** All values that there are; none where other values are valid as well. Of a union those of its members. */
  readonly enumerations: readonly EnumerationValue[];
  /** Of each name the one that is in force; the patterns of each step of restriction, which must all be met. */
  readonly facets: readonly Facet[];
  /** A value is a list of these, with white space between. */
  readonly item: TypeModel | undefined;
  /** A value is of one of these. */
  readonly members: readonly TypeModel[];
  /** The elements that may stand inside, each once and in order; empty for a simple type. */
  readonly children: readonly ElementModel[];
  readonly attributes: readonly AttributeModel[];
  /** Its elements stand in exactly this order, those of a name together: no choice, no repeated group, no wildcard. */
  readonly ordered: boolean;
  /** How they may stand; undefined where there are none. */
  readonly content: Particle | undefined;
  /** Other elements may stand inside as well: there is a wildcard. */
  readonly isOpen: boolean;
  /** Text may stand between the elements. */
  readonly isMixed: boolean;
  /** No element can have it: one that is made of it is named with `xsi:type`. */
  readonly isAbstract: boolean;
}

/** A piece of a content model (XSD 1.0 part 1, section 3.8), with groups resolved and substitution groups spelled out. */
export type Particle = ElementParticle | WildcardParticle | GroupParticle;

interface Occurrence {
  readonly min: number;
  /** `Infinity` for unbounded. */
  readonly max: number;
}

export interface ElementParticle extends Occurrence {
  readonly kind: 'element';
  readonly element: ElementDeclaration;
}

export interface WildcardParticle extends Occurrence {
  readonly kind: 'any';
}

export interface GroupParticle extends Occurrence {
  readonly kind: 'sequence' | 'choice' | 'all';
  readonly particles: readonly Particle[];
}

/** An element, wherever it may stand. */
export interface ElementDeclaration {
  readonly name: string;
  /** Empty for none. */
  readonly namespace: string;
  readonly documentation: string;
  /** Where the name stands in its declaration. */
  readonly place: SchemaPlace;
  readonly type: TypeModel;
  /** `xsi:nil` may stand in it. */
  readonly isNillable: boolean;
  /** Others stand in its place. */
  readonly isAbstract: boolean;
  /** The one value that it may have. */
  readonly fixed: string | undefined;
  /** The value that it has where it is empty. */
  readonly default: string | undefined;
  /** `xs:unique`, `xs:key` or `xs:keyref` stands in the declaration. */
  readonly hasConstraints: boolean;
}

/** An element among the others that may stand in its parent. */
export interface ElementModel extends ElementDeclaration {
  /** It stands there so many times at least, whatever else does. */
  readonly min: number;
  /** `Infinity` for unbounded. */
  readonly max: number;
}

export interface AttributeModel {
  readonly name: string;
  /** Empty for none. */
  readonly namespace: string;
  readonly documentation: string;
  /** Where the name stands in its declaration. */
  readonly place: SchemaPlace;
  readonly required: boolean;
  readonly type: TypeModel;
  readonly fixed: string | undefined;
  readonly default: string | undefined;
}

export interface SchemaModel {
  readonly namespace: string;
  /** The global elements of that namespace. */
  readonly roots: readonly ElementModel[];
  /** The element at a path of local names from a root on; undefined where the schema has none there. */
  element(path: readonly string[]): ElementModel | undefined;
  /** The element of a name in one of a type; one that a wildcard lets in where no other may be meant. */
  child(type: TypeModel, name: string): ElementModel | undefined;
  /**
   * The element as `xsi:type` makes it.
   * @param type the value of that attribute; its prefix doesn't count
   * @returns undefined where no such type is derived from its own, or several are
   */
  typed(element: ElementModel, type: string): ElementModel | undefined;
  /** The types that an element of a type may be of: it, where it isn't abstract, and those derived from it. */
  typesFor(type: TypeModel): readonly TypeModel[];
  /** The names of the elements that may stand for a global one, which are not abstract. */
  substitutes(name: string): readonly string[];
  /**
   * Something in the schema compares what stands in different children of the element at a path: `xs:unique`, `xs:key`
   * or `xs:keyref` there or above, or an ID anywhere.
   */
  comparesWithin(path: readonly string[]): boolean;
}
