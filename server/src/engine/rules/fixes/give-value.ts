import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import { escapeAttribute, escapeText } from '../../syntax/references.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { TextEdit, TextRange } from '../../text/text-range.ts';
import { isXmlBlank, skipXmlSpace, trimXmlEnd, trimXmlStart, xmlSpaceBefore } from '../../text/xml-whitespace.ts';

/**
 * The edits that give an element or attribute another value, and leave the comments and instructions in it; none for an
 * empty element that is to stay empty. undefined where it holds elements, or a placeholder.
 * @param space whether the white space around the old value is to stay
 */
export function giveValue(
  tree: SyntaxTree,
  node: NodeId,
  value: string,
  space: 'keep' | 'drop' = 'keep',
): TextEdit[] | undefined {
  if (tree.kind(node) === NodeKind.Attribute) {
    return [{ ...tree.contentRange(node), newText: escapeAttribute(value) }];
  }
  const inside = [...tree.children(node)].filter((child) => tree.kind(child) !== NodeKind.Attribute);
  const nil = [...tree.attributes(node)].find((attribute) => /:nil$/.test(tree.name(attribute)));
  if (tree.isEmptyTag(node) || nil !== undefined) {
    if (value === '') return [];
    if (inside.some((child) => !isBlankText(tree, child))) return undefined;
    const range = tree.range(node);
    return [{ ...range, newText: `${startTag(tree, node, nil)}${asContent(value)}</${tree.name(node)}>` }];
  }
  const runs: NodeId[] = [];
  for (const child of inside) {
    const kind = tree.kind(child);
    if (kind === NodeKind.Text || kind === NodeKind.CData) runs.push(child);
    else if (kind !== NodeKind.Comment && kind !== NodeKind.Instruction) return undefined;
  }
  const content = asContent(value);
  if (runs.length === inside.length) {
    const range = tree.contentRange(node);
    const isBlank = isXmlBlank(tree.text(range));
    return [{ ...(isBlank || space === 'drop' ? range : tree.valueRange(node)), newText: content }];
  }
  const [first, ...others] = space === 'drop' ? runs : withoutSpaceAround(tree, runs);
  if (first === undefined) {
    const { start } = tree.contentRange(node);
    return [{ start, end: start, newText: content }];
  }
  return [first, ...others].map((run, index) => ({
    ...(typeof run === 'number' ? tree.range(run) : run),
    newText: index === 0 ? content : '',
  }));
}

/** A value as it stands between tags: text, or elements as they are where it begins with `<`, white space aside. */
export function asContent(value: string): string {
  return trimXmlStart(value).startsWith('<') ? value : escapeText(value);
}

/** The runs of text from the first character of the value to the last. */
function withoutSpaceAround(tree: SyntaxTree, runs: readonly NodeId[]): TextRange[] {
  const filled = runs.findIndex((run) => !isBlankText(tree, run));
  const last = runs.findLastIndex((run) => !isBlankText(tree, run));
  if (filled < 0) return [];
  return runs.slice(filled, last + 1).map((run, index, all) => {
    const { start, end } = tree.range(run);
    if (tree.kind(run) === NodeKind.CData) return { start, end };
    const text = tree.text({ start, end });
    return {
      start: index === 0 ? start + skipXmlSpace(text, 0) : start,
      end: index === all.length - 1 ? start + xmlSpaceBefore(text, text.length) : end,
    };
  });
}

function isBlankText(tree: SyntaxTree, node: NodeId): boolean {
  return tree.kind(node) === NodeKind.Text && isXmlBlank(tree.text(tree.range(node)));
}

/** The start tag of an element that is to hold a value: with no `/`, and no `xsi:nil`. */
function startTag(tree: SyntaxTree, node: NodeId, nil: NodeId | undefined): string {
  const { start, end } = tree.range(node);
  const to = tree.isEmptyTag(node) ? end - '/>'.length : tree.contentRange(node).start - '>'.length;
  const text = tree.text({ start, end: to });
  if (nil === undefined) return `${trimXmlEnd(text)}>`;
  const { start: from, end: behind } = tree.range(nil);
  return `${trimXmlEnd(trimXmlEnd(text.slice(0, from - start)) + text.slice(behind - start))}>`;
}
