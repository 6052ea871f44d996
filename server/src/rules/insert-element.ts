import type { ElementModel } from '../schema/model.ts';
import type { NodeId } from '../syntax/node-table.ts';
import { escapeText } from '../syntax/references.ts';
import { spaceBefore } from './edits.ts';
import type { EditContext, OwnedEdit } from './rule.ts';

/** Local names of the elements around the top nodes of an owner's tree: none in the head, the container's in an item. */
export function pathOf(context: EditContext, owner: object, node: NodeId): string[] {
  const tree = context.treeOf(owner);
  return [...context.ancestorsOf(owner), ...tree.path(node)];
}

/**
 * Puts an element with a value in its place among the children of `parent`, on a line of its own where they have one.
 * @param value text, or elements as they are where it begins with `<`
 */
export function insertElement(
  context: EditContext,
  owner: object,
  parent: NodeId,
  name: string,
  value: string,
): OwnedEdit {
  const tree = context.treeOf(owner);
  const declared = context.pack.model.element(pathOf(context, owner, parent))?.type.children ?? [];
  const order = declared.findIndex((child) => child.name === name);
  const children = [...tree.elements(parent)];
  const isBefore = (node: NodeId) => {
    const place = declared.findIndex((child: ElementModel) => child.name === tree.localName(node));
    return place >= 0 && place < order;
  };
  const previous = children.filter(isBefore).pop();
  const next = children.find((node) => previous === undefined || node > previous);
  const prefix = /^[^:]*:/.exec(tree.name(parent))?.[0] ?? '';
  const content = value.startsWith('<') ? value : escapeText(value);
  const element = content === '' ? `<${prefix}${name}/>` : `<${prefix}${name}>${content}</${prefix}${name}>`;
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
    const open = tree.text(range).replace(/\s*\/>$/, '>');
    return { owner, ...range, newText: `${open}${element}</${tree.name(parent)}>` };
  }
  const { start, end } = tree.contentRange(parent);
  const blank = tree.text({ start, end }).trim() === '';
  return { owner, start: blank ? start : end, end, newText: element };
}
