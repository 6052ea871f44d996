import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/text-range.ts';
import { isXmlBlank, leadingXmlSpace, trailingXmlSpace, trimXmlEnd } from '../../text/xml-whitespace.ts';
import type { FixContext } from '../rule.ts';

/** How records are written in a document. */
export interface RecordLayout {
  /** White space before a record: a line end with indentation, or nothing. */
  readonly before: string;
  /** What an element is indented by in the one around it; undefined where a record stands on one line. */
  readonly step: string | undefined;
}

const STEP = '  ';

/** The layout of an element of a segment that repeats in the container. */
export function layoutOf(context: FixContext, owner: object, node: NodeId): RecordLayout {
  // A comment before the record stands behind the white space.
  return layoutOfNode(context.treeOf(owner), node, leadingXmlSpace(context.textOf(owner)));
}

/** @param before the white space before the element */
export function layoutOfNode(tree: SyntaxTree, node: NodeId, before: string): RecordLayout {
  const first = tree.elements(node).next();
  if (first.done) return { before, step: isBroken(before) ? STEP : undefined };
  const inner = tree.text({ start: tree.contentRange(node).start, end: tree.start(first.value) });
  if (!isBroken(inner)) return { before, step: undefined };
  const [outside, inside] = [indentOf(before), indentOf(inner)];
  return { before, step: inside.startsWith(outside) ? inside.slice(outside.length) : STEP };
}

/** The layout for the first record in a container, by that of the elements around it. */
export function layoutIn(tree: SyntaxTree, container: NodeId): RecordLayout {
  const before = trailingXmlSpace(tree.text({ start: 0, end: tree.start(container) }));
  if (!isBroken(before)) return { before: '', step: undefined };
  const depth = tree.path(container).length - 1;
  const indent = indentOf(before);
  const step = depth > 0 ? indent.slice(0, Math.floor(indent.length / depth)) : '';
  return { before: before.slice(0, before.length - indent.length) + indent + step, step };
}

/**
 * The text of an element in another layout and with other prefixes. undefined for one that can't be carried over as it
 * is: with names that have no prefix there, or with text beside elements. Namespace declarations in it are left out.
 * @param prefixFor the prefix, with its colon, that stands for a namespace where the text goes
 */
export function rewrite(
  tree: SyntaxTree,
  node: NodeId,
  { before, step }: RecordLayout,
  prefixFor: (namespace: string) => string | undefined,
): string | undefined {
  const eol = /\r\n|\r|\n/.exec(before)?.[0] ?? '\n';
  let fits = true;
  const write = (element: NodeId, indent: string): string => {
    const prefix = prefixFor(tree.namespaceOf(element) ?? '');
    const attributes = [...tree.attributes(element)];
    const declarations = attributes.filter((one) => /^xmlns(?::|$)/.test(tree.name(one)));
    if (prefix === undefined || attributes.some((one) => !declarations.includes(one) && tree.name(one).includes(':')))
      fits = false;
    const renamed = prefix + tree.localName(element);
    const { start: inside, end: close } = tree.contentRange(element);
    const { end: nameEnd } = tree.nameRange(element);
    const tagEnd = tree.isEmptyTag(element) ? tree.end(element) : inside;
    const open = `<${renamed}${withoutNodes(tree, { start: nameEnd, end: tagEnd }, declarations)}`;
    if (tree.isEmptyTag(element)) return open;
    const children = [...tree.children(element)].slice(attributes.length);
    const hasElements = children.some((child) => tree.kind(child) === NodeKind.Element);
    if (!hasElements) return `${open}${tree.text({ start: inside, end: close })}</${renamed}>`;
    const kept = children.filter((child) => tree.kind(child) !== NodeKind.Text || !isBlank(tree, child));
    if (kept.some((child) => tree.kind(child) === NodeKind.Text || tree.kind(child) === NodeKind.CData)) fits = false;
    const inner = step === undefined ? '' : `${eol}${indent}${step}`;
    const written = kept.map((child) =>
      tree.kind(child) === NodeKind.Element ? write(child, indent + (step ?? '')) : tree.text(tree.range(child)),
    );
    const last = step === undefined ? '' : `${eol}${indent}`;
    return `${open}${written.map((child) => inner + child).join('')}${last}</${renamed}>`;
  };
  const text = write(node, indentOf(before));
  return fits ? text : undefined;
}

/** The text of a range without some attributes in it and the white space before these. */
function withoutNodes(tree: SyntaxTree, range: TextRange, nodes: readonly NodeId[]): string {
  let text = '';
  let at = range.start;
  for (const node of nodes) {
    text += trimXmlEnd(tree.text({ start: at, end: tree.start(node) }));
    at = tree.end(node);
  }
  return text + tree.text({ start: at, end: range.end });
}

function isBlank(tree: SyntaxTree, node: NodeId): boolean {
  return isXmlBlank(tree.text(tree.range(node)));
}

function isBroken(space: string): boolean {
  return /[\r\n]/.test(space);
}

/** What stands behind the last line end. */
function indentOf(space: string): string {
  return /[^\r\n]*$/.exec(space)![0];
}
