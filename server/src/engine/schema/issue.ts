import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { TextRange } from '../text/text-range.ts';
import { isXmlBlank, skipXmlSpace, trimXml, xmlSpaceBefore } from '../text/xml-whitespace.ts';
import type { ElementModel, SchemaModel } from './model.ts';
import type { PathStep, SchemaError } from './validator.ts';

/** What libxml2 found, tied to a node and classified further with the model. */
export type SchemaIssueKind =
  /** The value is not of its type, or a facet refuses it. */
  | 'value'
  | 'missingElement'
  /** The schema knows the element here, but no more of them. */
  | 'surplusElement'
  /** The schema knows the element here, but earlier or later. */
  | 'misplacedElement'
  | 'unexpectedElement'
  | 'missingAttribute'
  | 'unexpectedAttribute'
  | 'unexpectedText'
  | 'other';

export interface SchemaIssue {
  readonly kind: SchemaIssueKind;
  /** The value, the name in the start tag, the parent's name for something missing, or the text. */
  readonly range: TextRange;
  /** The node it is about: for something missing, the element that misses it. */
  readonly node: NodeId;
  /** What stands in the node and should not: an element in a value, a run of text. */
  readonly inside?: NodeId;
  /** Local names from the root to the node. */
  readonly path: readonly string[];
  /** The facet that refuses the value, or `type`. */
  readonly facet?: string;
  /** The missing element or attribute, or the one that is not expected. */
  readonly name?: string;
  /** Local names of the elements that could stand there. */
  readonly expected: readonly string[];
  /** libxml2's own sentence. */
  readonly sentence: string;
}

/** The fragment of a document that an error is located in. */
export interface IssueContext {
  readonly tree: SyntaxTree;
  readonly model: SchemaModel;
  /** Local names of the elements around the tree's top nodes. */
  readonly ancestors: readonly string[];
}

/** What libxml2 read in an element: nodes, and the qualified names of synthetic elements. */
export type ReadElements = (parent: NodeId) => Iterable<NodeId | string>;

/** What {@link resolvePath} gives for a synthetic element. */
export const SYNTHETIC = -2;

/**
 * The node that the steps lead to from one of `candidates`; -1 where there is none. An attribute gives its element.
 * @param read given where libxml2 has read something else than the text
 */
export function resolvePath(
  tree: SyntaxTree,
  candidates: Iterable<NodeId>,
  steps: readonly PathStep[],
  read: ReadElements = (parent) => tree.elements(parent),
): NodeId {
  let nodes: Iterable<NodeId | string> = candidates;
  let found = -1;
  for (const step of steps) {
    if (step.name?.startsWith('@') || step.name === 'text()') break;
    let count = 0;
    found = -1;
    for (const node of nodes) {
      const isSynthetic = typeof node === 'string';
      if (step.name !== undefined && !(isSynthetic ? node === step.name : tree.nameIs(node, step.name))) continue;
      if (++count === step.index) {
        if (isSynthetic) return SYNTHETIC;
        found = node;
        break;
      }
    }
    if (found < 0) return -1;
    nodes = read(found);
  }
  return found;
}

const ATTRIBUTE = /^Element '[^']*', attribute '([^']*)'/;
const EXPECTED = /Expected is (?:one of )?\( (.*) \)\.$/;

/** Describes an error at a node. `repeat` counts earlier errors with the same sentence at this node. */
export function describeIssue(context: IssueContext, node: NodeId, error: SchemaError, repeat: number): SchemaIssue {
  const { tree } = context;
  const { sentence } = error;
  const base = {
    node,
    path: [...context.ancestors, ...tree.path(node)],
    expected: localNames(EXPECTED.exec(sentence)?.[1]),
    sentence,
  };
  const attributeName = ATTRIBUTE.exec(sentence)?.[1] ?? /The attribute '([^']*)' is required/.exec(sentence)?.[1];
  if (attributeName !== undefined) return describeAttribute(tree, base, localName(attributeName));
  if (sentence.includes('This element is not expected')) return describeUnexpected(context, base);
  if (sentence.includes('Missing child element')) return describeMissing(context, base);
  if (sentence.includes('Character content other than whitespace') || sentence.includes('Character content is not')) {
    const run = textRun(tree, node, repeat);
    if (run === undefined) return { ...base, kind: 'unexpectedText', range: tree.nameRange(node) };
    return { ...base, kind: 'unexpectedText', range: filledRange(tree, run), inside: run };
  }
  if (sentence.includes('Element content is not allowed')) {
    const [child] = tree.elements(node);
    if (child === undefined) return { ...base, kind: 'other', range: tree.nameRange(node) };
    const name = tree.localName(child);
    return { ...base, kind: 'unexpectedElement', name, range: tree.nameRange(child), inside: child };
  }
  const facet = facetOf(sentence);
  if (facet !== undefined) return { ...base, kind: 'value', facet, range: tree.valueRange(node) };
  return { ...base, kind: 'other', range: tree.nameRange(node) };
}

type Base = Pick<SchemaIssue, 'node' | 'path' | 'expected' | 'sentence'>;

function facetOf(sentence: string): string | undefined {
  const facet = /\[facet '(\w+)'\]/.exec(sentence)?.[1];
  if (facet) return facet;
  return /is not a valid value of the|is not a valid value for/.test(sentence) ? 'type' : undefined;
}

function describeAttribute(tree: SyntaxTree, base: Base, name: string): SchemaIssue {
  if (base.sentence.includes('is required but missing')) {
    return { ...base, kind: 'missingAttribute', name, range: tree.nameRange(base.node) };
  }
  const attribute = [...tree.attributes(base.node)].find((node) => tree.localName(node) === name);
  if (attribute === undefined) return { ...base, kind: 'other', range: tree.nameRange(base.node) };
  const path = [...base.path, `@${name}`];
  const facet = facetOf(base.sentence);
  if (facet) return { ...base, kind: 'value', facet, node: attribute, path, range: tree.valueRange(attribute) };
  return { ...base, kind: 'unexpectedAttribute', node: attribute, path, name, range: tree.nameRange(attribute) };
}

function describeMissing(context: IssueContext, base: Base): SchemaIssue {
  const children = context.model.element(base.path)?.type.children ?? [];
  const required = base.expected.find((name) => children.some((child) => child.name === name && child.min > 0));
  const name = required ?? base.expected[0];
  return {
    ...base,
    kind: name === undefined ? 'other' : 'missingElement',
    range: context.tree.nameRange(base.node),
    ...(name === undefined ? {} : { name }),
  };
}

/**
 * libxml2 says "not expected" of the element behind a missing one, of a surplus one, of one out of order and of an unknown
 * one alike; the model and the neighbours tell which it is.
 */
function describeUnexpected(context: IssueContext, base: Base): SchemaIssue {
  const { tree, model } = context;
  const name = tree.localName(base.node);
  const unexpected: SchemaIssue = { ...base, kind: 'unexpectedElement', name, range: tree.nameRange(base.node) };
  const type = model.element(base.path.slice(0, -1))?.type;
  const declared = type?.children.find((child) => child.name === name);
  if (!type?.ordered || !declared) return unexpected;
  const siblings = siblingsOf(tree, base.node);
  const before = siblings.slice(0, siblings.indexOf(base.node)).map((node) => tree.localName(node));
  const after = siblings.slice(siblings.indexOf(base.node) + 1).map((node) => tree.localName(node));
  if (before.filter((other) => other === name).length >= declared.max) return { ...unexpected, kind: 'surplusElement' };
  const order = (child: ElementModel | undefined) => (child ? type.children.indexOf(child) : -1);
  const missing = base.expected
    .map((expected) => type.children.find((child) => child.name === expected))
    .find((child) => child && child.min > 0 && !before.includes(child.name) && order(child) < order(declared));
  if (missing && !after.includes(missing.name)) {
    const parent = tree.parent(base.node);
    if (parent < 0) return { ...unexpected, kind: 'missingElement', name: missing.name };
    return {
      ...base,
      kind: 'missingElement',
      name: missing.name,
      node: parent,
      path: base.path.slice(0, -1),
      range: tree.nameRange(parent),
    };
  }
  return { ...unexpected, kind: 'misplacedElement' };
}

/** The elements beside a node, itself among them. */
export function siblingsOf(tree: SyntaxTree, node: NodeId): NodeId[] {
  const parent = tree.parent(node);
  if (parent >= 0) return [...tree.elements(parent)];
  const siblings: NodeId[] = [];
  for (let other = 0; other < tree.size; other++) {
    if (tree.parent(other) === parent && tree.kind(other) === NodeKind.Element) siblings.push(other);
  }
  return siblings;
}

/** The `index`-th run of text or CDATA among a node's children that holds more than white space. */
function textRun(tree: SyntaxTree, node: NodeId, index: number): NodeId | undefined {
  const runs = [...tree.children(node)].filter((child) => isFilledRun(tree, child));
  return runs[Math.min(index, runs.length - 1)];
}

/** Text or CDATA that holds more than white space. */
export function isFilledRun(tree: SyntaxTree, node: NodeId): boolean {
  const kind = tree.kind(node);
  return (kind === NodeKind.Text || kind === NodeKind.CData) && !isXmlBlank(tree.text(tree.range(node)));
}

/** Such a run without the white space around it. */
export function filledRange(tree: SyntaxTree, run: NodeId): TextRange {
  const { start, end } = tree.range(run);
  const text = tree.text({ start, end });
  return { start: start + skipXmlSpace(text, 0), end: start + xmlSpaceBefore(text, text.length) };
}

function localNames(list: string | undefined): string[] {
  return list === undefined ? [] : list.split(', ').map(localName);
}

/** `{urn:x}Name` → `Name` */
function localName(name: string): string {
  return trimXml(name.slice(name.lastIndexOf('}') + 1));
}
