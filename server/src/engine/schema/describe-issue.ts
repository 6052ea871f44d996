import type { NodeId } from '../syntax/node-table.ts';
import { distance, resembles } from '../syntax/resemblance.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { TextRange } from '../text/text-range.ts';
import { skipXmlSpace, trimXml, xmlSpaceBefore } from '../text/xml-whitespace.ts';
import { attributeNamed, filledRuns } from './content-index.ts';
import { diagnose, isUnordered, missingAtEnd } from './content-problem.ts';
import type { SchemaIssue, SchemaIssueKind } from './issue.ts';
import type { ElementModel, SchemaModel } from './model.ts';
import { type ReadElements, siblingsOf } from './node-path.ts';
import type { SchemaError } from './validator.ts';

/** The fragment of a document that an error is located in. */
export interface IssueContext {
  readonly tree: SyntaxTree;
  readonly model: SchemaModel;
  /** Local names of the elements around the tree's top nodes. */
  readonly ancestors: readonly string[];
  /** The element around the tree's top nodes, where more is known of it than its path tells. */
  readonly parent?: ElementModel | undefined;
  /** Given where the tree doesn't tell which element a node is. */
  readonly elementAt?: (node: NodeId) => ElementModel | undefined;
  /** Given where libxml2 has read something else than the text. */
  readonly read?: ReadElements | undefined;
  /** Given where libxml2 has read elements under other names than they have in the text. */
  readonly readName?: ((node: NodeId) => string) | undefined;
  /** What stands beside a node in other trees; without it that is nothing. */
  readonly beside?: (node: NodeId) => { readonly before: readonly string[]; readonly after: readonly string[] };
}

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
    if (sentence.includes('is required but missing')) {
      return { ...base, kind: 'missingAttribute', name, range: tree.nameRange(node) };
    }
    const attribute = attributeNamed(tree, node, name);
    if (attribute === undefined) return { ...base, kind: 'other', range: tree.nameRange(node) };
    if (sentence.includes('xsi:type')) {
      const { declared } = this;
      const expected = declared ? this.typeNames(declared) : [];
      return { ...base, kind: 'unknownType', expected, range: tree.valueRange(attribute), node: attribute };
    }
    const path = [...base.path, `@${name}`];
    const type = this.element?.type.attributes.find((declared) => declared.name === name)?.type;
    if (sentence.includes('is not allowed')) {
      return { ...base, kind: 'unexpectedAttribute', node: attribute, path, name, range: tree.nameRange(attribute) };
    }
    return this.onValue(attribute, { ...base, node: attribute, path, type });
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
    const { base, tree, node } = this;
    const type = this.element?.type;
    const names = this.namesIn(node);
    const missing = type ? missingAtEnd(type, names) : [];
    // Where nothing can be told of them, libxml2's are all that may come, those that need not among them.
    const found = missing.length > 0 ? missing : base.expected;
    const place = type && isUnordered(type) ? undefined : placeBehind(names);
    return { ...base, ...this.missing(found, this.element), ...place, before: 'end', range: tree.nameRange(node) };
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
    if (namespace !== undefined) return { ...unexpected, kind: 'otherNamespace', value: namespace };
    const parent = tree.parent(node);
    const around = parent >= 0 ? elementOf(context, parent) : parentOf(context);
    const siblings = this.siblingsOf(parent);
    const index = siblings.indexOf(node);
    if (!around || index < 0) return unexpected;
    const outside = context.beside?.(node) ?? { before: [], after: [] };
    const before = [...outside.before, ...siblings.slice(0, index).map((other) => this.nameOf(other))];
    const after = [...siblings.slice(index + 1).map((other) => this.nameOf(other)), ...outside.after];
    const problem = diagnose(around.type, before, name, after);
    switch (problem.kind) {
      case 'missing': {
        const place = isUnordered(around.type) ? undefined : placeBehind(before);
        const about = parent >= 0 ? { node: parent, range: tree.nameRange(parent) } : { range: tree.nameRange(node) };
        const missing = this.missing(problem.names, around);
        return {
          ...unexpected,
          ...about,
          path: base.path.slice(0, -1),
          ...missing,
          ...place,
          type: around.type,
          before: node,
        };
      }
      case 'misplaced': {
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
        const meant = this.meantBy(name, around, [...before, ...after]);
        if (meant !== undefined) {
          const expected = base.expected.includes(meant) ? base.expected : [meant];
          return { ...unexpected, meant, expected };
        }
        return problem.isNeeded ? { ...unexpected, isNeeded: true } : unexpected;
      }
    }
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

  private missing(names: readonly string[], parent: ElementModel | undefined) {
    const [name, ...others] = names;
    if (name === undefined) return { kind: 'other' as const };
    if (others.length > 0) return { kind: 'missingChoice' as const, expected: names };
    return { kind: 'missingElement' as const, name, missing: parent && this.context.model.child(parent.type, name) };
  }

  private siblingsOf(parent: NodeId): (NodeId | string)[] {
    const { read } = this.context;
    return parent >= 0 && read ? [...read(parent)] : siblingsOf(this.tree, this.node);
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

/** The element that a node is, by its names and by what `xsi:type` says in the tree; undefined where that can't be told. */
export function elementOf(context: IssueContext, node: NodeId): ElementModel | undefined {
  const { tree, model, ancestors, elementAt } = context;
  if (elementAt) return elementAt(node);
  const parent = tree.parent(node);
  const name = nameIn(context, node);
  const around = parent >= 0 ? elementOf(context, parent) : parentOf(context);
  const element =
    parent < 0 && ancestors.length === 0 ? model.element([name]) : around && model.child(around.type, name);
  const type = typeAttribute(tree, node);
  return element && type !== undefined ? model.typed(element, tree.value(type)) : element;
}

/** The local name of an element as libxml2 has read it. */
function nameIn({ tree, readName }: IssueContext, node: NodeId): string {
  return readName ? readName(node) : tree.localName(node);
}

function pathOf(context: IssueContext, node: NodeId): string[] {
  const path: string[] = [];
  for (let at = node; at >= 0; at = context.tree.parent(at)) path.push(nameIn(context, at));
  return path.reverse();
}

/** `xsi:type`, whatever its prefix. */
function typeAttribute(tree: SyntaxTree, node: NodeId): NodeId | undefined {
  const first = attributeNamed(tree, node, 'type');
  if (first === undefined || tree.prefix(first) !== '') return first;
  return [...tree.attributes(node)].find((other) => tree.localName(other) === 'type' && tree.prefix(other) !== '');
}

function parentOf({ model, ancestors, parent }: IssueContext): ElementModel | undefined {
  return parent ?? (ancestors.length > 0 ? model.element(ancestors) : undefined);
}

function placeBehind(names: readonly string[]): Pick<SchemaIssue, 'place'> {
  const after = names[names.length - 1];
  return { place: after === undefined ? 'first' : { after } };
}

function facetOf(sentence: string): string | undefined {
  const facet = /\[facet '(\w+)'\]/.exec(sentence)?.[1];
  if (facet) return facet;
  return /is not a valid value of the|is not a valid value for/.test(sentence) ? 'type' : undefined;
}

/** The names in libxml2's list; what it writes for wildcards is none. */
function expectedIn(sentence: string): string[] {
  const list = /Expected is (?:one of )?\( (.*) \)\.$/s.exec(sentence)?.[1];
  const names = list === undefined ? [] : list.split(', ').filter((name) => !/^(?:##|\{[^}]*\}\*|\*)/.test(name));
  return names.map(localName);
}

/** The namespace in which an element of the same name is expected; undefined where none is. */
function otherNamespaceIn(sentence: string): string | undefined {
  const [, own] = /^Element '([^']*)'/.exec(sentence) ?? [];
  const list = /Expected is (?:one of )?\( (.*) \)\.$/s.exec(sentence)?.[1]?.split(', ') ?? [];
  const other = list.find((name) => own !== undefined && name !== own && localName(name) === localName(own));
  return other === undefined ? undefined : (/^\{(.*)\}/.exec(other)?.[1] ?? '');
}

/** `{urn:x}Name` → `Name` */
function localName(name: string): string {
  return name.slice(name.lastIndexOf('}') + 1).replace(/^ +| +$/g, '');
}

/** The values of a key without the quotes around each. */
function keyOf(sequence: string): string {
  return sequence.replace(/^'|'$/g, '').replace(/', '/g, ', ');
}

function isName(value: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_.\u00b7-]*$/u.test(trimXml(value));
}

/** The `index`-th run of text or CDATA among a node's children that holds more than white space. */
function textRun(tree: SyntaxTree, node: NodeId, index: number): NodeId | undefined {
  const runs = filledRuns(tree, node);
  return runs[Math.min(index, runs.length - 1)];
}

/** Such a run without the white space around it. */
export function filledRange(tree: SyntaxTree, run: NodeId): TextRange {
  const { start, end } = tree.range(run);
  const text = tree.text({ start, end });
  return { start: start + skipXmlSpace(text, 0), end: start + xmlSpaceBefore(text, text.length) };
}
