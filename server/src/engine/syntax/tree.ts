import type { TextRange } from '../text/text-range.ts';
import { isXmlSpace } from '../text/xml-whitespace.ts';
import { nameEnd } from './characters.ts';
import { type ExpandedName, type NamespaceScope, NO_NAMESPACES } from './namespaces.ts';
import { type NodeId, NodeKind, type NodeTable } from './node-table.ts';
import { givesContent } from './placeholders/open-attributes.ts';
import type { ShapedRecord } from './record-shapes.ts';
import { decodeReferences } from './references.ts';

const COLON = 0x3a;

/**
 * The nodes of a fragment: of the header, of a record, or of the trailer. Offsets count from the start of the fragment.
 * Attributes are the first children of their element. A node without a parent in the fragment has a negative parent: -1
 * less the number of elements that are open around it.
 */
export class SyntaxTree {
  readonly size: number;
  /** What elements in here declare, by their nodes and by prefix; made when it is first asked for. */
  private declarations: ReadonlyMap<NodeId, ReadonlyMap<string, string>> | undefined;

  /**
   * @param source the text that holds the fragment
   * @param base where the fragment starts in it
   * @param nodes with offsets counted from `base`; read in place
   * @param scope the namespaces in force around the fragment
   */
  constructor(
    private readonly source: string,
    private readonly base: number,
    private readonly nodes: NodeTable,
    private readonly scope: NamespaceScope = NO_NAMESPACES,
    /** Given for a record that has what stands in it in common with others. */
    readonly shaped?: ShapedRecord,
  ) {
    this.size = nodes.count;
  }

  /** The same tree, which tells of each range that is read in it. */
  watched(onRead: (range: TextRange) => void): SyntaxTree {
    return new WatchedTree(this.source, this.base, this.nodes, this.scope, onRead);
  }

  kind(node: NodeId): NodeKind {
    return this.nodes.kind(node);
  }

  start(node: NodeId): number {
    return this.nodes.start(node);
  }

  end(node: NodeId): number {
    return this.nodes.end(node);
  }

  /** The whole node: an element from `<` of its start tag to behind `>` of its end tag. */
  range(node: NodeId): TextRange {
    return { start: this.nodes.start(node), end: this.nodes.end(node) };
  }

  /** The name in the start tag, of the attribute, or the target of the instruction. */
  nameRange(node: NodeId): TextRange {
    return { start: this.nodes.nameStart(node), end: this.nodes.nameEnd(node) };
  }

  /**
   * What stands inside: between the tags of an element, the quotes of an attribute, the delimiters of a comment.
   * Empty, at the end of the tag, for an empty-element tag.
   */
  contentRange(node: NodeId): TextRange {
    const start = this.nodes.contentStart(node);
    return { start, end: Math.max(start, this.nodes.contentEnd(node)) };
  }

  /** The name in the end tag, or undefined where the element has no end tag. */
  endNameRange(node: NodeId): TextRange | undefined {
    const close = this.nodes.contentEnd(node);
    if (close < 0 || !this.source.startsWith('</', this.base + close)) return undefined;
    if (close >= this.nodes.end(node)) return undefined;
    const start = close + 2;
    return { start, end: nameEnd(this.source, this.base + start) - this.base };
  }

  /** `<Name/>` */
  isEmptyTag(node: NodeId): boolean {
    return this.nodes.contentEnd(node) < 0;
  }

  parent(node: NodeId): NodeId {
    return this.nodes.parent(node);
  }

  /** The last node within this one; itself where nothing is. */
  last(node: NodeId): NodeId {
    return this.nodes.last(node);
  }

  firstChild(node: NodeId): NodeId {
    const next = node + 1;
    return next < this.size && this.nodes.parent(next) === node ? next : -1;
  }

  nextSibling(node: NodeId): NodeId {
    const next = this.nodes.last(node) + 1;
    return next < this.size && this.nodes.parent(next) === this.nodes.parent(node) ? next : -1;
  }

  /** The first element, which of a whole document is its root; -1 where there is none. */
  get firstElement(): NodeId {
    for (let node = 0; node < this.size; node++) if (this.kind(node) === NodeKind.Element) return node;
    return -1;
  }

  *children(node: NodeId): Generator<NodeId> {
    for (let child = this.firstChild(node); child >= 0; child = this.nextSibling(child)) yield child;
  }

  *elements(node: NodeId): Generator<NodeId> {
    for (let child = this.firstChild(node); child >= 0; child = this.nextSibling(child))
      if (this.kind(child) === NodeKind.Element) yield child;
  }

  *attributes(node: NodeId): Generator<NodeId> {
    for (let child = this.firstChild(node); child >= 0; child = this.nextSibling(child)) {
      const kind = this.kind(child);
      if (kind === NodeKind.Attribute) yield child;
      else if (kind !== NodeKind.Placeholder) return;
    }
  }

  text(range: TextRange): string {
    return this.source.slice(this.base + range.start, this.base + range.end);
  }

  /** The name as it stands, with its prefix. */
  name(node: NodeId): string {
    return this.nodes.impliedName(node) ?? this.text(this.nameRange(node));
  }

  /** The name of the element is not what stands at its place in the text: its start tag is missing, or mistyped. */
  isImplied(node: NodeId): boolean {
    return this.nodes.impliedName(node) !== undefined;
  }

  localName(node: NodeId): string {
    const name = this.name(node);
    return name.slice(name.indexOf(':') + 1);
  }

  /** What stands in a name before the local one, with its colon; empty where there is none. */
  prefix(node: NodeId): string {
    const name = this.name(node);
    return name.slice(0, name.indexOf(':') + 1);
  }

  nameIs(node: NodeId, name: string): boolean {
    const implied = this.nodes.impliedName(node);
    if (implied !== undefined) return implied === name;
    const start = this.nodes.nameStart(node);
    return this.nodes.nameEnd(node) - start === name.length && this.source.startsWith(name, this.base + start);
  }

  /** An element or attribute is called so, whatever its prefix. */
  isNamed(node: NodeId, { namespace, name }: ExpandedName): boolean {
    if (this.isImplied(node)) return this.localName(node) === name && this.namespaceOf(node) === namespace;
    const start = this.nodes.nameStart(node);
    const at = this.nodes.nameEnd(node) - name.length;
    if (at < start || !this.source.startsWith(name, this.base + at)) return false;
    if (at === start) return this.defaultNamespaceAt(node) === namespace;
    if (this.source.charCodeAt(this.base + at - 1) !== COLON) return false;
    return this.namespaceWith(this.text({ start, end: at - 1 }), node) === namespace;
  }

  private defaultNamespaceAt(node: NodeId): string | undefined {
    if (this.nodes.kind(node) === NodeKind.Attribute) return '';
    const { everywhere } = this.scope;
    return everywhere === undefined || this.nodes.declaresNamespaces ? this.namespaceWith('', node) : everywhere;
  }

  /** The namespace of an element or attribute; '' for none, undefined where its prefix is not declared. */
  namespaceOf(node: NodeId): string | undefined {
    return this.namespaceWith(this.prefix(node).slice(0, -1), node);
  }

  /** The namespace that an element would be in but for what it declares itself; undefined where its prefix is not declared. */
  namespaceAround(element: NodeId): string | undefined {
    return this.namespaceWith(this.prefix(element).slice(0, -1), this.nodes.parent(element));
  }

  /** A prefix, with its colon, that stands for a namespace in an element; undefined where none does. */
  prefixIn(element: NodeId, namespace: string): string | undefined {
    if (this.namespaceOf(element) === namespace) return this.prefix(element);
    const found = this.prefixesAround(element).find((prefix) => this.namespaceWith(prefix, element) === namespace);
    if (found !== undefined) return found === '' ? '' : `${found}:`;
    return namespace === this.namespaceWith('', element) ? '' : undefined;
  }

  /** The same in what an element stands in, which may be outside of this tree. */
  prefixAround(element: NodeId, namespace: string): string | undefined {
    const parent = this.nodes.parent(element);
    if (parent >= 0) return this.prefixIn(parent, namespace);
    const found = [...this.scope.prefixes, ''].find((prefix) => this.namespaceWith(prefix, parent) === namespace);
    return found && `${found}:`;
  }

  private prefixesAround(element: NodeId): string[] {
    const prefixes = [...this.scope.prefixes];
    if (!this.nodes.declaresNamespaces) return prefixes;
    const known = this.declarations ?? this.readDeclarations();
    for (let at = element; at >= 0; at = this.nodes.parent(at)) prefixes.push(...(known.get(at)?.keys() ?? []));
    return prefixes;
  }

  private namespaceWith(prefix: string, node: NodeId): string | undefined {
    if (prefix === '' && this.nodes.kind(node) === NodeKind.Attribute) return '';
    let at = node;
    if (this.nodes.declaresNamespaces) {
      const known = this.declarations ?? this.readDeclarations();
      for (; at >= 0; at = this.nodes.parent(at)) {
        const uri = known.get(at)?.get(prefix);
        if (uri !== undefined) return uri;
      }
    } else while (at >= 0) at = this.nodes.parent(at);
    return this.scope.resolve(prefix, -1 - at);
  }

  private readDeclarations(): ReadonlyMap<NodeId, ReadonlyMap<string, string>> {
    const declared = new Map<NodeId, Map<string, string>>();
    for (let node = 0; node < this.size; node++) {
      if (this.nodes.kind(node) !== NodeKind.Attribute) continue;
      const name = this.name(node);
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
      const element = this.nodes.parent(node);
      const own = declared.get(element) ?? new Map<string, string>();
      declared.set(element, own);
      const prefix = name.slice(6);
      if (!own.has(prefix)) own.set(prefix, this.value(node));
    }
    this.declarations = declared;
    return declared;
  }

  /** The names of the elements in this tree from the outermost one to the node. */
  path(node: NodeId): string[] {
    const path: string[] = [];
    for (let at = node; at >= 0; at = this.parent(at)) path.push(this.localName(at));
    return path.reverse();
  }

  /** Whether that is the way to a node; it costs no more than the way is long, however deep the node lies. */
  isAt(node: NodeId, path: readonly string[]): boolean {
    let at = node;
    for (let step = path.length - 1; step >= 0; step--, at = this.parent(at)) {
      if (at < 0 || this.localName(at) !== path[step]) return false;
    }
    return at < 0;
  }

  /** Whether more elements than that are on the way to a node, itself among them. */
  isDeeper(node: NodeId, depth: number): boolean {
    let at = node;
    for (let step = 0; step < depth && at >= 0; step++) at = this.parent(at);
    return at >= 0;
  }

  /** The placeholders of a template, wherever they stand. */
  *placeholders(): Generator<NodeId> {
    if (this.nodes.placeholderCount === 0) return;
    for (let node = 0; node < this.size; node++) if (this.kind(node) === NodeKind.Placeholder) yield node;
  }

  /** A placeholder that stands in the start tag of its parent, in the place of attributes. */
  isInTag(placeholder: NodeId): boolean {
    const parent = this.parent(placeholder);
    return (
      parent >= 0 &&
      this.kind(parent) === NodeKind.Element &&
      this.nodes.start(placeholder) < this.nodes.contentStart(parent)
    );
  }

  /** The value of an attribute, or of an element without child elements, is unresolved, whole or in part. */
  isUnresolved(node: NodeId): boolean {
    if (this.nodes.placeholderCount === 0) return false;
    if (this.kind(node) === NodeKind.Attribute) return this.nodes.last(node) > node;
    let open = false;
    for (let child = this.firstChild(node); child >= 0; child = this.nextSibling(child)) {
      const kind = this.nodes.kind(child);
      if (kind === NodeKind.Element) return false;
      if (kind === NodeKind.Placeholder) open ||= !this.isInTag(child) || givesContent(this.text(this.range(child)));
      else if (kind === NodeKind.CData) open ||= this.nodes.last(child) > child;
    }
    return open;
  }

  /**
   * The character data of an element (references resolved, CDATA and placeholders taken as they are, comments left
   * out) or attribute.
   */
  value(node: NodeId): string {
    if (this.kind(node) === NodeKind.Attribute) return decodeReferences(this.text(this.contentRange(node)));
    const only = this.firstChild(node);
    if (only >= 0 && this.nodes.kind(only) === NodeKind.Text && this.nodes.last(node) === only) {
      return decodeReferences(this.text(this.range(only)));
    }
    let value = '';
    for (let child = only; child >= 0; child = this.nextSibling(child)) {
      const kind = this.kind(child);
      if (kind === NodeKind.Text) value += decodeReferences(this.text(this.range(child)));
      else if (kind === NodeKind.CData) value += this.text(this.contentRange(child));
      else if (kind === NodeKind.Placeholder && !this.isInTag(child)) value += this.text(this.range(child));
    }
    return value;
  }

  /**
   * Where the value of an element or attribute stands, without the white space around it; the name in the start tag
   * where there is no value to point at.
   */
  valueRange(node: NodeId): TextRange {
    const from = this.nodes.contentStart(node);
    const to = Math.max(from, this.nodes.contentEnd(node));
    let start = from;
    while (start < to && isXmlSpace(this.source.charCodeAt(this.base + start))) start++;
    if (start === to) return this.nameRange(node);
    let end = to;
    while (isXmlSpace(this.source.charCodeAt(this.base + end - 1))) end--;
    return { start, end };
  }

  /** The innermost node that holds the offset; where two touch, the one that starts there. -1 where none does. */
  nodeAt(offset: number): NodeId {
    // The last node that starts at the offset or before it is the one, or is within it.
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.start(middle) <= offset) low = middle + 1;
      else high = middle;
    }
    let node = low - 1;
    while (node >= 0 && this.end(node) <= offset) node = this.parent(node);
    return Math.max(node, -1);
  }
}

class WatchedTree extends SyntaxTree {
  constructor(
    source: string,
    base: number,
    nodes: NodeTable,
    scope: NamespaceScope,
    private readonly onRead: (range: TextRange) => void,
  ) {
    super(source, base, nodes, scope);
  }

  override text(range: TextRange): string {
    this.onRead(range);
    return super.text(range);
  }
}
