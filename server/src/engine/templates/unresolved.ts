import { type SchemaIssue, siblingsOf } from '../schema/issue.ts';
import { NodeKind } from '../syntax/node-table.ts';
import type { SyntaxTree } from '../syntax/tree.ts';

/**
 * What the schema says of a template because something is yet to be filled in, and so is no mistake: of a value with a
 * placeholder in it, of an attribute that a placeholder in the tag may give, of an element that stands there once more
 * behind a placeholder, as in the other branch of a condition.
 */
export function isLeftOpen(issue: SchemaIssue, tree: SyntaxTree): boolean {
  const { node } = issue;
  switch (issue.kind) {
    case 'value':
    case 'unexpectedText':
    case 'missingElement':
    case 'other':
      return tree.isOpen(node);
    case 'missingAttribute':
      return [...tree.children(node)].some((child) => isPlaceholder(tree, child) && tree.isInTag(child));
    case 'surplusElement':
      return isRepeatedBehindPlaceholder(tree, node);
    default:
      return false;
  }
}

function isRepeatedBehindPlaceholder(tree: SyntaxTree, node: number): boolean {
  const siblings = siblingsOf(tree, node);
  const before = siblings.slice(0, siblings.indexOf(node));
  const previous = before.findLast((other) => tree.localName(other) === tree.localName(node));
  if (previous === undefined) return false;
  for (let at = tree.nextSibling(previous); at >= 0 && at !== node; at = tree.nextSibling(at)) {
    if (isPlaceholder(tree, at)) return true;
  }
  return false;
}

function isPlaceholder(tree: SyntaxTree, node: number): boolean {
  return tree.kind(node) === NodeKind.Placeholder;
}
