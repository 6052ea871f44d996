import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { isXmlBlank } from '../text/xml-whitespace.ts';

/** What stands in one element, for errors of which there may be as many as there are nodes in it. */
interface Content {
  /** The first of each local name. */
  attributes?: ReadonlyMap<string, NodeId>;
  /** The runs of text or CDATA that hold more than white space. */
  runs?: readonly NodeId[];
  /** All of them, and by their names. */
  elements?: ReadonlyMap<string | undefined, readonly NodeId[]>;
}

/** In a tree of no more nodes than these an element is gone through each time: most records have fewer. */
const FEW = 200;

const known = new WeakMap<SyntaxTree, Map<NodeId, Content>>();

function contentOf(tree: SyntaxTree, element: NodeId): Content {
  const contents = known.get(tree) ?? new Map<NodeId, Content>();
  if (contents.size === 0) known.set(tree, contents);
  const content = contents.get(element) ?? {};
  return contents.set(element, content).get(element)!;
}

/** The first attribute of an element with a local name; undefined where it has none. */
export function attributeNamed(tree: SyntaxTree, element: NodeId, name: string): NodeId | undefined {
  if (tree.size <= FEW) {
    for (const attribute of tree.attributes(element)) if (tree.localName(attribute) === name) return attribute;
    return undefined;
  }
  const content = contentOf(tree, element);
  if (!content.attributes) {
    const attributes = new Map<string, NodeId>();
    for (const attribute of tree.attributes(element)) {
      const local = tree.localName(attribute);
      if (!attributes.has(local)) attributes.set(local, attribute);
    }
    content.attributes = attributes;
  }
  return content.attributes.get(name);
}

/** The runs of text or CDATA among the children of an element that hold more than white space. */
export function filledRuns(tree: SyntaxTree, element: NodeId): readonly NodeId[] {
  const content = contentOf(tree, element);
  content.runs ??= [...tree.children(element)].filter((child) => isFilledRun(tree, child));
  return content.runs;
}

/** The child element at a place among those of a name as it stands in the text, or without one among all. */
export function nthElement(tree: SyntaxTree, parent: NodeId, name: string | undefined, index: number): NodeId {
  if (tree.size <= FEW) {
    let left = index;
    for (let child = tree.firstChild(parent); child >= 0; child = tree.nextSibling(child)) {
      const isOne = tree.kind(child) === NodeKind.Element && (name === undefined || tree.nameIs(child, name));
      if (isOne && --left === 0) return child;
    }
    return -1;
  }
  const content = contentOf(tree, parent);
  if (!content.elements) {
    const all: NodeId[] = [];
    const elements = new Map<string | undefined, NodeId[]>([[undefined, all]]);
    for (let child = tree.firstChild(parent); child >= 0; child = tree.nextSibling(child)) {
      if (tree.kind(child) !== NodeKind.Element) continue;
      all.push(child);
      const own = tree.name(child);
      const alike = elements.get(own);
      if (alike) alike.push(child);
      else elements.set(own, [child]);
    }
    content.elements = elements;
  }
  return content.elements.get(name)?.[index - 1] ?? -1;
}

/** Text or CDATA that holds more than white space. */
export function isFilledRun(tree: SyntaxTree, node: NodeId): boolean {
  const kind = tree.kind(node);
  return (kind === NodeKind.Text || kind === NodeKind.CData) && !isXmlBlank(tree.text(tree.range(node)));
}
