import type { Voorziening } from '../../delivery/record.ts';
import type { RecordConcept } from '../../packs/pack.ts';
import { stepsOf } from '../../packs/places.ts';
import type { ElementDeclaration } from '../../schema/model.ts';
import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import { escapeAttribute } from '../../syntax/references.ts';
import { startTagOf } from '../../syntax/start-tag.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { isXmlBlank } from '../../text/xml-whitespace.ts';
import type { EditContext, FixContext, OwnedEdit } from '../rule.ts';
import { spaceBefore } from './edits.ts';
import { asContent, giveValue } from './give-value.ts';

/** Local names of the elements around the top nodes of an owner's tree: none in the head, the container's in an item. */
export function pathOf(context: EditContext, owner: object, node: NodeId): string[] {
  const tree = context.treeOf(owner);
  return [...context.ancestorsOf(owner), ...tree.path(node)];
}

/** Whether the schema lets an element or attribute be left out. */
export function isOptional(context: FixContext, owner: object, node: NodeId): boolean {
  const tree = context.treeOf(owner);
  const { model } = context.pack;
  if (tree.kind(node) === NodeKind.Attribute) {
    const attributes = model.element(pathOf(context, owner, tree.parent(node)))?.type.attributes ?? [];
    return attributes.find(({ name }) => name === tree.localName(node))?.required !== true;
  }
  return (model.element(pathOf(context, owner, node))?.min ?? 0) === 0;
}

/**
 * Whether a placeholder of a template stands where an element would have its place among the children of `parent`: on
 * which side of it, and so in which branch of a condition, nobody can tell.
 * @param declared the names of the children in their order
 */
export function hasPlaceholderInPlace(
  tree: SyntaxTree,
  parent: NodeId,
  declared: readonly string[],
  name: string,
): boolean {
  let found = tree.isUnresolved(parent);
  for (const child of tree.children(parent)) {
    const kind = tree.kind(child);
    if (kind === NodeKind.Placeholder && !tree.isInTag(child)) found = true;
    if (kind !== NodeKind.Element) continue;
    const place = declared.indexOf(tree.localName(child));
    if (place < 0) continue;
    if (place > declared.indexOf(name)) return found;
    found = false;
  }
  return found;
}

/** Where a new element goes. */
export interface ElementPlace {
  readonly parent: NodeId;
  /** The child before which it belongs; `end` for behind all of them, `turn` for where the schema's order has it. */
  readonly before: NodeId | 'end' | 'turn';
}

/**
 * Puts an element with a value in its place among the children of its parent, on a line of its own where they have one.
 * @param name with its prefix
 * @param value see {@link asContent}
 * @param attributes with the space before them
 */
export function insertElement(
  context: EditContext,
  owner: object,
  { parent, before }: ElementPlace,
  name: string,
  value: string,
  attributes = '',
): OwnedEdit {
  const tree = context.treeOf(owner);
  const children = [...tree.elements(parent)];
  const index = before === 'end' ? children.length : before === 'turn' ? turnOf() : children.indexOf(before);
  const previous = children[index - 1];
  const next = children[index];
  const content = asContent(value);
  const element = content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;
  if (previous !== undefined) {
    const at = tree.end(previous);
    return { owner, start: at, end: at, newText: spaceBefore(context, owner, tree.start(previous)) + element };
  }
  if (next !== undefined) {
    const at = tree.start(next);
    return { owner, start: at, end: at, newText: element + spaceBefore(context, owner, at) };
  }
  if (tree.isEmptyTag(parent)) {
    const range = tree.range(parent);
    const open = startTagOf(tree.text(range));
    return { owner, ...range, newText: `${open}${element}</${tree.name(parent)}>` };
  }
  const { start, end } = tree.contentRange(parent);
  const blank = isXmlBlank(tree.text({ start, end }));
  return { owner, start: blank ? start : end, end, newText: element };

  /** Behind the last of those that the schema has before it. */
  function turnOf(): number {
    const declared = context.pack.model.element(pathOf(context, owner, parent))?.type.children ?? [];
    const order = new Map(declared.map((child, turn) => [child.name, turn]));
    const turn = order.get(name.slice(name.indexOf(':') + 1)) ?? -1;
    return 1 + children.findLastIndex((node) => (order.get(tree.localName(node)) ?? turn) < turn);
  }
}

/**
 * The prefix, with its colon, that a new element has among the children of its parent; undefined where none in sight
 * stands for its namespace.
 */
export function prefixFor(
  context: EditContext,
  owner: object,
  { parent }: Pick<ElementPlace, 'parent'>,
  element: Pick<ElementDeclaration, 'namespace'>,
): string | undefined {
  const tree = context.treeOf(owner);
  const { model } = context.pack;
  const path = pathOf(context, owner, parent);
  const around = model.element(path);
  if (!around || around.namespace === element.namespace) return tree.prefix(parent);
  for (const node of tree.elements(parent)) {
    if (model.child(around.type, tree.localName(node))?.namespace === element.namespace) return tree.prefix(node);
  }
  // Beside an element with a prefix, one without is in no namespace, unless a default one is declared.
  return element.namespace === '' && tree.prefix(parent) !== '' ? '' : undefined;
}

/**
 * Gives a record a value for a concept: in the place of the one it has, or as an element or attribute of its own.
 * undefined where the element that it belongs in is not there, or what is there is no value alone.
 */
export function setConcept(
  context: FixContext,
  record: Voorziening,
  concept: RecordConcept,
  value: string,
  attributes?: string,
): OwnedEdit[] | undefined {
  const { owner } = record;
  const tree = context.treeOf(owner);
  if (record.has(concept)) return giveValue(tree, record.nodeOf(concept), value)?.map((edit) => ({ owner, ...edit }));
  for (const way of stepsOf(context.pack.manifest.concepts[concept]!.path)) {
    const name = way[way.length - 1]!;
    const parent = follow(tree, tree.nodeAt(record.range.start), way.slice(0, -1));
    const type = parent < 0 ? undefined : context.pack.model.element(pathOf(context, owner, parent))?.type;
    if (!type) continue;
    if (name.startsWith('@')) {
      const last = [...tree.attributes(parent)].pop();
      const at = last === undefined ? tree.nameRange(parent).end : tree.end(last);
      return [{ owner, start: at, end: at, newText: ` ${name.slice(1)}="${escapeAttribute(value)}"` }];
    }
    const element = context.pack.model.child(type, name);
    if (!element) continue;
    const prefix = prefixFor(context, owner, { parent }, element) ?? tree.prefix(parent);
    return [insertElement(context, owner, { parent, before: 'turn' }, prefix + name, value, attributes)];
  }
  return undefined;
}

/** Where the steps of a path lead from a node; -1 for nowhere. */
function follow(tree: SyntaxTree, node: NodeId, steps: readonly string[]): NodeId {
  let at = node;
  for (const step of steps) {
    if (at < 0) return -1;
    at = step === '..' ? tree.parent(at) : ([...tree.elements(at)].find((n) => tree.localName(n) === step) ?? -1);
  }
  return Math.max(at, -1);
}
