import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { type NodeId, NodeKind } from '../../engine/syntax/node-table.ts';
import type { SyntaxTree } from '../../engine/syntax/tree.ts';
import type { TextEdit } from '../../engine/text/text-range.ts';
import { atOnce, type Steps } from '../../engine/text/time-sliced.ts';
import { isXmlBlank } from '../../engine/text/xml-whitespace.ts';
import { isLaidOut } from './formatting.ts';
import { templateBlocks } from './whitespace/template-blocks.ts';
import { scaffoldWhitespaceOf } from './whitespace/whitespace.ts';

/** The characters that call for it: the first, and then the others. */
export const ON_TYPE_TRIGGERS = ['>', '\n'] as const;

/** Of a line, so much is looked at before the cursor and behind it: it may be the whole document. */
const LONGEST = 1000;

/**
 * Brings the line that was typed on to its indentation: a new line, and one whose first tag was just closed.
 * @param offset just behind the character typed
 * @param indent the white space for one step in
 * @returns at most one edit, of the white space at the start of the line; none inside values, comments and tags
 */
export function* typedIn(
  analysis: DeliveryAnalysis,
  offset: number,
  character: string,
  indent: string,
): Steps<readonly TextEdit[]> {
  if (!isLaidOut(analysis)) return [];
  const { source } = analysis;
  const { line } = source.positionAt(offset);
  const start = source.offsetAt({ line, character: 0 });
  if (offset - start > LONGEST) return [];
  const before = source.slice(start, offset);
  const text = before + source.slice(start + before.length, start + before.length + LONGEST);
  const blank = /^[ \t]*/.exec(text)![0];
  if (character === '>' && !/^<[^<>]*>$/.test(before.slice(blank.length))) return [];
  const around = depthAt(analysis, start);
  if (around === undefined) return [];
  const elements = Math.max(0, text.startsWith('</', blank.length) ? around - 1 : around);
  const depth = elements + (yield* templateBlocks(analysis))(start + blank.length);
  const wanted = indent.repeat(depth);
  return wanted === blank ? [] : [{ start, end: start + blank.length, newText: wanted }];
}

/** The edits of {@link typedIn} at once. */
export function formatOnType(...given: Parameters<typeof typedIn>): readonly TextEdit[] {
  return atOnce(typedIn(...given));
}

/** How many elements are open at an offset; undefined where white space there may mean something. */
function depthAt(analysis: DeliveryAnalysis, offset: number): number | undefined {
  const { owner, tree, start } = analysis.segmentAt(offset);
  const at = offset - start;
  const node = tree.nodeAt(at);
  if (node < 0) return betweenEndTags(analysis, owner, at);
  if (tree.kind(node) === NodeKind.Text) {
    const isLayout = isXmlBlank(tree.text(tree.range(node))) && isIn(tree, tree.parent(node));
    return isLayout ? depthInside(tree, node) : undefined;
  }
  if (tree.kind(node) === NodeKind.Attribute) return undefined;
  if (tree.kind(node) === NodeKind.Placeholder && !isIn(tree, tree.parent(node))) return undefined;
  if (tree.start(node) === at) return depthInside(tree, node);
  if (tree.kind(node) !== NodeKind.Element || at < tree.contentRange(node).start) return undefined;
  return isIn(tree, node) ? depthInside(tree, node) + 1 : undefined;
}

/** At an end tag of an element around the records, or behind it. */
function betweenEndTags(analysis: DeliveryAnalysis, owner: object, at: number): number | undefined {
  const start = analysis.startOf(owner) + at;
  const segment = [...analysis.segmentsIn(start, start)].find((view) => view.owner === owner);
  if (segment?.kind !== 'trailer') return undefined;
  const before = analysis.textOf(owner).slice(0, at);
  const endTags = before.replace(/<!--.*?-->/gs, '').split('</').length - 1;
  return scaffoldWhitespaceOf(analysis).keeps.length - endTags;
}

/** Elements and no text stand in the element, so that white space in it is layout. */
function isIn(tree: SyntaxTree, element: NodeId): boolean {
  if (element < 0) return true;
  if (tree.kind(element) !== NodeKind.Element || tree.isUnresolved(element)) return false;
  for (const child of tree.children(element)) {
    const kind = tree.kind(child);
    if (kind === NodeKind.CData || (kind === NodeKind.Text && !isXmlBlank(tree.text(tree.range(child))))) return false;
  }
  for (let at = element; at >= 0; at = tree.parent(at)) {
    for (const attribute of tree.attributes(at)) {
      if (tree.nameIs(attribute, 'xml:space')) return tree.value(attribute) !== 'preserve';
    }
  }
  return true;
}

/** How many elements are open around a node. */
function depthInside(tree: SyntaxTree, node: NodeId): number {
  let depth = 0;
  let parent = tree.parent(node);
  for (; parent >= 0; parent = tree.parent(parent)) depth++;
  return depth - 1 - parent;
}
