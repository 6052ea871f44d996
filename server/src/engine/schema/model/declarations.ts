import type { Element as DomElement } from '@xmldom/xmldom';
import type { AttributeModel, ElementDeclaration, TypeModel } from '../model.ts';
import type { Definition } from './components.ts';
import { attributeOf, documentationOf, firstChildOf, placeOf } from './dom.ts';

/** An element as a schema declares it. Its type is made when it is first asked for: types may hold themselves. */
export class Declaration implements ElementDeclaration {
  readonly name: string;
  readonly namespace: string;
  private made: TypeModel | undefined;

  constructor(
    private readonly definition: Definition,
    private readonly makeType: () => TypeModel,
  ) {
    this.name = attributeOf(definition.node, 'name') ?? '';
    this.namespace = namespaceOf(definition);
  }

  get type(): TypeModel {
    this.made ??= this.makeType();
    return this.made;
  }

  get documentation(): string {
    return documentationOf(this.definition.node);
  }

  get place() {
    return placeOf(this.definition.use.document, this.definition.node, 'name');
  }

  get isNillable(): boolean {
    return isTrue(this.definition.node, 'nillable');
  }

  get isAbstract(): boolean {
    return isTrue(this.definition.node, 'abstract');
  }

  get fixed(): string | undefined {
    return this.definition.node.getAttributeNode('fixed')?.value;
  }

  get default(): string | undefined {
    return this.definition.node.getAttributeNode('default')?.value;
  }

  get hasConstraints(): boolean {
    return firstChildOf(this.definition.node, 'unique', 'key', 'keyref') !== undefined;
  }
}

/** An attribute as a type has it. */
export class DeclaredAttribute implements AttributeModel {
  readonly name: string;
  readonly namespace: string;
  private made: TypeModel | undefined;

  /** @param use where the type has it: the declaration itself, or a reference to it */
  constructor(
    private readonly declared: Definition,
    private readonly use: DomElement,
    private readonly makeType: () => TypeModel,
  ) {
    this.name = attributeOf(declared.node, 'name') ?? '';
    this.namespace = namespaceOf(declared);
  }

  get type(): TypeModel {
    this.made ??= this.makeType();
    return this.made;
  }

  get documentation(): string {
    return documentationOf(this.declared.node);
  }

  get place() {
    return placeOf(this.declared.use.document, this.declared.node, 'name');
  }

  get required(): boolean {
    return attributeOf(this.use, 'use') === 'required';
  }

  get fixed(): string | undefined {
    return (this.use.getAttributeNode('fixed') ?? this.declared.node.getAttributeNode('fixed'))?.value;
  }

  get default(): string | undefined {
    return (this.use.getAttributeNode('default') ?? this.declared.node.getAttributeNode('default'))?.value;
  }
}

/** Global ones are in the target namespace; others where `form` or the document says so. */
function namespaceOf({ node, use }: Definition): string {
  const { root } = use.document;
  if (node.parentNode === root || (node.parentNode as DomElement | null)?.localName === 'redefine')
    return use.namespace;
  const form = attributeOf(node, 'form') ?? attributeOf(root, `${node.localName}FormDefault`);
  return form === 'qualified' ? use.namespace : '';
}

function isTrue(node: DomElement, attribute: string): boolean {
  return ['true', '1'].includes(attributeOf(node, attribute) ?? '');
}
