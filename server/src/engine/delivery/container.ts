import type { Pack } from '../packs/load-pack.ts';
import { containerPath } from '../packs/places.ts';
import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import type { SyntaxTree } from '../syntax/tree.ts';

/** The element around the records in the tree of a head; -1 where there is none. */
export function containerIn(tree: SyntaxTree, pack: Pack): NodeId {
  const wanted = containerPath(pack);
  for (let node = tree.size - 1; node >= 0; node--) {
    if (tree.kind(node) === NodeKind.Element && tree.isAt(node, wanted)) return node;
  }
  return -1;
}

/** It holds nothing and is written as one tag: `<Voorzieningen/>`. */
export function isEmptyTagOf(tree: SyntaxTree, container: NodeId): boolean {
  return tree.text({ start: tree.start(container), end: tree.end(container) }).endsWith('/>');
}
