import type { SchemaIssue } from '../schema/issue.ts';
import { siblingsOf } from '../schema/node-path.ts';
import { NodeKind } from '../syntax/node-table.ts';
import type { SyntaxTree } from '../syntax/tree.ts';

/**
 * Whether the schema refuses a template only because something is unresolved: a value with a placeholder in it, an
 * attribute that a placeholder in the tag may bring, an element that is there again behind a placeholder, as in another
 * branch of a condition.
 */
export function isUnresolvedIssue(issue: SchemaIssue, tree: SyntaxTree): boolean {
  const { node } = issue;
  switch (issue.kind) {
    case 'value':
    case 'unexpectedText':
    case 'missingElement':
    case 'other':
      return tree.isUnresolved(node);
    case 'missingAttribute':
      return [...tree.children(node)].some((child) => isPlaceholder(tree, child) && tree.isInTag(child));
    case 'surplusElement':
      return isRepeatedBehindPlaceholder(tree, node);
    default:
      return false;
  }
}

function isRepeatedBehindPlaceholder(tree: SyntaxTree, node: number): boolean {
  const siblings = [...siblingsOf(tree, node)];
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
