import type { NodeId } from '../syntax/node-table.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { attributeNamed } from './content-index.ts';
import type { ElementModel, SchemaModel } from './model.ts';
import type { ReadElements } from './node-path.ts';

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
  /** Given where libxml2 has read elements in others than those that they stand in. */
  readonly readParent?: ((node: NodeId) => NodeId) | undefined;
  /** Given where libxml2 has read attributes under other names than they have in the text. */
  readonly readAttribute?: ((element: NodeId, name: string) => NodeId | undefined) | undefined;
  /** What stands beside a node in other trees; without it that is nothing. */
  readonly beside?: (node: NodeId) => { readonly before: readonly string[]; readonly after: readonly string[] };
}

/** The element that a node is, by its names and by what `xsi:type` says in the tree; undefined where that can't be told. */
export function elementOf(context: IssueContext, node: NodeId): ElementModel | undefined {
  const { tree, model, ancestors, elementAt } = context;
  if (elementAt) return elementAt(node);
  const parent = parentIn(context, node);
  const name = nameIn(context, node);
  const around = parent >= 0 ? elementOf(context, parent) : parentOf(context);
  const element =
    parent < 0 && ancestors.length === 0 ? model.element([name]) : around && model.child(around.type, name);
  const type = typeAttribute(tree, node);
  return element && type !== undefined ? model.typed(element, tree.value(type)) : element;
}

/** `xsi:type`, whatever its prefix. */
function typeAttribute(tree: SyntaxTree, node: NodeId): NodeId | undefined {
  const first = attributeNamed(tree, node, 'type');
  if (first === undefined || tree.prefix(first) !== '') return first;
  return [...tree.attributes(node)].find((other) => tree.localName(other) === 'type' && tree.prefix(other) !== '');
}

/** The local name of an element as libxml2 has read it. */
export function nameIn({ tree, readName }: IssueContext, node: NodeId): string {
  return readName ? readName(node) : tree.localName(node);
}

/** The element around a node, as libxml2 has read it; negative where that is in another tree. */
export function parentIn({ tree, readParent }: IssueContext, node: NodeId): NodeId {
  return readParent ? readParent(node) : tree.parent(node);
}

export function pathOf(context: IssueContext, node: NodeId): string[] {
  if (!context.readName) return context.tree.path(node);
  const path: string[] = [];
  for (let at = node; at >= 0; at = parentIn(context, at)) path.push(nameIn(context, at));
  return path.reverse();
}

export function parentOf({ model, ancestors, parent }: IssueContext): ElementModel | undefined {
  return parent ?? (ancestors.length > 0 ? model.element(ancestors) : undefined);
}
