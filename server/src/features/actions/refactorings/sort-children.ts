import { type NodeId, NodeKind } from '../../../syntax/node-table.ts';
import type { TextEdit, TextRange } from '../../../text/text-range.ts';
import { blockEnd, blockStart } from './element-layout.ts';
import { changeOfPart, elementsAround, pathTo, type Refactoring, type Spot } from './refactoring.ts';

interface Block extends TextRange {
  readonly order: number;
}

/**
 * Puts the children of the innermost element around the cursor that has them out of order into the order of the schema.
 * A comment goes with the element behind it, or before it on its line. Elements that the schema doesn't know stay where
 * they are, and none goes past them. The white space between them stays as it is.
 */
export const sortChildren: Refactoring = {
  name: 'sortChildren',
  kind: 'refactor.rewrite.sortChildren',
  propose(spot) {
    if (!spot.part.sound) return [];
    for (const element of elementsAround(spot)) {
      const edits = sorting(spot, element);
      if (edits.length === 0) continue;
      return [
        {
          title: { key: 'refactor.sortChildren', parameters: { name: spot.tree.localName(element) } },
          change: () => changeOfPart(spot, edits),
        },
      ];
    }
    return [];
  },
};

/** Edits that put other elements in the places of those that stand out of order; none where all is well. */
function sorting(spot: Spot, element: NodeId): TextEdit[] {
  const { tree } = spot;
  const type = spot.analysis.pack.model.element(pathTo(spot, element))?.type;
  if (!type?.ordered || holdsMore(spot, element)) return [];
  const text = spot.analysis.textOf(spot.part.owner);
  const edits: TextEdit[] = [];
  let run: Block[] = [];
  const finish = () => {
    const sorted = [...run].sort((a, b) => a.order - b.order);
    run.forEach(({ start, end }, place) => {
      const other = sorted[place]!;
      if (other.start !== start) edits.push({ start, end, newText: text.slice(other.start, other.end) });
    });
    run = [];
  };
  for (const child of tree.elements(element)) {
    const order = type.children.findIndex((declared) => declared.name === tree.localName(child));
    if (order < 0) finish();
    else run.push({ start: blockStart(tree, text, child), end: blockEnd(tree, text, child), order });
  }
  finish();
  return edits;
}

function holdsMore({ tree }: Spot, element: NodeId): boolean {
  for (const child of tree.children(element)) {
    const kind = tree.kind(child);
    // A control line of a template goes with what stands between it and the next.
    if (kind === NodeKind.Placeholder && !tree.isInTag(child)) return true;
    if (kind === NodeKind.CData || (kind === NodeKind.Text && tree.text(tree.range(child)).trim() !== '')) return true;
  }
  return false;
}
