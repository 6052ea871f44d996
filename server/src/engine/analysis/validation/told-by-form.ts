import type { SchemaIssue } from '../../schema/issue.ts';
import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxProblem } from '../../syntax/syntax-problem.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';

/** On one value only the first of these is reported. */
export const ON_VALUE: ReadonlySet<SchemaIssue['kind']> = new Set(['value', 'fixedValue', 'nilNotAllowed']);

/** Of these, libxml2 tells in two places. */
export const ONCE: ReadonlySet<SchemaIssue['kind']> = new Set([
  'wrongParent',
  'missingParent',
  'unexpectedElement',
  'unexpectedAttribute',
]);

/** An error of the form lies in the value, or among what stands beside it, and tells all that there is to tell. */
export function isToldByForm({ kind, node }: SchemaIssue, errors: readonly SyntaxProblem[], tree: SyntaxTree): boolean {
  if (errors.length === 0) return false;
  const parent = tree.kind(node) === NodeKind.Element && !tree.elements(node).next().done ? node : tree.parent(node);
  const isOwn = ON_VALUE.has(kind) || kind === 'other' || tree.kind(node) === NodeKind.Attribute;
  const about = isOwn ? node : parent;
  const { start, end } = about < 0 ? { start: 0, end: Number.POSITIVE_INFINITY } : tree.range(about);
  return errors.slice(0, MOST_ERRORS).some((error) => {
    // An attribute may be glued to the name before it.
    const from = tree.kind(node) === NodeKind.Attribute ? error.end : error.start;
    if (from < start || error.start > end) return false;
    return about === node ? true : MOVES_TAGS.has(error.kind) && isDirectlyIn(tree, about, error.start);
  });
}

/** An element is missing behind all that stand in another. */
export function isMissingAtEnd({ kind, before, inside }: SchemaIssue): boolean {
  return (kind === 'missingElement' || kind === 'missingChoice') && before === 'end' && inside === undefined;
}

/** Behind more errors of the form than these, all is told. */
const MOST_ERRORS = 200;

/** Errors of the form that leave it open which elements stand in which. */
const MOVES_TAGS: ReadonlySet<SyntaxProblem['kind']> = new Set([
  'badEndTag',
  'badMarkup',
  'bareLessThan',
  'mismatchedEndTag',
  'strayEndTag',
  'truncated',
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

/** One thing that is wrong, however often it is found. On one value only the first is told. */
export function keyOf({ kind, node, name, inside, range }: SchemaIssue): string {
  if (ON_VALUE.has(kind)) return `${node} value`;
  return `${node} ${kind} ${name} ${inside ?? range.start}`;
}
