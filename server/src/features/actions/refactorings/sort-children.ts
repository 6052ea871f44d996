import { type NodeId, NodeKind } from '../../../engine/syntax/node-table.ts';
import type { TextEdit, TextRange } from '../../../engine/text/text-range.ts';
import { isXmlBlank } from '../../../engine/text/xml-whitespace.ts';
import { blockEnd, blockStart } from './element-layout.ts';
import { changeOfSegment, elementsAround, pathTo, type RefactorContext, type Refactoring } from './refactoring.ts';

interface ElementBlock extends TextRange {
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
  proposals(context) {
    if (!context.segment.wellFormed) return [];
    for (const element of elementsAround(context)) {
      const edits = sorting(context, element);
      if (edits.length === 0) continue;
      return [
        {
          title: { key: 'refactor.sortChildren', parameters: { name: context.tree.localName(element) } },
          change: () => changeOfSegment(context, edits),
        },
      ];
    }
    return [];
  },
};

/** Edits that put other elements in the places of those that stand out of order; none where all is well. */
function sorting(context: RefactorContext, element: NodeId): TextEdit[] {
  const { tree } = context;
  const type = context.analysis.pack.model.element(pathTo(context, element))?.type;
  if (!type?.ordered || holdsMore(context, element)) return [];
  const text = context.analysis.textOf(context.segment.owner);
  const edits: TextEdit[] = [];
  let run: ElementBlock[] = [];
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

function holdsMore({ tree }: RefactorContext, element: NodeId): boolean {
  for (const child of tree.children(element)) {
    const kind = tree.kind(child);
    // A control line of a template goes with what stands between it and the next.
    if (kind === NodeKind.Placeholder && !tree.isInTag(child)) return true;
    if (kind === NodeKind.CData || (kind === NodeKind.Text && !isXmlBlank(tree.text(tree.range(child))))) return true;
  }
  return false;
}
