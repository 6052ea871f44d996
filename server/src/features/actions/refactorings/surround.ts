import { accepts } from '../../../engine/schema/content-problem.ts';
import type { ElementModel } from '../../../engine/schema/model.ts';
import { type NodeId, NodeKind } from '../../../engine/syntax/node-table.ts';
import { isXmlBlank } from '../../../engine/text/xml-whitespace.ts';
import { lineStart, stepIn } from './element-layout.ts';
import {
  changeOfSegment,
  elementsAround,
  type Proposal,
  pathTo,
  type RefactorContext,
  type Refactoring,
} from './refactoring.ts';

/** So many elements to choose from at most. */
const MOST = 5;

/**
 * Puts an element around the selected ones, or around the one whose tag the cursor is in: one that may hold them, and
 * that may stand where they stand. What it must hold besides is told of when it is there.
 */
export const surround: Refactoring = {
  name: 'surround',
  kind: 'refactor.rewrite.surround',
  proposals(context) {
    const selected = selectedIn(context);
    if (!selected) return [];
    const { parent, nodes } = selected;
    const key =
      nodes.length > 1 || context.range.start < context.range.end ? 'refactor.surround' : 'refactor.surroundElement';
    return wrappersFor(context, parent, nodes)
      .slice(0, MOST)
      .map(
        (name): Proposal => ({
          title: { key, parameters: { name } },
          change: () => changeOfSegment(context, edits(context, nodes, name)),
        }),
      );
  },
};

interface Selected {
  readonly parent: NodeId;
  readonly nodes: readonly NodeId[];
}

function selectedIn(context: RefactorContext): Selected | undefined {
  const { tree, within, segment } = context;
  if (!segment.wellFormed) return undefined;
  if (within.start === within.end) {
    const node = tree.nodeAt(within.start);
    const isTag = node >= 0 && tree.kind(node) === NodeKind.Element && within.start < tree.contentRange(node).start;
    const parent = isTag ? tree.parent(node) : -1;
    return parent < 0 ? undefined : { parent, nodes: [node] };
  }
  const parent = elementsAround(context).find((node) => {
    const content = tree.contentRange(node);
    return content.start <= within.start && within.end <= content.end;
  });
  if (parent === undefined) return undefined;
  const nodes: NodeId[] = [];
  for (const child of tree.children(parent)) {
    const { start, end } = tree.range(child);
    if (tree.kind(child) === NodeKind.Attribute || end <= within.start || start >= within.end) continue;
    const isText = tree.kind(child) === NodeKind.Text;
    if (isText && isXmlBlank(tree.text({ start, end }))) continue;
    if (isText || tree.kind(child) === NodeKind.CData) return undefined;
    // Half an element is none.
    if (start < within.start || end > within.end) return undefined;
    nodes.push(child);
  }
  return nodes.some((node) => tree.kind(node) === NodeKind.Element) ? { parent, nodes } : undefined;
}

/** With the prefix of the parent: those first that would be right with nothing but these in them. */
function wrappersFor(context: RefactorContext, parent: NodeId, nodes: readonly NodeId[]): string[] {
  const { analysis, tree } = context;
  const model = analysis.pack.model.element(pathTo(context, parent));
  if (!model) return [];
  const names = nodes.flatMap((node) => (tree.kind(node) === NodeKind.Element ? [tree.localName(node)] : []));
  const around = [...tree.elements(parent)].map((child) => tree.localName(child));
  const mayHold = ({ type }: ElementModel) => names.every((name) => type.children.some((child) => child.name === name));
  const isFree = ({ name, max }: ElementModel) => around.filter((other) => other === name).length < max;
  const found = model.type.children.filter((child) => mayHold(child) && isFree(child));
  const isRight = ({ type }: ElementModel) => Number(accepts(type, names));
  const prefix = tree.prefix(parent);
  return found.sort((a, b) => isRight(b) - isRight(a)).map(({ name }) => prefix + name);
}

function edits({ analysis, segment, tree }: RefactorContext, nodes: readonly NodeId[], name: string) {
  const text = analysis.textOf(segment.owner);
  const first = nodes[0]!;
  const { start } = tree.range(first);
  const { end } = tree.range(nodes[nodes.length - 1]!);
  const line = lineStart(text, start);
  const step = line === '' ? '' : stepIn(tree, text, first, tree.path(first).length - 1);
  const inner = nodes.slice(1).flatMap((node) => {
    const at = tree.start(node);
    return step !== '' && lineStart(text, at) !== '' ? [{ start: at, end: at, newText: step }] : [];
  });
  return [
    { start, end: start, newText: `<${name}>${line === '' ? '' : line + step}` },
    ...inner,
    { start: end, end, newText: `${line}</${name}>` },
  ];
}
