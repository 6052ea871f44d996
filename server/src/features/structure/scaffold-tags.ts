import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { nameEnd } from '../../engine/syntax/characters.ts';
import { type NodeId, NodeKind } from '../../engine/syntax/node-table.ts';
import type { SyntaxTree } from '../../engine/syntax/tree.ts';
import { shift, type TextRange } from '../../engine/text/text-range.ts';

/** An element around the records: its start tag stands in the header segment, its end tag in the trailer. Ranges are of the text. */
export interface ScaffoldElement {
  readonly node: NodeId;
  readonly name: string;
  /** Local names from the root to the element. */
  readonly path: readonly string[];
  readonly startName: TextRange;
  /** The name in the end tag; undefined where that is missing. */
  readonly endName: TextRange | undefined;
  /** From behind the start tag to the end tag; to the end of the text where that is missing. */
  readonly content: TextRange;
  readonly range: TextRange;
}

/**
 * The elements around the records, outermost first; none where the document has no container. Their end tags are taken
 * to be missing while the end of the document is not yet known.
 */
export function scaffoldElements(analysis: DeliveryAnalysis): ScaffoldElement[] {
  const { length } = analysis.source;
  const head = analysis.segmentAt(0);
  const nodes = openElements(head.tree);
  if (nodes.length === 0) return [];
  const tail = analysis.segmentAt(length);
  const names = nodes.map((node) => head.tree.name(node));
  const ends = tail.owner === head.owner ? [] : endTags(names, tail.tree, analysis.textOf(tail.owner));
  return nodes.map((node, depth) => {
    const end = ends[depth] && shift(ends[depth].range, tail.start);
    return {
      node,
      name: head.tree.name(node),
      path: head.tree.path(node),
      startName: head.tree.nameRange(node),
      endName: ends[depth] && shift(ends[depth].name, tail.start),
      content: { start: head.tree.contentRange(node).start, end: end?.start ?? length },
      range: { start: head.tree.start(node), end: end?.end ?? length },
    };
  });
}

/** An element of the header segment whose end tag stands in the trailer. */
export function isOpen(tree: SyntaxTree, node: NodeId): boolean {
  return tree.kind(node) === NodeKind.Element && tree.end(node) === tree.start(node);
}

/** The elements of a header segment that are open where it ends: nobody has set their ends. Where the root is not, none is. */
export function openElements(tree: SyntaxTree): NodeId[] {
  const open: NodeId[] = [];
  for (let node = 0; node < tree.size; node++) {
    if (isOpen(tree, node)) open.push(node);
    else if (tree.kind(node) === NodeKind.Element) {
      if (open.length === 0) break;
      // In what is closed nothing is open.
      node = tree.last(node);
    }
  }
  return open;
}

interface EndTag {
  readonly range: TextRange;
  readonly name: TextRange;
}

/** The end tags of open elements, told in the order of their names; what the trailer's own nodes cover is none of them. */
function endTags(names: readonly string[], tree: SyntaxTree, text: string): (EndTag | undefined)[] {
  const found: (EndTag | undefined)[] = names.map(() => undefined);
  let open = names.length;
  let at = text.indexOf('</');
  for (const whitespace of whitespaceBetweenNodes(tree, text.length)) {
    if (at >= 0 && at < whitespace.start) at = text.indexOf('</', whitespace.start);
    for (; at >= 0 && at < whitespace.end; at = text.indexOf('</', at + 2)) {
      const nameStop = nameEnd(text, at + 2);
      const depth = names.lastIndexOf(text.slice(at + 2, nameStop), open - 1);
      if (depth < 0 || open === 0) continue;
      const close = text.indexOf('>', nameStop);
      const end = close < 0 || text.slice(nameStop, close).includes('<') ? nameStop : close + 1;
      found[depth] = { range: { start: at, end }, name: { start: at + 2, end: nameStop } };
      open = depth;
    }
  }
  return found;
}

function* whitespaceBetweenNodes(tree: SyntaxTree, length: number): Generator<TextRange> {
  let start = 0;
  for (let node = 0; node < tree.size; node++) {
    if (tree.parent(node) >= 0) continue;
    yield { start, end: tree.start(node) };
    start = tree.end(node);
  }
  yield { start, end: length };
}
