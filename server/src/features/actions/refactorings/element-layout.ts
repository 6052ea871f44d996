import type { ElementModel } from '../../../engine/schema/model.ts';
import { type ExpandedName, namedAt, type PrefixFor } from '../../../engine/syntax/namespaces.ts';
import { type NodeId, NodeKind } from '../../../engine/syntax/node-table.ts';
import { escapeText } from '../../../engine/syntax/references.ts';
import type { SyntaxTree } from '../../../engine/syntax/tree.ts';
import type { TextRange } from '../../../engine/text/text-range.ts';
import { isXmlBlank } from '../../../engine/text/xml-whitespace.ts';
import { trailsOnItsLine } from '../../formatting/whitespace/trailing-comment.ts';

/** How the neighbours of something new are laid out, so that it can be laid out like them. */

/** The line end and white space that a node starts its line with; empty where it stands behind something. */
export function lineStart(text: string, offset: number): string {
  return /(?:\r\n|\r|\n)[ \t]*$/.exec(text.slice(0, offset))?.[0] ?? '';
}

/** What stands before each child of an element, or would if it had any; empty where all is on one line. */
export function beforeChildren(tree: SyntaxTree, text: string, parent: NodeId, depth: number): string {
  for (const child of tree.elements(parent)) return lineStart(text, blockStart(tree, text, child));
  const own = lineStart(text, tree.start(parent));
  return own === '' ? '' : own + stepIn(tree, text, parent, depth);
}

/**
 * The white space for one step in, as the elements around a node have it.
 * @param depth how many elements are open around the node
 */
export function stepIn(tree: SyntaxTree, text: string, node: NodeId, depth: number): string {
  const own = indentOf(lineStart(text, tree.start(node)));
  const parent = tree.parent(node);
  const outer = parent < 0 ? undefined : indentOf(lineStart(text, tree.start(parent)));
  if (outer !== undefined && own.length > outer.length && own.startsWith(outer)) return own.slice(outer.length);
  if (depth > 0 && own.length > 0 && own.length % depth === 0) return own.slice(0, own.length / depth);
  return own.startsWith('\t') ? '\t' : '  ';
}

function indentOf(line: string): string {
  return line.replace(/[\r\n]/g, '');
}

/** Where the comments and instructions begin that stand before an element and go with it. */
export function blockStart(tree: SyntaxTree, text: string, element: NodeId): number {
  let start = tree.start(element);
  for (const node of siblingsBefore(tree, element)) {
    const kind = tree.kind(node);
    if (isBlankText(tree, node)) continue;
    if ((kind !== NodeKind.Comment && kind !== NodeKind.Instruction) || trails(tree, text, node)) break;
    start = tree.start(node);
  }
  return start;
}

/** Where an element ends, with the comment behind it on its line. */
export function blockEnd(tree: SyntaxTree, text: string, element: NodeId): number {
  let next = tree.nextSibling(element);
  if (next >= 0 && isBlankText(tree, next)) next = tree.nextSibling(next);
  return next >= 0 && trails(tree, text, next) ? tree.end(next) : tree.end(element);
}

function trails(tree: SyntaxTree, text: string, node: NodeId): boolean {
  return tree.kind(node) === NodeKind.Comment && trailsOnItsLine(text, tree.start(node), tree.end(node));
}

function isBlankText(tree: SyntaxTree, node: NodeId): boolean {
  return tree.kind(node) === NodeKind.Text && isXmlBlank(tree.text(tree.range(node)));
}

/** The nearest first. */
function* siblingsBefore(tree: SyntaxTree, node: NodeId): Generator<NodeId> {
  const parent = tree.parent(node);
  for (let last = node - 1; last > parent && last >= 0; ) {
    let other = last;
    while (tree.parent(other) !== parent) {
      other = tree.parent(other);
      if (other < 0) return;
    }
    if (tree.kind(other) === NodeKind.Attribute) return;
    yield other;
    last = other - 1;
  }
}

/** What an element holds: a value, or elements. */
export type Content = string | readonly (ExpandedName & { readonly content: Content })[];

/**
 * An element as text, each one within on a line of its own where it begins one itself.
 * @param before the line end and white space that it begins with
 * @param step the white space for one step in
 */
export function elementText(
  element: ExpandedName,
  content: Content,
  prefixFor: PrefixFor,
  before: string,
  step: string,
): string {
  const { name, declaration, within } = namedAt(element, prefixFor);
  if (typeof content === 'string') return `<${name}${declaration}>${escapeText(content)}</${name}>`;
  const inside = before === '' ? '' : before + step;
  const children = content.map((child) => inside + elementText(child, child.content, within, inside, step));
  return `<${name}${declaration}>${children.join('')}${content.length > 0 ? before : ''}</${name}>`;
}

/** The elements that must stand in an element, and in those; the leaves hold what `contentOf` tells for their path. */
export function requiredContent(
  model: ElementModel,
  path: readonly string[],
  contentOf: (path: readonly string[], model: ElementModel) => string,
): Content {
  const { children } = model.type;
  if (children.length === 0) return contentOf(path, model);
  // A type may hold itself.
  if (path.length > 30) return [];
  return children
    .filter((child) => child.min > 0)
    .map((child) => ({
      namespace: child.namespace,
      name: child.name,
      content: requiredContent(child, [...path, child.name], contentOf),
    }));
}

/** The text between the tags is nothing but white space, and no elements. */
export function isBlank(tree: SyntaxTree, node: NodeId): boolean {
  const range: TextRange = tree.contentRange(node);
  return isXmlBlank(tree.text(range));
}
