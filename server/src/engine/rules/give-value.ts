import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import { escapeAttribute, escapeText } from '../syntax/references.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { TextEdit, TextRange } from '../text/text-range.ts';
import { isXmlBlank, trimXmlEnd, trimXmlStart } from '../text/xml-whitespace.ts';

/** The edit that gives an element or attribute another value; none for an empty element that is to stay empty. */
export function giveValue(tree: SyntaxTree, node: NodeId, value: string): TextEdit[] {
  if (tree.kind(node) === NodeKind.Attribute) {
    return [{ ...tree.contentRange(node), newText: escapeAttribute(value) }];
  }
  const nil = [...tree.attributes(node)].find((attribute) => /:nil$/.test(tree.name(attribute)));
  if (!tree.isEmptyTag(node) && nil === undefined) {
    return [{ ...valueOrContent(tree, node), newText: asContent(value) }];
  }
  if (value === '') return [];
  const range = tree.range(node);
  return [{ ...range, newText: `${startTag(tree, node, nil)}${asContent(value)}</${tree.name(node)}>` }];
}

/** A value as it stands between tags: text, or elements as they are where it begins with `<`, white space aside. */
export function asContent(value: string): string {
  return trimXmlStart(value).startsWith('<') ? value : escapeText(value);
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

/** The value without the white space around it; all that stands between the tags where that is blank. */
function valueOrContent(tree: SyntaxTree, node: NodeId): TextRange {
  const content = tree.contentRange(node);
  return isXmlBlank(tree.text(content)) ? content : tree.valueRange(node);
}
