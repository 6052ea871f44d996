import { NodeKind } from '../../syntax/node-table.ts';
import { decodeReferences } from '../../syntax/references.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/text-range.ts';
import { trimXml } from '../../text/xml-whitespace.ts';

/** What the nodes of one document share. */
export interface Work {
  /** Steps from node to node since it was last set to nothing. */
  visits: number;
  /** How many there may be; one more throws {@link TooMuchWork}. */
  limit: number;
}

/** An expression goes over far more nodes than a record has. */
export class TooMuchWork extends Error {}

/** An element's name, taken apart, where the namespaces are known. */
interface QualifiedName {
  readonly prefix: string | null;
  readonly local: string;
  readonly uri: string | null;
}

/** The namespaces in force for an element. */
interface NamespaceScope {
  readonly uris: ReadonlyMap<string, string>;
  readonly names: Map<string, QualifiedName>;
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const NO_SCOPE: NamespaceScope = { uris: new Map([['xml', XML_NAMESPACE]]), names: new Map() };

/** Attributes as the DOM lists them. Namespace declarations are none in the data model of XPath, and left out. */
export class Attributes {
  constructor(private readonly list: readonly XmlNode[]) {}

  get length(): number {
    return this.list.length;
  }

  item(index: number): XmlNode | null {
    return this.list[index] ?? null;
  }

  named(name: string): XmlNode | undefined {
    return this.list.find((attribute) => attribute.nodeName === name);
  }

  [Symbol.iterator](): Iterator<XmlNode> {
    return this.list[Symbol.iterator]();
  }
}

const NO_ATTRIBUTES = new Attributes([]);

export const NodeType = { Element: 1, Attribute: 2, Text: 3, Instruction: 7, Comment: 8, Document: 9 } as const;
type NodeType = (typeof NodeType)[keyof typeof NodeType];

/**
 * A node of a syntax tree as `xpath` wants to see it: the part of the DOM that it reads. It holds no text; values are
 * read from the tree. Text and CDATA that touch are one node, as in the data model of XPath.
 */
export class XmlNode {
  ownerDocument: XmlNode | null = null;
  parentNode: XmlNode | null = null;
  ownerElement: XmlNode | null = null;
  previousSibling: XmlNode | null = null;
  attributes: Attributes = NO_ATTRIBUTES;
  prefix: string | null = null;
  namespaceURI: string | null = null;
  localName: string | null = null;
  /** How many elements are open around it. */
  depth = 0;
  /** The last syntax node that belongs to a text. */
  lastId: number;
  private first: XmlNode | null = null;
  private next: XmlNode | null = null;
  lastChild: XmlNode | null = null;
  private scope: NamespaceScope = NO_SCOPE;

  constructor(
    readonly nodeType: NodeType,
    readonly nodeName: string,
    /** Undefined for the document. */
    readonly tree: SyntaxTree | undefined,
    /** Its number in the tree. */
    readonly id: number,
    /** Its place in the order of the document. */
    readonly order: number,
    private readonly work: Work,
  ) {
    this.lastId = id;
  }

  get firstChild(): XmlNode | null {
    if (++this.work.visits > this.work.limit) throw new TooMuchWork();
    return this.first;
  }

  get nextSibling(): XmlNode | null {
    if (++this.work.visits > this.work.limit) throw new TooMuchWork();
    return this.next;
  }

  get nodeValue(): string | null {
    const { tree } = this;
    if (!tree) return null;
    switch (this.nodeType) {
      case NodeType.Attribute:
        return decodeReferences(tree.text(tree.contentRange(this.id)).replace(/\r\n|[\t\n\r]/g, ' '));
      case NodeType.Text: {
        let value = '';
        for (let id = this.id; id <= this.lastId; id++) {
          const isText = tree.kind(id) === NodeKind.Text;
          value += isText ? decodeReferences(tree.text(tree.range(id))) : tree.text(tree.contentRange(id));
        }
        return value;
      }
      case NodeType.Comment:
        return tree.text(tree.contentRange(this.id));
      case NodeType.Instruction:
        return trimXml(tree.text(tree.contentRange(this.id)));
      default:
        return null;
    }
  }

  get value(): string | null {
    return this.nodeValue;
  }

  getAttributeNS(uri: string, local: string): string | null {
    for (const attribute of this.attributes) {
      if (attribute.namespaceURI === uri && attribute.localName === local) return attribute.nodeValue;
    }
    return null;
  }

  /** As in the DOM, for nodes of one document: 2 where the other node precedes this one, 4 where it follows. */
  compareDocumentPosition(other: XmlNode): number {
    return other === this ? 0 : other.order < this.order ? 2 : 4;
  }

  /** The child elements. */
  *elements(): Generator<XmlNode> {
    for (let child = this.first; child; child = child.next) if (child.nodeType === NodeType.Element) yield child;
  }

  /** All child nodes. */
  *children(): Generator<XmlNode> {
    for (let child = this.first; child; child = child.next) yield child;
  }

  append(child: XmlNode): void {
    child.parentNode = this;
    child.previousSibling = this.lastChild;
    if (this.lastChild) this.lastChild.next = child;
    else this.first = child;
    this.lastChild = child;
  }

  /** Takes the last child away again. */
  removeLast(): void {
    const last = this.lastChild;
    if (!last) return;
    this.lastChild = last.previousSibling;
    if (this.lastChild) this.lastChild.next = null;
    else this.first = null;
    last.previousSibling = null;
    last.parentNode = null;
  }

  /** Reads the attributes of an element's start tag, which are the syntax nodes behind it, and then its own name. */
  readTag(): void {
    const { tree, id } = this;
    if (!tree) return;
    const { size } = tree;
    let declared: Map<string, string> | undefined;
    let list: XmlNode[] | undefined;
    for (let at = id + 1; at < size && tree.kind(at) === NodeKind.Attribute && tree.parent(at) === id; at++) {
      const name = tree.name(at);
      if (name === 'xmlns' || name.startsWith('xmlns:')) {
        declared ??= new Map(this.scope.uris);
        declared.set(name.slice(6), tree.value(at));
        continue;
      }
      const attribute = new XmlNode(NodeType.Attribute, name, tree, at, this.order + at - id, this.work);
      attribute.ownerElement = this;
      attribute.ownerDocument = this.ownerDocument;
      list ??= [];
      list.push(attribute);
    }
    if (declared) this.scope = { uris: declared, names: new Map() };
    if (list) {
      for (const attribute of list) attribute.takeName(this.qualify(attribute.nodeName, true));
      this.attributes = new Attributes(list);
    }
    this.takeName(this.qualify(this.nodeName, false));
  }

  inheritScope(parent: XmlNode): void {
    this.scope = parent.scope;
    this.depth = parent.depth + 1;
  }

  private takeName(name: QualifiedName): void {
    this.prefix = name.prefix;
    this.localName = name.local;
    this.namespaceURI = name.uri;
  }

  private qualify(name: string, isAttribute: boolean): QualifiedName {
    const { names, uris } = this.scope;
    const key = isAttribute ? `@${name}` : name;
    let known = names.get(key);
    if (!known) {
      const colon = name.indexOf(':');
      const prefix = colon < 0 ? null : name.slice(0, colon);
      const uri = prefix === null && isAttribute ? null : uris.get(prefix ?? '') || null;
      known = { prefix, local: name.slice(colon + 1), uri };
      names.set(key, known);
    }
    return known;
  }
}

/** Elements by their local names. */
export type ElementIndex = Map<string, XmlNode[]>;

/** Elements may nest this deep: far more than a delivery or a schema needs, and never too much for recursion. */
const DEEPEST = 200;

/** A document without a root. */
export function emptyDocument(): { document: XmlNode; work: Work } {
  const work = { visits: 0, limit: Number.POSITIVE_INFINITY };
  return { document: new XmlNode(NodeType.Document, '#document', undefined, -1, 0, work), work };
}

/**
 * Makes nodes of a stretch of a syntax tree.
 * @param first the syntax node to start with; all up to `end` (exclusive) that are within it or are its siblings
 * @param parent what gets those that have no parent in the stretch
 * @param order the place of the first one in the order of the document
 * @param elements gets the elements by their local names
 * @returns the order of the next node, or -1 where elements nest too deep: then nothing was made
 */
export function appendNodes(
  tree: SyntaxTree,
  first: number,
  end: number,
  parent: XmlNode,
  document: XmlNode,
  order: number,
  work: Work,
  elements?: ElementIndex,
): number {
  const made: (XmlNode | undefined)[] = new Array(end - first);
  const roots: XmlNode[] = [];
  for (let id = first; id < end; id++) {
    const kind = tree.kind(id);
    if (kind === NodeKind.Attribute || kind === NodeKind.Declaration || kind === NodeKind.Doctype) continue;
    const above = tree.parent(id);
    const around = above >= first ? made[above - first] : parent;
    if (!around) continue;
    const isRoot = around === parent;
    const before = isRoot ? roots[roots.length - 1] : around.lastChild;
    if (kind === NodeKind.Text || kind === NodeKind.CData) {
      // Outside the root there is no text in the data model.
      if (around === document) continue;
      if (before?.nodeType === NodeType.Text && before.lastId === id - 1) {
        before.lastId = id;
        continue;
      }
    }
    const node = nodeOf(tree, id, kind, order + id - first, work);
    node.ownerDocument = document;
    if (kind === NodeKind.Element) {
      node.inheritScope(around);
      if (node.depth > DEEPEST) return -1;
      node.readTag();
      const namesakes = elements?.get(node.localName!);
      if (namesakes) namesakes.push(node);
      else elements?.set(node.localName!, [node]);
    }
    made[id - first] = node;
    if (isRoot) roots.push(node);
    else around.append(node);
  }
  for (const root of roots) parent.append(root);
  return order + end - first;
}

function nodeOf(tree: SyntaxTree, id: number, kind: NodeKind, order: number, work: Work): XmlNode {
  switch (kind) {
    case NodeKind.Element:
      return new XmlNode(NodeType.Element, tree.name(id), tree, id, order, work);
    case NodeKind.Comment:
      return new XmlNode(NodeType.Comment, '#comment', tree, id, order, work);
    case NodeKind.Instruction:
      return new XmlNode(NodeType.Instruction, tree.name(id), tree, id, order, work);
    default:
      return new XmlNode(NodeType.Text, '#text', tree, id, order, work);
  }
}

/**
 * Where a finding on the node sits: the value of an attribute or of an element that holds no element; the name in the
 * start tag of one that does; a text without the white space around it.
 */
export function placeOf(node: XmlNode): TextRange {
  const { tree } = node;
  if (!tree) {
    const root = node.elements().next().value;
    return root ? placeOf(root) : { start: 0, end: 0 };
  }
  if (node.nodeType === NodeType.Attribute) return tree.valueRange(node.id);
  if (node.nodeType === NodeType.Element) {
    // The header segment's tree ends inside its last element: what that holds is elsewhere.
    const open = tree.end(node.id) <= tree.start(node.id);
    const hasElements = !node.elements().next().done;
    return open || hasElements ? tree.nameRange(node.id) : tree.valueRange(node.id);
  }
  if (node.nodeType !== NodeType.Text) return tree.range(node.id);
  const range = { start: tree.start(node.id), end: tree.end(node.lastId) };
  const text = tree.text(range);
  const trimmed = trimXml(text);
  if (trimmed === '') return range;
  const start = range.start + text.indexOf(trimmed);
  return { start, end: start + trimmed.length };
}
