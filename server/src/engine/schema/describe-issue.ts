import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import { distance, resembles } from '../syntax/resemblance.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { trimPasted } from '../text/pasted-space.ts';
import type { TextRange } from '../text/text-range.ts';
import { trimXml } from '../text/xml-whitespace.ts';
import { attributeNamed, isFilledRun } from './content-index.ts';
import { diagnose, isUnordered, missingAtEnd } from './content-problem.ts';
import { meetsFacets } from './facets.ts';
import type { SchemaIssue, SchemaIssueKind } from './issue.ts';
import { elementOf, type IssueContext, nameIn, parentIn, parentOf, pathOf } from './issue-context.ts';
import type { ElementDeclaration, ElementModel } from './model.ts';
import { fewOf, siblingsOf } from './node-path.ts';
import { expectedIn, facetOf, keyOf, localName, otherNamespaceIn } from './sentences.ts';
import {
  attributeMeant,
  type Beside,
  childForAttribute,
  isWrapper,
  looseBeside,
  standsFor,
  strayAttributeFor,
  strayedInto,
} from './strangers.ts';
import { filledRange, textRun } from './text-runs.ts';
import type { SchemaError } from './validator.ts';

/** Describes an error at a node. `repeat` counts earlier errors with the same sentence at this node. */
export function describeIssue(context: IssueContext, node: NodeId, error: SchemaError, repeat: number): SchemaIssue {
  return new Description(context, node, error.sentence).issue(repeat);
}

/** What is there about every issue. */
type Base = Pick<SchemaIssue, 'node' | 'path' | 'expected' | 'sentence' | 'type'>;

/** libxml2's sentences on an element (xmlschemas.c), without those that need more than a look. */
const KINDS: readonly (readonly [words: string, kind: SchemaIssueKind])[] = [
  ['The element declaration is abstract', 'abstractElement'],
  ['The type definition is abstract', 'abstractType'],
  ["The element is not 'nillable'", 'nilNotAllowed'],
  ["because the element is 'nilled'", 'nilWithContent'],
  ['demanded by the strict wildcard', 'undeclaredElement'],
];

class Description {
  private readonly tree: SyntaxTree;
  private readonly base: Base;
  private readonly element: ElementModel | undefined;

  constructor(
    private readonly context: IssueContext,
    private readonly node: NodeId,
    private readonly sentence: string,
  ) {
    this.tree = context.tree;
    this.element = elementOf(context, node);
    this.base = {
      node,
      path: [...context.ancestors, ...pathOf(context, node)],
      expected: expectedIn(sentence),
      sentence,
      type: this.element?.type,
    };
  }

  issue(repeat: number): SchemaIssue {
    const { base, tree, node, sentence } = this;
    const attribute =
      /^Element '[^']*', attribute '([^']*)'/.exec(sentence)?.[1] ??
      /The attribute '([^']*)' is (?:required|not allowed)/.exec(sentence)?.[1];
    if (attribute !== undefined) return this.onAttribute(attribute);
    if (sentence.includes('This element is not expected')) return this.unexpected();
    if (sentence.includes('Missing child element')) return this.incomplete();
    if (/Character content (?:other than whitespace )?is not allowed/.test(sentence)) {
      const run = textRun(tree, node, repeat);
      if (run === undefined) return { ...base, kind: 'unexpectedText', range: tree.nameRange(node) };
      return { ...base, kind: 'unexpectedText', range: filledRange(tree, run), inside: run };
    }
    if (sentence.includes('Element content is not allowed')) return this.unexpectedChild();
    const kind = KINDS.find(([words]) => sentence.includes(words))?.[1];
    if (kind) return { ...base, kind, expected: this.expectedFor(kind), range: this.rangeFor(kind) };
    return this.onKey() ?? this.onValue(node, base);
  }

  private onAttribute(qualifiedName: string): SchemaIssue {
    const { base, tree, node, sentence } = this;
    const name = localName(qualifiedName);
    if (sentence.includes('is required but missing')) return this.missingAttribute(name);
    const attribute = this.context.readAttribute?.(node, name) ?? attributeNamed(tree, node, name);
    if (attribute === undefined) return { ...base, kind: 'other', range: tree.nameRange(node) };
    if (sentence.includes('xsi:type')) {
      const { declared } = this;
      const expected = declared ? this.typeNames(declared) : [];
      return { ...base, kind: 'unknownType', expected, range: tree.valueRange(attribute), node: attribute };
    }
    const path = [...base.path, `@${name}`];
    const type = this.element?.type.attributes.find((declared) => declared.name === name)?.type;
    if (sentence.includes('is not allowed')) return this.unexpectedAttribute(attribute);
    return this.onValue(attribute, { ...base, node: attribute, path, type });
  }

  /** What stands under another name, or in a child, is told of there. */
  private missingAttribute(name: string): SchemaIssue {
    const { base, context, tree, node, element } = this;
    const stray = strayAttributeFor(context, node, name, element?.type);
    if (stray !== undefined) return this.unexpectedAttribute(stray);
    const child = childForAttribute(context, node, name, element?.type);
    if (child === undefined) return { ...base, kind: 'missingAttribute', name, range: tree.nameRange(node) };
    const about = { node: child, path: [...base.path, name], name, range: tree.nameRange(child) };
    return { ...base, ...about, kind: 'unexpectedElement', isAttribute: true, expected: [] };
  }

  private unexpectedAttribute(attribute: NodeId): SchemaIssue {
    const { base, context, tree, node, element } = this;
    const name = tree.localName(attribute);
    const about = { node: attribute, name: tree.name(attribute), range: tree.nameRange(attribute) };
    const meant = attributeMeant(context, node, name, element?.type);
    const path = [...base.path, `@${name}`];
    return { ...base, ...about, path, kind: 'unexpectedAttribute', ...(meant === undefined ? {} : { meant }) };
  }

  private onValue(node: NodeId, base: Base): SchemaIssue {
    const { tree, sentence } = this;
    const range = tree.valueRange(node);
    const fixed = /does not match the fixed value constraint '(.*)'\.$/s.exec(sentence)?.[1];
    if (fixed !== undefined) return { ...base, kind: 'fixedValue', value: fixed, range };
    if (sentence.includes("of the atomic type 'xs:ID'") && isName(tree.value(node))) {
      return { ...base, kind: 'duplicateId', range };
    }
    const facet = facetOf(sentence);
    if (facet !== undefined) return { ...base, kind: 'value', facet, range };
    return { ...base, kind: 'other', range: tree.nameRange(node) };
  }

  private onKey(): SchemaIssue | undefined {
    const { base, tree, node, sentence } = this;
    const [, about = '', duplicate] = /^Element '([^']*)': Duplicate key-sequence \[(.*)\] in /s.exec(sentence) ?? [];
    const [, from = '', unknown] =
      /^Element '([^']*)': No match found for key-sequence \[(.*)\] of keyref/s.exec(sentence) ?? [];
    const value = duplicate ?? unknown;
    if (value === undefined) return undefined;
    const kind = duplicate === undefined ? 'unknownKey' : 'duplicateKey';
    // A reference that leads nowhere has no node.
    return { ...base, kind, value: keyOf(value), name: localName(about || from), range: tree.nameRange(node) };
  }

  private unexpectedChild(): SchemaIssue {
    const { base, tree, node } = this;
    const [child] = tree.elements(node);
    if (child === undefined) return { ...base, kind: 'other', range: tree.nameRange(node) };
    const name = tree.localName(child);
    return { ...base, kind: 'unexpectedElement', name, range: tree.nameRange(child), inside: child };
  }

  private incomplete(): SchemaIssue {
    const { base, tree, node, context } = this;
    const type = this.element?.type;
    const names = this.namesIn(node);
    const missing = type ? missingAtEnd(type, names) : [];
    // Where nothing can be told of them, libxml2's are all that may come, those that need not among them.
    const found = missing.length > 0 ? missing : base.expected;
    const loose = looseBeside(context, node, found[0]);
    if (loose !== undefined && found.length === 1) {
      return this.inWrongParent({ ...base, kind: 'wrongParent', range: tree.nameRange(loose) }, loose, node, 'end');
    }
    const absent = this.missing(found, this.element);
    const run = this.valueBefore('end', node, absent.missing);
    const place = type && isUnordered(type) ? undefined : placeBehind(names);
    return {
      ...base,
      ...absent,
      ...place,
      before: 'end',
      range: run === undefined ? tree.nameRange(node) : filledRange(tree, run),
      ...(run !== undefined && { inside: run }),
    };
  }

  /**
   * libxml2 says "not expected" of the element behind a gap, of one too many, of one out of order and of a stranger
   * alike; the model and the neighbours tell which it is.
   */
  private unexpected(): SchemaIssue {
    const { base, tree, node, context } = this;
    const name = tree.localName(node);
    const unexpected: SchemaIssue = { ...base, kind: 'unexpectedElement', name, range: tree.nameRange(node) };
    const namespace = otherNamespaceIn(this.sentence);
    if (namespace !== undefined) {
      return { ...unexpected, kind: 'otherNamespace', value: namespace, own: tree.namespaceOf(node) ?? '' };
    }
    const parent = parentIn(context, node);
    const around = parent >= 0 ? elementOf(context, parent) : parentOf(context);
    const siblings = around && this.siblingsOf(parent);
    const index = siblings?.indexOf(node) ?? -1;
    if (!siblings || index < 0) return unexpected;
    const outside = context.beside?.(node) ?? { before: [], after: [] };
    const before = [...outside.before, ...siblings.slice(0, index).map((other) => this.nameOf(other))];
    const after = [...siblings.slice(index + 1).map((other) => this.nameOf(other)), ...outside.after];
    const problem = diagnose(around.type, before, name, after);
    switch (problem.kind) {
      case 'missing': {
        const place = isUnordered(around.type) ? undefined : placeBehind(before);
        const about = parent >= 0 ? { node: parent, range: tree.nameRange(parent) } : { range: tree.nameRange(node) };
        const strayed = parent >= 0 ? strayedInto(context, parent, around.type, problem.names) : undefined;
        if (strayed !== undefined) return this.inWrongParent(unexpected, strayed, parent, node);
        const loose = parent >= 0 ? looseBeside(context, parent, problem.names[0]) : undefined;
        if (loose !== undefined) return this.inWrongParent(unexpected, loose, parent, node);
        const missing = this.missing(problem.names, around);
        const run = parent >= 0 ? this.valueBefore(node, parent, missing.missing) : undefined;
        return {
          ...unexpected,
          ...about,
          path: base.path.slice(0, -1),
          ...missing,
          ...place,
          type: around.type,
          before: node,
          ...(run !== undefined && { inside: run, range: filledRange(tree, run) }),
        };
      }
      case 'misplaced':
      case 'outOfTurn': {
        const others = siblings.filter((other) => other !== node);
        const target = others[problem.index - outside.before.length];
        const isLast = problem.index >= outside.before.length + others.length;
        if (typeof target !== 'number' && !isLast) return { ...unexpected, kind: 'misplacedElement' };
        return { ...unexpected, kind: 'misplacedElement', before: isLast ? 'end' : (target as NodeId) };
      }
      case 'surplus':
        return { ...unexpected, kind: 'surplusElement' };
      case 'laterMisplaced': {
        const later = siblings.slice(index + 1)[problem.index];
        if (typeof later !== 'number') return { ...unexpected, isNeeded: true };
        const path = [...base.path.slice(0, -1), tree.localName(later)];
        const about = { node: later, path, name: tree.localName(later), range: tree.nameRange(later) };
        return { ...unexpected, ...about, kind: 'misplacedElement', before: node };
      }
      case 'unexpected': {
        const elsewhere = this.outOfPlace(unexpected, around, siblings, index);
        if (elsewhere) return elsewhere;
        const meant = this.meantBy(name, around, [...before, ...after]);
        if (meant !== undefined) {
          const expected = base.expected.includes(meant) ? base.expected : [meant];
          return { ...unexpected, meant, expected };
        }
        if (problem.isNeeded) return { ...unexpected, isNeeded: true };
        return { ...unexpected, ...this.meaningOf(around, { before, after }) };
      }
    }
  }

  /** What a name that the schema doesn't have there was probably to be. */
  private meaningOf(around: ElementModel, beside: Beside): Partial<SchemaIssue> {
    const { context, node, tree } = this;
    const parent = parentIn(context, node);
    const name = nameIn(context, node);
    if (around.type.children.some((child) => child.name === name)) return {};
    if (parent >= 0 && childForAttribute(context, parent, name, around.type) === node)
      return { isAttribute: true, expected: [] };
    if (isWrapper(context, node, around.type, beside)) return { isWrapper: true };
    const instead = standsFor(context, node, around, beside);
    return instead === undefined || tree.prefix(node) !== '' ? {} : { instead, expected: [instead] };
  }

  /** The element belongs in the one around its parent, or in one that is missing around it and others behind it. */
  private outOfPlace(
    unexpected: SchemaIssue,
    { type }: ElementModel,
    siblings: readonly (NodeId | string)[],
    index: number,
  ): SchemaIssue | undefined {
    const { tree, node, context } = this;
    const name = nameIn(context, node);
    if (type.isOpen || type.children.some((child) => child.name === name)) return undefined;
    const parent = parentIn(context, node);
    const grandparent = parent >= 0 ? parentIn(context, parent) : -1;
    const outer = grandparent >= 0 ? elementOf(context, grandparent)?.type : undefined;
    const declared = outer?.children.find((child) => child.name === name);
    if (declared && this.namesIn(grandparent).filter((other) => other === name).length < declared.max) {
      const around = [...tree.elements(grandparent)];
      const before = around[around.indexOf(parent) + 1] ?? 'end';
      return this.inWrongParent(unexpected, node, grandparent, before);
    }
    const names = siblings.map((other) => this.nameOf(other));
    const wrappers = type.children.filter(
      (child) => !names.includes(child.name) && child.type.children.some((inner) => inner.name === name),
    );
    const [wrapper] = wrappers;
    if (!wrapper || wrappers.length > 1) return undefined;
    const isInside = (other: NodeId | string) =>
      typeof other === 'number' &&
      wrapper.type.children.some((inner) => inner.name === this.nameOf(other)) &&
      !type.children.some((child) => child.name === this.nameOf(other));
    let last = index;
    while (last + 1 < siblings.length && isInside(siblings[last + 1]!)) last++;
    return { ...unexpected, kind: 'missingParent', name: wrapper.name, until: siblings[last] as NodeId };
  }

  private inWrongParent(issue: SchemaIssue, node: NodeId, into: NodeId, before: NodeId | 'end'): SchemaIssue {
    const { tree, context } = this;
    const path = [...context.ancestors, ...pathOf(context, node)];
    const about = { node, path, name: nameIn(context, node), range: tree.nameRange(node) };
    return { ...issue, ...about, kind: 'wrongParent', into, before };
  }

  /** Text directly before an element that is a value of the one that is missing there. */
  private valueBefore(
    node: NodeId | 'end',
    parent: NodeId,
    missing: ElementDeclaration | undefined,
  ): NodeId | undefined {
    const { tree } = this;
    if (!missing || missing.type.children.length > 0) return undefined;
    let run: NodeId | undefined;
    for (const child of tree.children(parent)) {
      if (child === node) break;
      if (tree.kind(child) === NodeKind.Element) run = undefined;
      else if (isFilledRun(tree, child)) run = child;
    }
    if (run === undefined) return undefined;
    const value = trimPasted(tree.text(tree.range(run)));
    return value !== '' && meetsFacets(value, missing.type) ? run : undefined;
  }

  /** The name that was probably meant: one that may stand in the parent, is not there so often yet, and looks like it. */
  private meantBy(name: string, { type }: ElementModel, beside: readonly string[]): string | undefined {
    // A name that the parent has elements of is meant as it is.
    if (type.children.some((child) => child.name === name)) return undefined;
    const alike = type.children.filter(
      (child) => resembles(name, child.name) && beside.filter((other) => other === child.name).length < child.max,
    );
    const { expected } = this.base;
    const best = alike.sort(
      (a, b) =>
        Number(expected.includes(b.name)) - Number(expected.includes(a.name)) ||
        distance(name, a.name) - distance(name, b.name),
    );
    return best[0]?.name;
  }

  private missing(
    names: readonly string[],
    parent: ElementModel | undefined,
  ): Pick<SchemaIssue, 'kind' | 'name' | 'missing'> & { readonly expected?: readonly string[] } {
    const [name, ...others] = names;
    if (name === undefined) return { kind: 'other' as const };
    if (others.length > 0) return { kind: 'missingChoice' as const, expected: names };
    return { kind: 'missingElement' as const, name, missing: parent && this.context.model.child(parent.type, name) };
  }

  /** undefined where they are so many that nobody can tell what was meant by one of them. */
  private siblingsOf(parent: NodeId): (NodeId | string)[] | undefined {
    const { read } = this.context;
    return fewOf<NodeId | string>(parent >= 0 && read ? read(parent) : siblingsOf(this.tree, this.node));
  }

  private namesIn(parent: NodeId): string[] {
    const { read } = this.context;
    return Array.from(read ? read(parent) : this.tree.elements(parent), (child) => this.nameOf(child));
  }

  private nameOf(child: NodeId | string): string {
    return typeof child === 'string' ? child.slice(child.indexOf(':') + 1) : nameIn(this.context, child);
  }

  /** The element as its parent declares it, whatever `xsi:type` says. */
  private get declared(): ElementModel | undefined {
    const parent = this.tree.parent(this.node);
    const around = parent >= 0 ? elementOf(this.context, parent) : parentOf(this.context);
    return around && this.context.model.child(around.type, this.tree.localName(this.node));
  }

  private expectedFor(kind: SchemaIssueKind): readonly string[] {
    if (kind === 'abstractType' && this.element) return this.typeNames(this.element);
    if (kind !== 'abstractElement') return this.base.expected;
    return this.context.model.substitutes(this.tree.localName(this.node));
  }

  private typeNames(element: ElementModel): string[] {
    return this.context.model.typesFor(element.type).flatMap(({ name }) => name ?? []);
  }

  private rangeFor(kind: SchemaIssueKind): TextRange {
    const { tree, node } = this;
    const nil = kind === 'nilNotAllowed' ? attributeNamed(tree, node, 'nil') : undefined;
    return tree.nameRange(nil ?? node);
  }
}

function placeBehind(names: readonly string[]): Pick<SchemaIssue, 'place'> {
  const after = names[names.length - 1];
  return { place: after === undefined ? 'first' : { after } };
}

function isName(value: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_.\u00b7-]*$/u.test(trimXml(value));
}
