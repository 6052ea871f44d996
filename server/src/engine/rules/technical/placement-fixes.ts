import type { SchemaIssue } from '../../schema/issue.ts';
import { siblingsOf } from '../../schema/node-path.ts';
import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import { escapeAttribute } from '../../syntax/references.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { cut, removeNode, spaceBefore } from '../fixes/edits.ts';
import type { Finding, Fix, FixContext, OwnedEdit } from '../rule.ts';

/** Ways to put elements in the element or in the namespace that they belong in; what they hold stays. */

/** Puts the missing parent around the elements that belong in it. */
export function wrapFix(issue: SchemaIssue, { owner }: Finding, context: FixContext): Fix[] {
  const { node, until = node, name = '' } = issue;
  const tree = context.treeOf(owner);
  const tag = tree.prefix(node) + name;
  const { start } = tree.range(node);
  const { end } = tree.range(until);
  const space = spaceBefore(context, owner, start);
  const edits = [
    { owner, start, end: start, newText: `<${tag}>${space}` },
    { owner, start: end, end, newText: `${space}</${tag}>` },
  ];
  return [{ title: { key: 'fix.wrap', parameters: { name: tag } }, edits, preferred: true }];
}

/** Moves an element into the one that it belongs in. */
export function moveIntoFix({ node, into, before }: SchemaIssue, { owner }: Finding, context: FixContext): Fix[] {
  const tree = context.treeOf(owner);
  if (into === undefined || tree.isEmptyTag(into)) return [];
  const taken = cut(tree, owner, node);
  const text = tree.text(tree.range(node));
  const others = [...tree.elements(into)].filter((child) => child !== node);
  const index = typeof before === 'number' ? others.indexOf(before) : others.length;
  const previous = others[index - 1];
  const next = others[index];
  let insert: OwnedEdit;
  if (previous !== undefined) {
    const at = tree.end(previous);
    insert = { owner, start: at, end: at, newText: spaceBefore(context, owner, tree.start(previous)) + text };
  } else if (next !== undefined) {
    const at = tree.start(next);
    insert = { owner, start: at, end: at, newText: text + spaceBefore(context, owner, at) };
  } else return [];
  const title = {
    key: 'fix.moveInto',
    parameters: { name: tree.localName(node), parent: tree.localName(into) },
  } as const;
  return [{ title, edits: [taken, insert], preferred: true }];
}

/** Moves an element from behind the records to where it belongs before them. */
export function moveToHeaderFix({ node, target }: SchemaIssue, { owner }: Finding, context: FixContext): Fix[] {
  const tree = context.treeOf(owner);
  const header = context.rootOwner;
  if (!target || !header || header === owner) return [];
  const outer = context.treeOf(header);
  const { parent, before } = target;
  const children = [...outer.elements(parent)];
  const index = typeof before === 'number' ? children.indexOf(before) : children.length;
  const [previous, next] = [children[index - 1], children[index]];
  const text = tree.text(tree.range(node));
  let insert: OwnedEdit;
  if (next !== undefined) {
    const at = outer.start(next);
    insert = { owner: header, start: at, end: at, newText: text + spaceBefore(context, header, at) };
  } else if (previous !== undefined) {
    const at = outer.end(previous);
    const space = spaceBefore(context, header, outer.start(previous));
    insert = { owner: header, start: at, end: at, newText: space + text };
  } else return [];
  const title = {
    key: 'fix.moveInto',
    parameters: { name: tree.localName(node), parent: outer.localName(parent) },
  } as const;
  const own = { key: 'fix.move', parameters: { name: tree.localName(node) } } as const;
  const isBeside = outer.parent(parent) < 0;
  return [{ title: isBeside ? own : title, edits: [insert, cut(tree, owner, node)], preferred: true }];
}

/** Makes one element of two that follow each other, by what stands between what is in them. */
export function joinFix({ node }: SchemaIssue, { owner }: Finding, context: FixContext): Fix[] {
  const tree = context.treeOf(owner);
  const { start } = tree.range(node);
  const until = tree.contentRange(node).start;
  const isPlain = !tree.isEmptyTag(node) && tree.attributes(node).next().done;
  const between = /[ \t\r\n]*<\/([^<> \t\r\n]+)[ \t\r\n]*>[ \t\r\n]*$/.exec(tree.text({ start: 0, end: start }));
  if (!isPlain || between?.[1] !== tree.name(node)) return [];
  const title = { key: 'fix.join', parameters: { name: tree.name(node) } } as const;
  return [{ title, edits: [{ owner, start: between.index, end: until, newText: '' }], preferred: true }];
}

/** Takes the tags of an element away, and leaves what is in it. */
export function unwrapFix(tree: SyntaxTree, owner: object, node: NodeId): Fix[] {
  if (tree.isEmptyTag(node) || tree.isImplied(node)) return [];
  const { start, end } = tree.range(node);
  const content = tree.contentRange(node);
  if (content.start === content.end) return [];
  const edits = [
    { owner, start, end: content.start, newText: '' },
    { owner, start: content.end, end, newText: '' },
  ];
  return [{ title: { key: 'fix.unwrap', parameters: { name: tree.name(node) } }, edits, preferred: true }];
}

/** Puts the tags of a missing element around the text that stands in its place. */
export function tagsAround(tree: SyntaxTree, owner: object, run: NodeId, name: string): Fix[] {
  const { start, end } = tree.range(run);
  const text = tree.text({ start, end });
  const from = start + text.search(/[^ \t\r\n]/);
  const until = start + text.replace(/[ \t\r\n]+$/, '').length;
  const edits = [
    { owner, start: from, end: from, newText: `<${name}>` },
    { owner, start: until, end: until, newText: `</${name}>` },
  ];
  return [{ title: { key: 'fix.wrap', parameters: { name } }, edits, preferred: true }];
}

/** Takes `xsi:nil` away. */
export function nilFix(issue: SchemaIssue, { owner }: Finding, context: FixContext): Fix[] {
  const tree = context.treeOf(owner);
  const nil = [...tree.attributes(issue.node)].find((attribute) => tree.localName(attribute) === 'nil');
  const edit = nil === undefined ? undefined : removeNode(context, owner, nil);
  if (nil === undefined || !edit) return [];
  const title = { key: 'fix.removeAttribute', parameters: { name: tree.name(nil) } } as const;
  return [{ title, edits: [edit], preferred: true }];
}

/** Brings an element into the namespace that it belongs in. */
export function namespaceFixes(issue: SchemaIssue, { owner }: Finding, context: FixContext): Fix[] {
  const { node, value: namespace = '' } = issue;
  const tree = context.treeOf(owner);
  const name = tree.localName(node);
  const declaration = tree.prefix(node) === '' ? 'xmlns' : `xmlns:${tree.prefix(node).slice(0, -1)}`;
  const own = [...tree.attributes(node)].find((attribute) => tree.nameIs(attribute, declaration));
  const fixes: Fix[] = [];
  const removed = own === undefined ? undefined : removeNode(context, owner, own);
  if (removed && tree.namespaceAround(node) === namespace) {
    const title = { key: 'fix.removeAttribute', parameters: { name: declaration } } as const;
    fixes.push({ title, edits: [removed], preferred: true });
  }
  const prefix = tree.prefixAround(node, namespace);
  if (prefix !== undefined && prefix !== tree.prefix(node)) {
    const edits = [
      ...(removed && !isUsedInside(tree, node) ? [removed] : []),
      ...renamed(tree, owner, node, prefix + name),
    ];
    fixes.push({ title: { key: 'fix.usePrefix', parameters: { name } }, edits, preferred: true });
  }
  if (issue.own === '' && own === undefined) fixes.push(...declarations(issue, owner, context));
  const isDeclarable = tree.prefix(node) === '' && (own === undefined ? namespace === '' : fixes.length === 0);
  if (isDeclarable) fixes.push(declarationOn(tree, node, owner, namespace, own));
  return fixes;
}

/** Something in an element is in the namespace that it has by its prefix. */
function isUsedInside(tree: SyntaxTree, node: NodeId): boolean {
  const prefix = tree.prefix(node);
  for (let inner = node + 1; inner <= tree.last(node); inner++) {
    const isAttribute = tree.kind(inner) === NodeKind.Attribute;
    if ((isAttribute ? prefix !== '' : tree.kind(inner) === NodeKind.Element) && tree.prefix(inner) === prefix)
      return true;
  }
  return false;
}

/** Gives an element another name, in both tags. */
function renamed(tree: SyntaxTree, owner: object, node: NodeId, name: string): OwnedEdit[] {
  const tags = [tree.nameRange(node), tree.endNameRange(node)].filter((range) => range !== undefined);
  return tags.map((range) => ({ owner, ...range, newText: name }));
}

/** The default namespace declared on the root, where that has a prefix and declares none, or on the element alone. */
function declarations({ node, value: namespace = '' }: SchemaIssue, owner: object, context: FixContext): Fix[] {
  const here = declarationOn(context.treeOf(owner), node, owner, namespace);
  const header = context.rootOwner;
  if (!header) return [here];
  const tree = context.treeOf(header);
  const root = [...siblingsOf(tree, 0)][0]!;
  const isFree = tree.prefix(root) !== '' && ![...tree.attributes(root)].some((other) => tree.nameIs(other, 'xmlns'));
  return isFree ? [declarationOn(tree, root, header, namespace), here] : [here];
}

/** The default namespace declared on an element, in the place of its own declaration if it has one. */
function declarationOn(tree: SyntaxTree, element: NodeId, owner: object, namespace: string, own?: NodeId): Fix {
  const at = tree.nameRange(element).end;
  const range = own === undefined ? { start: at, end: at } : tree.range(own);
  const key = namespace === '' ? 'fix.declareNoNamespace' : 'fix.declareNamespace';
  const title = { key, parameters: { name: tree.name(element) } } as const;
  const newText = `${own === undefined ? ' ' : ''}xmlns="${escapeAttribute(namespace)}"`;
  return { title, edits: [{ owner, ...range, newText }], preferred: true };
}
