import type { Fields, Voorziening } from '../../delivery/record.ts';
import type { Message } from '../../messages/message.ts';
import type { RecordConcept } from '../../packs/pack.ts';
import { recordPaths } from '../../packs/places.ts';
import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { skipXmlSpace, trailingXmlSpace, xmlSpaceBefore } from '../../text/xml-whitespace.ts';
import type { EditContext, FixContext, OwnedEdit, RelatedPlace } from '../rule.ts';
import { giveValue } from './give-value.ts';
import { commentsOf, holdsRemarks, isSuppressedBefore, trailingComment } from './remarks.ts';

/**
 * The edits of fixes. Each is made from a node of the tree or a run of text in it, and never from the range of a message,
 * which may point at anything; undefined means that there is no such node, or that the edit would take a comment or an
 * instruction with it that the fix doesn't name.
 */

/**
 * A fix looks through the records that share a value with its own. Where they are more than this the file is wrong in
 * another way, and doing so for each of them would take too long, so that there is no fix.
 */
export const MOST_ALIKE = 200;

/** Gives a concept that is there another value, as the pack writes it. */
export function replaceValue<C extends string>(
  context: EditContext,
  fields: Fields<C>,
  concept: C,
  value: string,
): OwnedEdit[] | undefined {
  if (!fields.has(concept)) return undefined;
  return owned(fields.owner, giveValue(context.treeOf(fields.owner), fields.nodeOf(concept), value));
}

/** The same for an element or attribute. */
export function replaceValueAt(tree: SyntaxTree, owner: object, node: NodeId, value: string): OwnedEdit[] | undefined {
  return owned(owner, giveValue(tree, node, value, 'drop'));
}

function owned(owner: object, edits: ReturnType<typeof giveValue>): OwnedEdit[] | undefined {
  return edits?.map((edit) => ({ owner, ...edit }));
}

/** Takes out an element or attribute with the white space before it. */
export function removeNode(context: EditContext, owner: object, node: NodeId): OwnedEdit | undefined {
  const tree = context.treeOf(owner);
  return holdsRemarks(tree, node) ? undefined : cut(tree, owner, node);
}

/** Takes out a node, whatever it holds, with the white space before it. For what is put back elsewhere, or a copy. */
export function cut(tree: SyntaxTree, owner: object, node: NodeId): OwnedEdit {
  const { start, end } = tree.range(node);
  return { owner, start: xmlSpaceBefore(tree.text({ start: 0, end: start }), start), end, newText: '' };
}

/** Takes out the element of a concept with the white space before it. */
export function removeConcept(
  context: EditContext,
  record: Voorziening,
  concept: RecordConcept,
): OwnedEdit | undefined {
  return record.has(concept) ? removeNode(context, record.owner, record.nodeOf(concept)) : undefined;
}

/** Takes out a text or CDATA node; of text, all but the white space around it. */
export function removeText(tree: SyntaxTree, owner: object, run: NodeId): OwnedEdit {
  const { start, end } = tree.range(run);
  const text = tree.text({ start, end });
  const [from, until] = [skipXmlSpace(text, 0), xmlSpaceBefore(text, text.length)];
  return { owner, start: start + from, end: start + until, newText: '' };
}

/**
 * A record goes, with the white space before it and the comments that are about it; and what it stands in, a person, where
 * that holds no other.
 */
export function removeRecord(
  context: FixContext,
  record: Voorziening,
): { readonly edits: readonly OwnedEdit[]; readonly takesComments: boolean } | undefined {
  const { owner } = record;
  const tree = context.treeOf(owner);
  const own = nodeOf(tree, record);
  if (own === undefined) return undefined;
  let node = own;
  for (let around = tree.parent(node); around >= 0 && !holdsOther(context, record, around); around = tree.parent(node))
    node = around;
  if (isRequired(context, tree, owner, node)) return undefined;
  const comments = commentsOf(tree, node);
  const first = comments[0] ?? node;
  // It would suppress findings of the next record from then on.
  if (isSuppressedBefore(tree, first)) return undefined;
  const behind = editBehind(context, owner, node);
  return {
    edits: [{ ...cut(tree, owner, first), end: tree.end(node) }, ...behind],
    takesComments: comments.length > 0 || holdsRemarks(tree, node) || behind.length > 0,
  };
}

/** Takes out the comments behind an element that end its line, and are about it. */
function editBehind(context: FixContext, owner: object, node: NodeId): OwnedEdit[] {
  const tree = context.treeOf(owner);
  const next = tree.nextSibling(node);
  const isLast = next < 0 && tree.parent(node) < 0;
  const other = isLast ? context.ownerBehind(owner) : owner;
  if (!other) return [];
  const around = context.treeOf(other);
  const comment = trailingComment(around, isLast && around.size > 0 ? 0 : next);
  return comment === undefined
    ? []
    : [{ owner: other, start: isLast ? 0 : tree.end(node), end: around.end(comment), newText: '' }];
}

/** Another record stands in an element. */
function holdsOther(context: EditContext, { owner, range }: Voorziening, around: NodeId): boolean {
  const tree = context.treeOf(owner);
  const paths = recordPaths(context.pack);
  const names = new Set(paths.map((path) => path.at(-1)));
  for (let node = around + 1; node <= tree.last(around); node++) {
    if (tree.kind(node) !== NodeKind.Element || tree.start(node) === range.start) continue;
    if (!names.has(tree.localName(node))) continue;
    const path = [...context.ancestorsOf(owner), ...tree.path(node)].join('/');
    if (paths.some((record) => record.join('/') === path)) return true;
  }
  return false;
}

/** What removing a record is called: comments that go with it are named. */
export function titleOf({ takesComments }: { readonly takesComments: boolean }): Message {
  return { key: takesComments ? 'fix.removeRecordAndComments' : 'fix.removeRecord' };
}

/** The element of a record; undefined where the tree has none at its place. */
export function nodeOf(tree: SyntaxTree, { range }: Voorziening): NodeId | undefined {
  const node = tree.nodeAt(range.start);
  const isElement = node >= 0 && tree.kind(node) === NodeKind.Element;
  return isElement && tree.start(node) === range.start && tree.end(node) === range.end ? node : undefined;
}

/** The schema wants an element of this name in its parent, and there is no other. */
function isRequired(context: EditContext, tree: SyntaxTree, owner: object, node: NodeId): boolean {
  const parent = tree.parent(node);
  if (parent < 0) return false;
  const path = [...context.ancestorsOf(owner), ...tree.path(node)];
  const declared = context.pack.model.element(path);
  const name = tree.localName(node);
  const alike = [...tree.elements(parent)].filter((other) => tree.localName(other) === name);
  return declared !== undefined && alike.length <= declared.min;
}

/** The white space that stands before an offset. */
export function spaceBefore(context: EditContext, owner: object, offset: number): string {
  return trailingXmlSpace(context.textOf(owner).slice(0, offset));
}

export function goTo(place: RelatedPlace) {
  return { title: { key: 'fix.goTo' }, edits: [], goTo: place } as const;
}
