import type { Element as DomElement } from '@xmldom/xmldom';
import type { EnumerationValue, Facet, TypeModel } from '../model.ts';
import { attributeOf, childrenOf, documentationOf, placeOf, type SchemaDocument } from './dom.ts';

/** What a type without children has. */
export const PLAIN = {
  enumerations: [],
  facets: [],
  item: undefined,
  members: [],
  children: [],
  attributes: [],
  ordered: true,
  content: undefined,
  isOpen: false,
  isMixed: false,
  isAbstract: false,
} as const;

/** What values of a type may be. */
export type ValueSpace = Pick<TypeModel, 'base' | 'enumerations' | 'facets' | 'item' | 'members'>;

/** A facet takes the place of these of the types that it restricts. */
const REPLACES: Readonly<Record<string, readonly string[]>> = {
  minInclusive: ['minExclusive'],
  minExclusive: ['minInclusive'],
  maxInclusive: ['maxExclusive'],
  maxExclusive: ['maxInclusive'],
  length: ['minLength', 'maxLength'],
};

/** Values of a type with the facets of an `xs:restriction` (XSD 1.0 part 2, section 4.3). */
export function restrict(base: ValueSpace, restriction: DomElement, document: SchemaDocument): ValueSpace {
  const enumerations: EnumerationValue[] = [];
  const patterns: string[] = [];
  const facets: Facet[] = [];
  for (const node of childrenOf(restriction)) {
    const value = attributeOf(node, 'value');
    if (value === undefined) continue;
    const name = node.localName!;
    if (name === 'enumeration') enumerations.push(new Enumeration(node, document));
    // White space around it is a part of it.
    else if (name === 'pattern') patterns.push(node.getAttribute('value') ?? '');
    else facets.push({ name, value, alternatives: [value] });
  }
  const gone = new Set(facets.flatMap(({ name }) => [name, ...(REPLACES[name] ?? [])]));
  const pattern = { name: 'pattern', value: patterns.join('|'), alternatives: patterns };
  return {
    ...base,
    enumerations: enumerations.length > 0 ? enumerations : base.enumerations,
    facets: [
      ...base.facets.filter(({ name }) => !gone.has(name)),
      ...facets,
      ...(patterns.length > 0 ? [pattern] : []),
    ],
  };
}

/** Thousands of them may stand in a type of which one is looked at. */
class Enumeration implements EnumerationValue {
  readonly value: string;

  constructor(
    private readonly node: DomElement,
    private readonly document: SchemaDocument,
  ) {
    this.value = node.getAttribute('value') ?? '';
  }

  get documentation(): string {
    return documentationOf(this.node);
  }

  get place() {
    return placeOf(this.document, this.node, 'value');
  }
}

/** Values of one of several types. */
export function unite(members: readonly TypeModel[]): ValueSpace {
  const bases = new Set(members.map(({ base }) => base));
  const isClosed = members.length > 0 && members.every(({ enumerations }) => enumerations.length > 0);
  return {
    base: bases.size === 1 ? members[0]!.base : 'anySimpleType',
    enumerations: isClosed ? members.flatMap(({ enumerations }) => enumerations) : [],
    facets: [],
    item: undefined,
    members,
  };
}
