import { DOMParser, type Document, type Element as DomElement } from '@xmldom/xmldom';
import xpath from 'xpath';
import { SourceText } from '../text/source-text.ts';
import type { TextRange } from '../text/text-range.ts';
import type { SchemaFiles } from './files/schema-files.ts';

/** The XSD as editing needs it: what may stand where, and what it means. Judging is the validator's alone. */

export interface Facet {
  /** `pattern`, `minLength`, `maxInclusive`, … */
  readonly name: string;
  readonly value: string;
}

export interface EnumerationValue {
  readonly value: string;
  readonly documentation: string;
  /** Where the value stands in the XSD. */
  readonly place: TextRange;
}

/** The type of an element or attribute. */
export interface TypeModel {
  /** Local name; undefined for an anonymous type. */
  readonly name: string | undefined;
  readonly documentation: string;
  /** The built-in type at the bottom of the restrictions (`date`); undefined where elements stand inside. */
  readonly base: string | undefined;
  readonly enumerations: readonly EnumerationValue[];
  readonly facets: readonly Facet[];
  /** The elements that may stand inside, in order; empty for a simple type. */
  readonly children: readonly ElementModel[];
  readonly attributes: readonly AttributeModel[];
  /** Its elements stand in exactly this order, each on its own: no choice, group of alternatives or wildcard. */
  readonly ordered: boolean;
}

export interface ElementModel {
  readonly name: string;
  readonly documentation: string;
  /** Where the name stands in its declaration in the XSD. */
  readonly place: TextRange;
  readonly min: number;
  /** `Infinity` for unbounded. */
  readonly max: number;
  readonly type: TypeModel;
}

export interface AttributeModel {
  readonly name: string;
  readonly documentation: string;
  /** Where the name stands in its declaration in the XSD. */
  readonly place: TextRange;
  readonly required: boolean;
  readonly type: TypeModel;
}

export interface SchemaModel {
  readonly namespace: string;
  readonly roots: readonly ElementModel[];
  /** An `xs:unique`, `xs:key` or `xs:keyref` stands somewhere in it. */
  readonly hasIdentityConstraints: boolean;
  /** The element at a path of local names from a root on; undefined where the schema has none there. */
  element(path: readonly string[]): ElementModel | undefined;
}

const XS = 'http://www.w3.org/2001/XMLSchema';
const select = xpath.useNamespaces({ xs: XS });
const EMPTY_TYPE = { enumerations: [], facets: [], children: [], attributes: [], ordered: true };

/**
 * Reads an XSD 1.0 schema.
 * @throws Error where the text is not XML
 */
export function readSchema({ files }: SchemaFiles): SchemaModel {
  const xsd = files[0]!.text;
  const document = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(message);
    },
  }).parseFromString(xsd, 'text/xml');
  return new SchemaReader(document, new SourceText(xsd)).read();
}

class SchemaReader {
  private readonly schema: DomElement;
  private readonly types = new Map<string, TypeModel>();

  constructor(
    private readonly document: Document,
    private readonly source: SourceText,
  ) {
    this.schema = document.documentElement!;
  }

  read(): SchemaModel {
    const roots = this.all('/xs:schema/xs:element').map((node) => this.element(node));
    return {
      namespace: this.schema.getAttribute('targetNamespace') ?? '',
      roots,
      hasIdentityConstraints: this.all('//xs:unique | //xs:key | //xs:keyref').length > 0,
      element(path) {
        let found = roots.find((root) => root.name === path[0]);
        for (const name of path.slice(1)) found = found?.type.children.find((child) => child.name === name);
        return found;
      },
    };
  }

  private all(expression: string, node: DomElement | Document = this.document): DomElement[] {
    return select(expression, node as never) as unknown as DomElement[];
  }

  private global(kind: string, qualifiedName: string): DomElement | undefined {
    const name = localPart(qualifiedName);
    return this.all(`/xs:schema/xs:${kind}`).find((node) => node.getAttribute('name') === name);
  }

  private documentation(node: DomElement | undefined): string {
    if (!node) return '';
    return this.all('xs:annotation/xs:documentation', node)
      .map((text) => (text.textContent ?? '').replace(/\s+/g, ' ').trim())
      .join('\n\n');
  }

  /**
   * Where the value of an attribute stands; the place of the element itself where it has no such attribute. The parser
   * counts lines and columns from 1, and those of an attribute are its opening quote's.
   */
  private place(node: DomElement, attribute: 'name' | 'value'): TextRange {
    const found = node.getAttributeNode(attribute);
    const { lineNumber = 1, columnNumber = 1 } = found ?? node;
    const at = this.source.offsetAt({ line: lineNumber - 1, character: columnNumber - 1 });
    if (!found) return { start: at, end: at };
    const quote = this.source.slice(at, at + 1);
    const rest = this.source.slice(at + 1, at + 1 + 6 * found.value.length + 1);
    return { start: at + 1, end: at + 1 + Math.max(0, rest.indexOf(quote)) };
  }

  private element(node: DomElement): ElementModel {
    const reference = node.getAttribute('ref');
    const declaration = (reference && this.global('element', reference)) || node;
    const reader = this;
    const model = {
      name: declaration.getAttribute('name') ?? localPart(reference ?? ''),
      documentation: this.documentation(declaration),
      place: this.place(declaration, 'name'),
      min: Number(node.getAttribute('minOccurs') || 1),
      max: readMaximum(node),
      /** Made when asked for: types may hold themselves. */
      get type(): TypeModel {
        const type = reader.typeOf(declaration);
        Object.defineProperty(model, 'type', { value: type });
        return type;
      },
    };
    return model;
  }

  private typeOf(declaration: DomElement): TypeModel {
    const name = declaration.getAttribute('type');
    if (name) return this.namedType(name);
    const [inline] = this.all('xs:simpleType | xs:complexType', declaration);
    return inline ? this.type(inline) : { ...EMPTY_TYPE, name: undefined, documentation: '', base: 'anyType' };
  }

  private namedType(qualifiedName: string): TypeModel {
    const known = this.types.get(qualifiedName);
    if (known) return known;
    const node = this.global('simpleType', qualifiedName) ?? this.global('complexType', qualifiedName);
    const name = localPart(qualifiedName);
    const type = node ? this.type(node) : { ...EMPTY_TYPE, name, documentation: '', base: name };
    this.types.set(qualifiedName, type);
    return type;
  }

  private type(node: DomElement): TypeModel {
    const name = node.getAttribute('name') || undefined;
    const documentation = this.documentation(node);
    if (node.localName === 'simpleType') return { ...this.simple(node), name, documentation };
    const [derived] = this.all('*/xs:extension | */xs:restriction', node);
    const inherited = derived && this.namedType(derived.getAttribute('base') ?? '');
    const extended = derived?.localName === 'extension' ? inherited : undefined;
    const content = derived ?? node;
    const children = this.particles(content);
    return {
      name,
      documentation,
      base: children.length > 0 ? undefined : inherited?.base,
      enumerations: inherited?.enumerations ?? [],
      facets: inherited?.facets ?? [],
      children: [...(extended?.children ?? []), ...children],
      attributes: [...(extended?.attributes ?? []), ...this.attributes(content)],
      ordered: (extended?.ordered ?? true) && this.isOrdered(content),
    };
  }

  private simple(node: DomElement): Omit<TypeModel, 'name' | 'documentation'> {
    const [restriction] = this.all('xs:restriction', node);
    if (!restriction) return { ...EMPTY_TYPE, base: 'anySimpleType' };
    const base = restriction.getAttribute('base');
    const [inline] = this.all('xs:simpleType', restriction);
    const parent = base ? this.namedType(base) : inline && this.type(inline);
    const enumerations = this.all('xs:enumeration', restriction).map((value) => ({
      value: value.getAttribute('value') ?? '',
      documentation: this.documentation(value),
      place: this.place(value, 'value'),
    }));
    const facets = this.all('xs:*[@value][not(self::xs:enumeration)]', restriction).map((facet) => ({
      name: facet.localName ?? '',
      value: facet.getAttribute('value') ?? '',
    }));
    return {
      ...EMPTY_TYPE,
      base: parent?.base,
      enumerations: enumerations.length > 0 ? enumerations : (parent?.enumerations ?? []),
      facets: [...(parent?.facets ?? []), ...facets],
    };
  }

  /** The elements under a content model, in document order; those of a choice are optional. */
  private particles(node: DomElement): ElementModel[] {
    return this.all('xs:sequence | xs:choice | xs:all | xs:group', node).flatMap((group) => this.group(group, 1, 1));
  }

  private group(node: DomElement, min: number, max: number): ElementModel[] {
    if (node.localName === 'group') {
      const reference = node.getAttribute('ref');
      const target = reference ? this.global('group', reference) : undefined;
      return target ? this.particles(target) : [];
    }
    const leastTimes = node.localName === 'choice' ? 0 : min * Number(node.getAttribute('minOccurs') || 1);
    const mostTimes = max * readMaximum(node);
    return this.all('xs:element | xs:sequence | xs:choice | xs:group', node).flatMap((child) => {
      if (child.localName !== 'element') return this.group(child, leastTimes, mostTimes);
      const model = this.element(child);
      const type = () => model.type;
      return [
        {
          name: model.name,
          documentation: model.documentation,
          place: model.place,
          min: model.min * leastTimes,
          max: model.max * mostTimes,
          get type() {
            return type();
          },
        },
      ];
    });
  }

  private isOrdered(node: DomElement): boolean {
    const odd = 'xs:choice | xs:all | xs:group | .//xs:sequence//xs:choice | .//xs:sequence//xs:any';
    return this.all(odd, node).length === 0 && this.all('xs:sequence[@maxOccurs]', node).length === 0;
  }

  private attributes(node: DomElement): AttributeModel[] {
    return this.all('xs:attribute', node).map((attribute) => {
      const reference = attribute.getAttribute('ref');
      const declaration = (reference && this.global('attribute', reference)) || attribute;
      return {
        name: declaration.getAttribute('name') ?? localPart(reference ?? ''),
        documentation: this.documentation(declaration),
        place: this.place(declaration, 'name'),
        required: attribute.getAttribute('use') === 'required',
        type: this.typeOf(declaration),
      };
    });
  }
}

function localPart(qualifiedName: string): string {
  return qualifiedName.slice(qualifiedName.indexOf(':') + 1);
}

function readMaximum(node: DomElement): number {
  const value = node.getAttribute('maxOccurs');
  if (!value) return 1;
  return value === 'unbounded' ? Number.POSITIVE_INFINITY : Number(value);
}
