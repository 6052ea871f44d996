import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { nthElement } from './content-index.ts';
import type { PathStep } from './validator.ts';

/** What libxml2 read in an element: nodes, and the qualified names of synthetic elements. */
export type ReadElements = (parent: NodeId) => Iterable<NodeId | string>;

/** What {@link resolvePath} gives for a synthetic element. */
export const SYNTHETIC = -2;

/**
 * The node that the steps lead to from one of `candidates`; -1 where there is none. An attribute gives its element.
 * @param read given where libxml2 has read something else than the text
 */
export function resolvePath(
  tree: SyntaxTree,
  candidates: Iterable<NodeId>,
  steps: readonly PathStep[],
  read?: ReadElements,
): NodeId {
  let nodes: Iterable<NodeId | string> | undefined = candidates;
  let found = -1;
  for (const step of steps) {
    if (step.name?.startsWith('@') || step.name === 'text()') break;
    if (!nodes) {
      found = nthElement(tree, found, step.name, step.index);
      if (found < 0) return -1;
      continue;
    }
    let count = 0;
    found = -1;
    for (const node of nodes) {
      const isSynthetic = typeof node === 'string';
      if (step.name !== undefined && !(isSynthetic ? node === step.name : tree.nameIs(node, step.name))) continue;
      if (++count === step.index) {
        if (isSynthetic) return SYNTHETIC;
        found = node;
        break;
      }
    }
    if (found < 0) return -1;
    nodes = read?.(found);
  }
  return found;
}

/** The elements beside a node, itself among them. */
export function* siblingsOf(tree: SyntaxTree, node: NodeId): Generator<NodeId> {
  const parent = tree.parent(node);
  if (parent >= 0) yield* tree.elements(parent);
  else
    for (let other = 0; other < tree.size; other++) {
      if (tree.parent(other) === parent && tree.kind(other) === NodeKind.Element) yield other;
    }
}

/** Of an element that more stand beside than these is told that it may not stand there, and nothing of what was meant. */
const MOST_BESIDE = 2_000;

/** undefined where there are too many. */
export function fewOf<T>(siblings: Iterable<T>): T[] | undefined {
  const few: T[] = [];
  for (const sibling of siblings) if (few.push(sibling) > MOST_BESIDE) return undefined;
  return few;
}
