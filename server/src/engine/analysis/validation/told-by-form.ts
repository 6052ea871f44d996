import type { SchemaIssue } from '../../schema/issue.ts';
import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxProblem } from '../../syntax/syntax-problem.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';

/** On one value only the first of these is reported. */
export const ON_VALUE: ReadonlySet<SchemaIssue['kind']> = new Set(['value', 'fixedValue', 'nilNotAllowed']);

/** An error of the form lies in the value, or among what stands beside it, and tells all that there is to tell. */
export function isToldByForm({ kind, node }: SchemaIssue, errors: readonly SyntaxProblem[], tree: SyntaxTree): boolean {
  if (errors.length === 0) return false;
  const parent = tree.kind(node) === NodeKind.Element && !tree.elements(node).next().done ? node : tree.parent(node);
  const about = ON_VALUE.has(kind) || kind === 'other' ? node : parent;
  const { start, end } = about < 0 ? { start: 0, end: Number.POSITIVE_INFINITY } : tree.range(about);
  return errors.some((error) => {
    if (error.start < start || error.start > end) return false;
    return about === node ? true : MOVES_TAGS.has(error.kind) && isDirectlyIn(tree, about, error.start);
  });
}

/** Errors of the form that leave it open which elements stand in which. */
const MOVES_TAGS: ReadonlySet<SyntaxProblem['kind']> = new Set([
  'badEndTag',
  'badMarkup',
  'bareLessThan',
  'mismatchedEndTag',
  'strayEndTag',
  'unclosedElement',
  'unclosedTag',
  'unterminatedCData',
  'unterminatedComment',
  'unterminatedInstruction',
  'unterminatedValue',
]);

/** An offset lies in an element, or in a child of it that has no children. */
function isDirectlyIn(tree: SyntaxTree, parent: NodeId, offset: number): boolean {
  let node = tree.nodeAt(offset);
  while (node >= 0 && (tree.kind(node) !== NodeKind.Element || tree.elements(node).next().done)) {
    if (node === parent) return true;
    node = tree.parent(node);
  }
  return node === parent || (node >= 0 && tree.parent(node) === parent);
}
