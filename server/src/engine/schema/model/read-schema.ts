import type { Element as DomElement } from '@xmldom/xmldom';
import { trimXml } from '../../text/xml-whitespace.ts';
import { XSD_NAMESPACE } from '../files/references.ts';
import type { SchemaFiles } from '../files/schema-files.ts';
import type { AttributeModel, ElementModel, Particle, SchemaModel, TypeModel } from '../model.ts';
import { hasIdType } from './comparisons.ts';
import {
  type Component,
  Components,
  type Definition,
  isBuiltIn,
  type QualifiedName,
  qualifiedName,
} from './components.ts';
import { elementModel, flatten, hasWildcard, isOrdered } from './content.ts';
import { Declaration, DeclaredAttribute } from './declarations.ts';
import { attributeOf, childrenOf, documentationOf, firstChildOf } from './dom.ts';
import { PLAIN, restrict, unite, type ValueSpace } from './simple-type.ts';
import { SubstitutionGroups } from './substitution-groups.ts';

/** Reads an XSD 1.0 schema. Of what libxml2 refuses there is less in it, and never an exception. */
export function readSchema(files: SchemaFiles): SchemaModel {
  return new Schema(files);
}

/** So deep types are derived from one another, and groups stand in groups; what is deeper is not looked into. */
const DEEPEST = 200;
const GROUPS = ['sequence', 'choice', 'all', 'group'] as const;

class Schema implements SchemaModel {
  readonly namespace: string;
  private readonly components: Components;
  private readonly substitutions: SubstitutionGroups;
  private readonly types = new Map<string, TypeModel>();
  private readonly typesOfNodes = new WeakMap<object, Map<DomElement, TypeModel>>();
  private readonly declarations = new WeakMap<object, Map<DomElement, Declaration>>();
  private readonly bases = new Map<TypeModel, TypeModel>();
  private readonly children = new WeakMap<TypeModel, ReadonlyMap<string, ElementModel>>();
  private readonly groups = new Map<Component, Particle | undefined>();
  /** The nodes of the types that are being made. */
  private readonly making = new Set<DomElement>();
  private globals: ReadonlyMap<string, readonly ElementModel[]> | undefined;
  private hasIds: boolean | undefined;
  private rootModels: readonly ElementModel[] | undefined;

  constructor(files: SchemaFiles) {
    this.namespace = files.files[0]?.targetNamespace ?? '';
    this.components = new Components(files);
    this.substitutions = new SubstitutionGroups(this.components);
  }

  get roots(): readonly ElementModel[] {
    this.rootModels ??= [...this.globalsByName.values()].flat().filter(({ namespace }) => namespace === this.namespace);
    return this.rootModels;
  }

  element(path: readonly string[]): ElementModel | undefined {
    const [root, ...steps] = path;
    const named = root === undefined ? [] : (this.globalsByName.get(root) ?? []);
    let found = named.find(({ namespace }) => namespace === this.namespace) ?? onlyOne(named);
    for (const name of steps) found = found && this.child(found.type, name);
    return found;
  }

  child(type: TypeModel, name: string): ElementModel | undefined {
    let children = this.children.get(type);
    if (!children) {
      children = new Map([...type.children].reverse().map((child) => [child.name, child]));
      this.children.set(type, children);
    }
    const found = children.get(name);
    if (found || !type.isOpen) return found;
    const global = onlyOne(this.globalsByName.get(name) ?? []);
    return global && elementModel(global, 0, Number.POSITIVE_INFINITY);
  }

  typed(element: ElementModel, type: string): ElementModel | undefined {
    const name = trimXml(type.slice(type.indexOf(':') + 1));
    const found = onlyOne(this.typesFor(element.type).filter((candidate) => candidate.name === name));
    return found && (Object.create(element, { type: { value: found, enumerable: true } }) as ElementModel);
  }

  typesFor(type: TypeModel): readonly TypeModel[] {
    const named = Array.from(this.components.all('type'), (component) => this.type(component));
    const all = new Set([type, ...named]);
    return [...all].filter((candidate) => !candidate.isAbstract && this.isDerived(candidate, type));
  }

  substitutes(name: string): readonly string[] {
    const head = onlyOne([...this.components.all('element')].filter((component) => component.name === name));
    return head ? this.substitutions.of(head).map((component) => component.name) : [];
  }

  comparesWithin(path: readonly string[]): boolean {
    for (let depth = 1; depth <= path.length; depth++) {
      if (this.element(path.slice(0, depth))?.hasConstraints !== false) return true;
    }
    this.hasIds ??= hasIdType(this.components);
    return this.hasIds;
  }

  private isDerived(type: TypeModel, from: TypeModel): boolean {
    for (let at: TypeModel | undefined = type; at; at = this.bases.get(at)) if (at === from) return true;
    return from.base === 'anyType';
  }

  private get globalsByName(): ReadonlyMap<string, readonly ElementModel[]> {
    if (this.globals) return this.globals;
    const globals = new Map<string, ElementModel[]>();
    for (const component of this.components.all('element')) {
      const model = elementModel(this.declaration(component), 1, 1);
      const alike = globals.get(model.name);
      if (alike) alike.push(model);
      else globals.set(model.name, [model]);
    }
    this.globals = globals;
    return globals;
  }

  private declaration(definition: Definition): Declaration {
    const known = this.declarations.get(definition.use) ?? new Map<DomElement, Declaration>();
    this.declarations.set(definition.use, known);
    const declaration = known.get(definition.node) ?? new Declaration(definition, () => this.typeOf(definition));
    known.set(definition.node, declaration);
    return declaration;
  }

  /** The type of an element or attribute: without one of its own, that of the element that it may stand for. */
  private typeOf(definition: Definition): TypeModel {
    const { node, use } = definition;
    const name = attributeOf(node, 'type');
    if (name !== undefined) return this.typeNamed(qualifiedName(name, node, use), definition);
    const inline = firstChildOf(node, 'simpleType', 'complexType');
    if (inline) return this.type({ ...definition, node: inline });
    if (node.localName === 'attribute') return this.builtIn('anySimpleType');
    const head = attributeOf(node, 'substitutionGroup');
    const component = head === undefined ? undefined : this.components.named('element', qualifiedName(head, node, use));
    return component && component.node !== node ? this.declaration(component).type : this.builtIn('anyType');
  }

  private typeNamed(name: QualifiedName, from: Definition): TypeModel {
    if (isBuiltIn(name)) return this.builtIn(name.name);
    const component = this.components.referred('type', name, from);
    return component ? this.type(component) : unknown(name);
  }

  private builtIn(name: string): TypeModel {
    let type = this.types.get(name);
    if (!type) {
      const isOpen = name === 'anyType';
      type = { ...PLAIN, name, namespace: XSD_NAMESPACE, documentation: '', base: name, isOpen, isMixed: isOpen };
      this.types.set(name, type);
    }
    return type;
  }

  private type(definition: Definition): TypeModel {
    const { node, use } = definition;
    const known = this.typesOfNodes.get(use) ?? new Map<DomElement, TypeModel>();
    this.typesOfNodes.set(use, known);
    const made = known.get(node);
    if (made) return made;
    const name = attributeOf(node, 'name');
    // Types that are made of themselves are no types.
    if (this.making.has(node) || this.making.size > DEEPEST)
      return unknown({ namespace: use.namespace, name: name ?? '' });
    this.making.add(node);
    try {
      const { derivedFrom, ...space } =
        node.localName === 'simpleType' ? this.simple(definition) : this.complex(definition);
      const namespace = name === undefined ? '' : use.namespace;
      const model: TypeModel = { ...PLAIN, ...space, name, namespace, documentation: documentationOf(node) };
      if (derivedFrom) this.bases.set(model, derivedFrom);
      known.set(node, model);
      return model;
    } finally {
      this.making.delete(node);
    }
  }

  private simple(definition: Definition): MadeType {
    const { node, use } = definition;
    const inline = (parent: DomElement) =>
      Array.from(childrenOf(parent, 'simpleType'), (child) => this.type({ ...definition, node: child }));
    const named = (parent: DomElement, name: string) =>
      namesIn(parent, name).map((type) => this.typeNamed(qualifiedName(type, parent, use), definition));
    const restriction = firstChildOf(node, 'restriction');
    if (restriction) {
      const [base = this.builtIn('anySimpleType')] = [...named(restriction, 'base'), ...inline(restriction)];
      return { ...restrict(base, restriction, use.document), derivedFrom: base };
    }
    const list = firstChildOf(node, 'list');
    if (list) {
      const [item] = [...named(list, 'itemType'), ...inline(list)];
      return { ...PLAIN, base: 'anySimpleType', item, derivedFrom: undefined };
    }
    const union = firstChildOf(node, 'union');
    const members = union ? [...named(union, 'memberTypes'), ...inline(union)] : [];
    return { ...unite(members), derivedFrom: undefined };
  }

  private complex(definition: Definition): MadeType {
    const { node } = definition;
    const isAbstract = isTrue(node, 'abstract');
    const simple = firstChildOf(node, 'simpleContent');
    const complex = firstChildOf(node, 'complexContent');
    const derivation = firstChildOf(simple ?? complex ?? node, 'extension', 'restriction');
    if (!derivation) {
      const content = this.contentOf({ ...definition, node });
      return {
        ...this.elementContent(content, isTrue(node, 'mixed')),
        attributes: this.attributes(definition, []),
        isAbstract,
      };
    }
    const base = this.baseOf(derivation, definition);
    const own = { ...definition, node: derivation };
    const attributes = this.attributes(own, base?.attributes ?? []);
    if (simple) return { ...this.simpleContent(own, base), attributes, isAbstract, derivedFrom: base };
    const extended = derivation.localName === 'extension' ? base : undefined;
    const content = sequenceOf(extended?.content, this.contentOf(own));
    const isMixed = isTrue(node, 'mixed') || isTrue(complex!, 'mixed') || extended?.isMixed === true;
    return { ...this.elementContent(content, isMixed), attributes, isAbstract, derivedFrom: base };
  }

  private baseOf(derivation: DomElement, definition: Definition): TypeModel | undefined {
    const [name] = namesIn(derivation, 'base');
    return name === undefined ? undefined : this.typeNamed(qualifiedName(name, derivation, definition.use), definition);
  }

  private simpleContent(definition: Definition, base: TypeModel | undefined): ValueSpace {
    const { node, use } = definition;
    const inline = firstChildOf(node, 'simpleType');
    const space = inline ? this.type({ ...definition, node: inline }) : (base ?? this.builtIn('anySimpleType'));
    const restricted = node.localName === 'restriction' ? restrict(space, node, use.document) : space;
    const { enumerations, facets, item, members } = restricted;
    return { base: restricted.base, enumerations, facets, item, members };
  }

  private elementContent(content: Particle | undefined, isMixed: boolean) {
    return {
      ...PLAIN,
      base: undefined,
      content,
      children: flatten(content),
      ordered: isOrdered(content),
      isOpen: hasWildcard(content),
      isMixed,
      derivedFrom: undefined as TypeModel | undefined,
    };
  }

  private contentOf(definition: Definition): Particle | undefined {
    const group = firstChildOf(definition.node, ...GROUPS);
    return group && this.particle({ ...definition, node: group }, 0);
  }

  private particle(definition: Definition, depth: number): Particle | undefined {
    const { node, use } = definition;
    const min = Number(attributeOf(node, 'minOccurs') ?? 1);
    const most = attributeOf(node, 'maxOccurs') ?? '1';
    const max = most === 'unbounded' ? Number.POSITIVE_INFINITY : Number(most);
    switch (node.localName) {
      case 'element':
        return this.elementParticle(definition, min, max);
      case 'any':
        return { kind: 'any', min, max };
      case 'group': {
        const name = attributeOf(node, 'ref');
        const group =
          name === undefined
            ? undefined
            : this.components.referred('group', qualifiedName(name, node, use), definition);
        const particle = group && depth < DEEPEST ? this.groupParticle(group, depth) : undefined;
        return particle && { ...particle, min: min * particle.min, max: max * particle.max };
      }
    }
    const particles: Particle[] = [];
    for (const child of childrenOf(node, 'element', 'any', ...GROUPS)) {
      const particle = this.particle({ ...definition, node: child }, depth + 1);
      if (particle) particles.push(particle);
    }
    return { kind: node.localName as 'sequence' | 'choice' | 'all', particles, min, max };
  }

  /** What a named group holds; made once, so that groups of groups of groups stay small. */
  private groupParticle(group: Component, depth: number): Particle | undefined {
    if (!this.groups.has(group)) {
      this.groups.set(group, undefined);
      const inner = firstChildOf(group.node, ...GROUPS);
      this.groups.set(group, inner && this.particle({ ...group, node: inner }, depth + 1));
    }
    return this.groups.get(group);
  }

  private elementParticle(definition: Definition, min: number, max: number): Particle | undefined {
    const { node, use } = definition;
    const reference = attributeOf(node, 'ref');
    if (reference === undefined) return { kind: 'element', element: this.declaration(definition), min, max };
    const head = this.components.named('element', qualifiedName(reference, node, use));
    if (!head) return undefined;
    const elements = this.substitutions.of(head).map((component) => this.declaration(component));
    const [element = this.declaration(head), ...others] = elements;
    if (others.length === 0) return { kind: 'element', element, min, max };
    const particles = elements.map((member) => ({ kind: 'element', element: member, min: 1, max: 1 }) as const);
    return { kind: 'choice', particles, min, max };
  }

  private attributes(definition: Definition, inherited: readonly AttributeModel[]): AttributeModel[] {
    const found = new Map(inherited.map((attribute) => [`${attribute.name} ${attribute.namespace}`, attribute]));
    this.collectAttributes(definition, found, 0);
    return [...found.values()];
  }

  private collectAttributes(definition: Definition, found: Map<string, AttributeModel>, depth: number): void {
    for (const node of childrenOf(definition.node, 'attribute', 'attributeGroup')) {
      const reference = attributeOf(node, 'ref');
      const name = reference === undefined ? undefined : qualifiedName(reference, node, definition.use);
      if (node.localName === 'attributeGroup') {
        const group = name && this.components.referred('attributeGroup', name, definition);
        if (group && depth < DEEPEST) this.collectAttributes(group, found, depth + 1);
        continue;
      }
      const declared = name ? this.components.named('attribute', name) : { ...definition, node };
      if (!declared) continue;
      const attribute = new DeclaredAttribute(declared, node, () => this.typeOf(declared));
      const key = `${attribute.name} ${attribute.namespace}`;
      if (attributeOf(node, 'use') === 'prohibited') found.delete(key);
      else found.set(key, attribute);
    }
  }
}

/** What a type is made of, without its name. */
type MadeType = ValueSpace &
  Partial<Omit<TypeModel, 'name' | 'namespace' | 'documentation' | keyof ValueSpace>> & {
    /** The type that it extends or restricts. */
    readonly derivedFrom: TypeModel | undefined;
  };

function unknown({ name, namespace }: QualifiedName): TypeModel {
  return { ...PLAIN, name, namespace, documentation: '', base: 'anyType', isOpen: true, isMixed: true };
}

function sequenceOf(first: Particle | undefined, second: Particle | undefined): Particle | undefined {
  if (!first || !second) return first ?? second;
  return { kind: 'sequence', particles: [first, second], min: 1, max: 1 };
}

function namesIn(node: DomElement, attribute: string): string[] {
  const value = attributeOf(node, attribute);
  return value === undefined || value === '' ? [] : value.split(/[ \t\r\n]+/);
}

function isTrue(node: DomElement, attribute: string): boolean {
  return ['true', '1'].includes(attributeOf(node, attribute) ?? '');
}

function onlyOne<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}
