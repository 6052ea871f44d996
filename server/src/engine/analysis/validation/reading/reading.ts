// Over 400 lines: what is put right in a fragment, and how it is then written, are one state.
import { isFilledRun } from '../../../schema/content-index.ts';
import type { SchemaIssue } from '../../../schema/issue.ts';
import { SYNTHETIC } from '../../../schema/node-path.ts';
import type { PathStep } from '../../../schema/validator.ts';
import { type NodeId, NodeKind } from '../../../syntax/node-table.ts';
import { escapeAttribute, escapeText } from '../../../syntax/references.ts';
import type { SyntaxProblem } from '../../../syntax/syntax-problem.ts';
import type { SyntaxTree } from '../../../syntax/tree.ts';
import type { Steps } from '../../../text/time-sliced.ts';
import { type Child, Corrections, type Wrapper } from './corrections.ts';
import { validCharacters, wellFormedContent, wellFormedText } from './well-formed-text.ts';

/** Nodes that are being written. */
interface Written {
  readonly children: Iterator<Child, unknown>;
  /** What is written behind them. */
  readonly end: string;
  /** They are written whatever was put right about them. */
  readonly isWhole: boolean;
}

/** Errors that leave an attribute as it should not be read. */
const SPOILS: ReadonlySet<SyntaxProblem['kind']> = new Set([
  'badName',
  'duplicateAttribute',
  'emptyNamespace',
  'missingValue',
  'reservedName',
  'reservedNamespace',
  'undeclaredPrefix',
]);

/** What keeps libxml2 from looking at what stands beside or in the node: {@link Reading.correct} puts it right. */
const HIDES: ReadonlySet<SchemaIssue['kind']> = new Set([
  'missingElement',
  'missingChoice',
  'missingParent',
  'misplacedElement',
  'otherNamespace',
  'surplusElement',
  'undeclaredElement',
  'unexpectedElement',
  'wrongParent',
]);

/** libxml2 reads no element that stands deeper. */
const DEEPEST = 2_000;
const NODES_BETWEEN_YIELDS = 256;

export function hidesOthers({ kind, meant }: SchemaIssue): boolean {
  // The value of an attribute is judged under the name that it should have.
  return HIDES.has(kind) || (kind === 'unexpectedAttribute' && meant !== undefined);
}

/**
 * Elements of a fragment as they are read for validation. What was found wrong is put right in it: what is missing is
 * taken to be there, what is not expected is left out, what stands elsewhere is in its place, and what is not well-formed
 * is made so. libxml2 then looks at all that stands behind. The nodes remain those of the text.
 */
export class Reading {
  /**
   * @param errors in the offsets of the tree
   * @param prefix of the elements that stand first in the tree, with its colon
   * @param open the elements whose end tags stand elsewhere, outermost first: the last of them ends the text
   */
  constructor(
    readonly tree: SyntaxTree,
    errors: readonly SyntaxProblem[],
    private readonly prefix = '',
    private readonly open: readonly NodeId[] = [],
    private readonly made = new Corrections(),
  ) {
    for (const error of errors) this.leaveOut(error);
  }

  /** The same as it is now, of a tree with the same nodes. */
  on(tree: SyntaxTree): Reading {
    return new Reading(tree, [], this.prefix, this.open, this.made);
  }

  /** The same as it is now, whatever is put right in this one. */
  get copy(): Reading {
    return new Reading(this.tree, [], this.prefix, this.open, this.made.copy);
  }

  /** Reads the root under another name, and with another namespace. */
  readRootAs(root: NodeId, name: string, namespace: string): void {
    const prefix = this.tree.prefix(root);
    const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
    this.made.names.set(root, prefix + name);
    for (const attribute of this.tree.attributes(root)) {
      if (this.tree.nameIs(attribute, declaration)) this.made.left.add(attribute);
    }
    this.made.added.set(root, namespace === '' ? '' : ` ${declaration}="${escapeAttribute(namespace)}"`);
  }

  /** The children of an element, as libxml2 has read them. */
  children(parent: NodeId): readonly Child[] {
    const own = this.made.contents.get(parent) ?? this.made.read.get(parent);
    if (own) return own;
    const children = [...this.tree.elements(parent)].filter((child) => !this.made.left.has(child));
    this.made.read.set(parent, children);
    return children;
  }

  /** The name of an element as it was read, without its prefix. */
  localName(node: NodeId): string {
    const name = this.made.names.get(node);
    return name === undefined ? this.tree.localName(node) : name.slice(name.indexOf(':') + 1);
  }

  /** The element is read as one, under the name and in the namespace that it has. */
  keepsName(node: NodeId): boolean {
    return !(
      this.made.left.has(node) ||
      this.made.flat.has(node) ||
      this.made.names.has(node) ||
      this.made.added.has(node)
    );
  }

  /**
   * The qualified name that an element of the top is read under; undefined where it is read as none, or in a namespace
   * that is neither its own nor that of the container.
   */
  nameInContainer(node: NodeId): string | undefined {
    const { tree } = this;
    const name = this.made.names.get(node);
    if (this.made.left.has(node) || this.made.flat.has(node) || this.made.added.has(node)) return undefined;
    if (name === undefined) return tree.name(node);
    const prefix = name.slice(0, name.indexOf(':') + 1);
    for (const attribute of tree.attributes(node))
      if (!this.made.left.has(attribute) && declares(tree.name(attribute), prefix)) return undefined;
    return prefix === this.prefix ? name : undefined;
  }

  /** What is read at the top of the tree: elements, and whether text stands beside them. */
  get top(): { readonly elements: readonly NodeId[]; readonly hasText: boolean } {
    const { tree } = this;
    const elements: NodeId[] = [];
    let hasText = false;
    for (let node = 0; node < tree.size; node++) {
      if (tree.parent(node) >= 0 || this.made.left.has(node)) continue;
      if (tree.kind(node) === NodeKind.Element) elements.push(node);
      else hasText ||= isFilledRun(tree, node);
    }
    return { elements, hasText };
  }

  /** The one element that is read at the top of the tree, with nothing beside it; -1 where more stands there, or none. */
  get soleElement(): NodeId {
    const { elements, hasText } = this.top;
    return elements.length === 1 && !hasText ? elements[0]! : -1;
  }

  /** The element around a node, as libxml2 has read it. */
  parent(node: NodeId): NodeId {
    return this.made.parents.get(node) ?? this.tree.parent(node);
  }

  /** What is read as an attribute of a name that stands there otherwise. */
  attribute(element: NodeId, name: string): NodeId | undefined {
    return this.made.attributesRead.get(element)?.get(name);
  }

  /** The end tag of the element stands elsewhere. */
  isOpen(node: NodeId): boolean {
    return this.open.includes(node);
  }

  /** The node that the steps lead to from some elements; -1 where there is none. */
  resolve(tops: readonly NodeId[], steps: readonly PathStep[]): NodeId {
    let children: readonly Child[] = tops;
    let found: Child = -1;
    let isWrapped = false;
    for (const step of steps) {
      if (step.name?.startsWith('@') || step.name === 'text()') break;
      const next = this.nth(children, step, isWrapped);
      if (next === undefined) return -1;
      if (typeof next === 'string') return SYNTHETIC;
      const wrapper = this.wrapperOf(next, isWrapped);
      isWrapped = wrapper !== undefined;
      found = wrapper ? SYNTHETIC : next;
      children = wrapper ? wrapper.children : this.children(next);
    }
    return found as NodeId;
  }

  /** A child by its place among those of its name; all that stand beside it are looked at once. */
  private nth(children: readonly Child[], { name, index }: PathStep, isWrapped: boolean): Child | undefined {
    if (name === undefined) return children[index - 1];
    let alike = this.made.byName.get(children);
    if (!alike) {
      alike = new Map();
      for (const child of children) {
        const own = this.wrapperOf(child, isWrapped)?.name ?? this.nameOf(child);
        const others = alike.get(own);
        if (others) others.push(child);
        else alike.set(own, [child]);
      }
      this.made.byName.set(children, alike);
    }
    return alike.get(name)?.[index - 1];
  }

  /**
   * Puts right what issues are about, as far as it hides what stands behind it.
   * @returns whether anything is read otherwise now
   */
  correct(issues: readonly SchemaIssue[]): boolean {
    this.made.byName.clear();
    this.made.read.clear();
    return issues.filter((issue) => this.correctOne(issue)).length > 0;
  }

  /** Reads nothing in an element that has no others in it. */
  leaveEmpty(node: NodeId): void {
    if (node >= 0 && this.children(node).length === 0) this.made.contents.set(node, []);
  }

  /** The text of top elements and of what stands between them, and the rest of the tree. */
  *text(): Steps<string> {
    const tops: NodeId[] = [];
    for (let node = 0; node < this.tree.size; node++) if (this.tree.parent(node) < 0) tops.push(node);
    return yield* this.write({ children: tops.values(), end: '', isWhole: false });
  }

  /** The text of one element. */
  textOf(node: NodeId): Steps<string> {
    return this.write({ children: [node].values(), end: '', isWhole: true });
  }

  /** The end tags of the open elements. */
  get closing(): string {
    return [...this.open].reverse().reduce((text, node) => `${text}</${this.nameOf(node)}>`, '');
  }

  private correctOne(issue: SchemaIssue): boolean {
    const { tree } = this;
    const { node, name = '' } = issue;
    const key = `${issue.kind} ${node} ${name} ${issue.inside}`;
    if (this.made.done.has(key)) return false;
    this.made.done.add(key);
    switch (issue.kind) {
      case 'missingElement':
        return this.insert(issue, name);
      case 'missingChoice':
        return issue.expected[0] !== undefined && this.insert(issue, issue.expected[0]);
      case 'otherNamespace':
        return this.bringInto(node, issue.value ?? '', issue.own ?? '');
      case 'misplacedElement':
        return this.move(node, issue.before);
      case 'surplusElement':
        return this.remove(node);
      case 'missingParent':
        return this.wrap(issue);
      case 'wrongParent':
        return this.moveInto(issue);
      case 'unexpectedElement':
      case 'undeclaredElement':
        return this.readStranger(issue);
      case 'unexpectedAttribute':
        if (issue.meant !== undefined) return this.readAsAttribute(tree.parent(node), issue.meant, node);
        // Nothing follows from it, and there is no more to say of it.
        if (tree.kind(node) === NodeKind.Attribute) this.made.left.add(node);
        return false;
      case 'value':
        // The same: what is alike but for a wrong value is read once.
        if (tree.kind(node) === NodeKind.Element && this.children(node).length === 0) this.made.contents.set(node, []);
        return false;
      default:
        return false;
    }
  }

  private readStranger({ node, inside, meant, instead, isWrapper, isAttribute }: SchemaIssue): boolean {
    const { tree } = this;
    const name = meant ?? instead;
    if (inside !== undefined) this.made.flat.add(inside);
    else if (name !== undefined) this.made.names.set(node, this.prefixIn(tree.parent(node)) + name);
    else if (isWrapper) return this.unwrap(node);
    else if (isAttribute)
      return this.readAsAttribute(this.parent(node), this.localName(node), node) && this.remove(node);
    else return this.remove(node);
    return true;
  }

  private bringInto(node: NodeId, namespace: string, own: string): boolean {
    const { tree } = this;
    for (const attribute of tree.attributes(node)) {
      if (declares(tree.name(attribute), tree.prefix(node))) this.made.left.add(attribute);
    }
    const declaration = ` xmlns="${escapeAttribute(namespace)}"`;
    if (own === '' && tree.prefix(node) === '') this.made.added.set(node, declaration);
    else if (namespace === '') {
      this.made.names.set(node, tree.localName(node));
      this.made.added.set(node, declaration);
    } else this.made.names.set(node, this.prefixIn(tree.parent(node)) + tree.localName(node));
    return true;
  }

  /** Reads a value, that of an attribute or of an element, as that of an attribute which the element lacks. */
  private readAsAttribute(element: NodeId, name: string, value: NodeId): boolean {
    const { tree } = this;
    const isAttribute = tree.kind(value) === NodeKind.Attribute;
    const own = this.made.attributesRead.get(element) ?? new Map<string, NodeId>();
    this.made.attributesRead.set(element, own.set(name, value));
    if (isAttribute) this.made.names.set(value, name);
    else {
      const text = escapeAttribute(tree.value(value));
      this.made.added.set(element, `${this.made.added.get(element) ?? ''} ${name}="${text}"`);
    }
    return true;
  }

  /** Reads what is in an element in the place of that. */
  private unwrap(node: NodeId): boolean {
    const parent = this.parent(node);
    const children = parent < 0 ? undefined : this.own(parent);
    const at = children?.indexOf(node) ?? -1;
    if (at < 0) return this.remove(node);
    const inside = this.children(node);
    children!.splice(at, 1, ...inside);
    for (const child of inside) if (typeof child === 'number') this.made.parents.set(child, parent);
    return true;
  }

  private insert({ node, before }: SchemaIssue, name: string): boolean {
    const { tree } = this;
    const parent = typeof before === 'number' ? tree.parent(before) : node;
    if (parent < 0) return false;
    const children = this.own(parent);
    const at = typeof before === 'number' ? children.indexOf(before) : children.length;
    if (at < 0) return false;
    children.splice(at, 0, this.prefixIn(parent) + name);
    return true;
  }

  private move(node: NodeId, before: SchemaIssue['before']): boolean {
    const parent = this.tree.parent(node);
    if (parent < 0 || before === undefined) return this.remove(node);
    const children = this.own(parent);
    const from = children.indexOf(node);
    if (from >= 0) children.splice(from, 1);
    const at = before === 'end' ? children.length : children.indexOf(before);
    children.splice(at < 0 ? children.length : at, 0, node);
    return true;
  }

  /** Takes the parent that is missing to be there, around the node and those that belong in it. */
  private wrap({ node, until = node, name = '' }: SchemaIssue): boolean {
    const parent = this.tree.parent(node);
    if (parent < 0) return this.remove(node);
    const children = this.own(parent);
    const [from, to] = [children.indexOf(node), children.indexOf(until)];
    if (from < 0 || to < from) return false;
    const inside = children.splice(from + 1, to - from).filter((child) => typeof child === 'number');
    this.made.wrappers.set(node, { name: this.prefixIn(parent) + name, children: [node, ...inside] });
    return true;
  }

  private wrapperOf(child: Child, isWrapped: boolean): Wrapper | undefined {
    return typeof child === 'string' || isWrapped ? undefined : this.made.wrappers.get(child);
  }

  private moveInto({ node, into, before }: SchemaIssue): boolean {
    this.remove(node);
    this.made.left.delete(node);
    if (into === undefined) return true;
    this.made.parents.set(node, into);
    const children = this.own(into);
    const at = typeof before === 'number' ? children.indexOf(before) : children.length;
    children.splice(at < 0 ? children.length : at, 0, node);
    return true;
  }

  private remove(node: NodeId): boolean {
    this.made.left.add(node);
    const parent = this.tree.parent(node);
    if (parent < 0) return true;
    const children = this.own(parent);
    const at = children.indexOf(node);
    if (at >= 0) children.splice(at, 1);
    return true;
  }

  /** A list of children that may be changed. */
  private own(parent: NodeId): Child[] {
    const children = this.made.contents.get(parent) ?? [...this.children(parent)];
    this.made.contents.set(parent, children);
    return children;
  }

  private nameOf(child: Child): string {
    return typeof child === 'string' ? child : (this.made.names.get(child) ?? this.tree.name(child));
  }

  /** The prefix that elements in a parent have. */
  private prefixIn(parent: NodeId): string {
    if (parent < 0) return this.prefix;
    const name = this.nameOf(parent);
    return name.slice(0, name.indexOf(':') + 1);
  }

  /** Without recursion: elements may stand in each other any number of times. */
  private *write(all: Written): Steps<string> {
    const { tree } = this;
    const around = [all];
    let text = '';
    let nodes = 0;
    for (let inside = around.at(-1); inside; inside = around.at(-1)) {
      const { value: child, done } = inside.children.next();
      if (done) {
        text += around.pop()!.end;
        continue;
      }
      if (++nodes % NODES_BETWEEN_YIELDS === 0) yield;
      if (typeof child === 'string') text += `<${child}></${child}>`;
      else if (tree.kind(child) !== NodeKind.Element) text += this.written(child);
      else if (inside.isWhole || !this.made.left.has(child)) {
        const wrapper = inside.isWhole ? undefined : this.made.wrappers.get(child);
        if (wrapper) {
          text += `<${wrapper.name}>`;
          around.push({ children: wrapper.children.values(), end: `</${wrapper.name}>`, isWhole: true });
        } else if (around.length <= DEEPEST) {
          const content = (this.made.contents.get(child) ?? tree.children(child))[Symbol.iterator]();
          // Loose text is told of where elements are read as they stand.
          const isFlat = this.made.flat.has(child);
          const name = this.nameOf(child);
          if (!isFlat) text += `<${name}${yield* this.attributes(child)}>`;
          const end = isFlat || this.open.includes(child) ? '' : `</${name}>`;
          around.push({ children: content, end, isWhole: false });
        }
      }
    }
    return text;
  }

  private written(node: NodeId): string {
    const { tree } = this;
    if (this.made.left.has(node)) return '';
    const kind = tree.kind(node);
    if (kind === NodeKind.Text) return wellFormedContent(tree.text(tree.range(node)));
    return kind === NodeKind.CData ? escapeText(validCharacters(tree.text(tree.contentRange(node)))) : '';
  }

  private *attributes(node: NodeId): Steps<string> {
    const { tree } = this;
    let text = this.made.added.get(node) ?? '';
    let attributes = 0;
    for (const attribute of tree.attributes(node)) {
      if (++attributes % NODES_BETWEEN_YIELDS === 0) yield;
      if (this.made.left.has(attribute)) continue;
      const value = wellFormedText(tree.text(tree.contentRange(attribute)));
      text += ` ${this.nameOf(attribute)}="${value.replace(/"/g, '&quot;')}"`;
    }
    return text;
  }

  private leaveOut(error: SyntaxProblem): void {
    const { tree } = this;
    const node = tree.nodeAt(error.start);
    if (node < 0) return;
    const kind = tree.kind(node);
    if (kind === NodeKind.Attribute && SPOILS.has(error.kind)) this.made.left.add(node);
    else if (kind === NodeKind.Element && (error.kind === 'undeclaredPrefix' || error.kind === 'badName')) {
      if (error.start >= tree.nameRange(node).start && error.end <= tree.nameRange(node).end) {
        this.made.names.set(node, this.prefixIn(tree.parent(node)) + tree.localName(node).replace(/^.*:/, ''));
      }
    } else if (kind === NodeKind.Text && this.isBetweenElements(node)) this.made.left.add(node);
  }

  /** Text that means nothing to the schema. */
  private isBetweenElements(text: NodeId): boolean {
    const parent = this.tree.parent(text);
    if (parent < 0) return true;
    const known = this.made.holdElements.get(parent);
    if (known !== undefined) return known;
    const holds = !this.tree.elements(parent).next().done;
    this.made.holdElements.set(parent, holds);
    return holds;
  }
}

/** The attribute says what a prefix, with its colon, stands for. */
function declares(attribute: string, prefix: string): boolean {
  return attribute === (prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`);
}
