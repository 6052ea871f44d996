import { type NodeId, NodeKind } from '../../../engine/syntax/node-table.ts';
import type { TextEdit, TextRange } from '../../../engine/text/text-range.ts';
import { trimXmlEnd, trimXmlStart } from '../../../engine/text/xml-whitespace.ts';
import { touchesSegment } from '../../formatting/whitespace/touches-segment.ts';
import { elementsAround, type RefactorContext, type Refactoring } from './refactoring.ts';

export const OPEN = '<!-- ';
export const CLOSE = ' -->';

/**
 * Makes a comment of the selected elements, or of the element whose tag the cursor is in. Two hyphens can't stand in a
 * comment: every one but the first of a row becomes a reference, `&#45;`, and such a reference that is there already
 * gets its `&` written as one, so that {@link unwrapComment} brings back the very same text.
 */
export const wrapInComment: Refactoring = {
  name: 'wrapInComment',
  kind: 'refactor.rewrite.wrapInComment',
  proposals(context) {
    const range = wrappable(context);
    if (!range) return [];
    const key = context.range.start === context.range.end ? 'refactor.wrapElement' : 'refactor.wrapSelection';
    return [{ title: { key }, change: () => ({ edits: wrap(context, range) }) }];
  },
};

function wrap({ analysis }: RefactorContext, { start, end }: TextRange): TextEdit[] {
  const text = analysis.source.slice(start, end);
  const hyphens = Array.from(text.matchAll(/&(?=(?:#38;)*#45;)|(?<=-)-/g), ({ 0: found, index }) => ({
    start: start + index,
    end: start + index + 1,
    newText: found === '-' ? '&#45;' : '&#38;',
  }));
  return [{ start, end: start, newText: OPEN }, ...hyphens, { start: end, end, newText: CLOSE }];
}

/** Whole elements, in the whole text. */
function wrappable(context: RefactorContext): TextRange | undefined {
  const { segment, range } = context;
  if (!segment.wellFormed) return undefined;
  if (range.start === range.end) return tagAt(context);
  const trimmed = trim(context);
  if (trimmed.end <= segment.end) return trimmed.start >= segment.start ? siblingsIn(context, trimmed) : undefined;
  return itemsIn(context, trimmed);
}

function trim({ analysis, range }: RefactorContext): TextRange {
  const text = analysis.source.slice(range.start, range.end);
  const start = range.start + text.length - trimXmlStart(text).length;
  return { start, end: Math.max(start, range.start + trimXmlEnd(text).length) };
}

/** The element in whose start or end tag the cursor is. */
function tagAt({ segment, tree, within }: RefactorContext): TextRange | undefined {
  const at = within.start;
  const node = tree.nodeAt(at);
  const element = node >= 0 && tree.kind(node) === NodeKind.Attribute ? tree.parent(node) : node;
  if (element < 0 || tree.kind(element) !== NodeKind.Element) return undefined;
  const content = tree.contentRange(element);
  const inStartTag = at < content.start || tree.isEmptyTag(element);
  const isRoot = segment.kind !== 'record' && tree.parent(element) < 0;
  if (isRoot || (!inStartTag && at < content.end)) return undefined;
  return { start: segment.start + tree.start(element), end: segment.start + tree.end(element) };
}

/** The elements of one parent that a selection touches, with what stands between them. */
function siblingsIn({ segment, tree, ...context }: RefactorContext, { start, end }: TextRange): TextRange | undefined {
  const within = { start: start - segment.start, end: end - segment.start };
  const parent = elementsAround({ ...context, segment, tree, within }).find((node) => {
    const content = tree.contentRange(node);
    return content.start <= within.start && within.end <= content.end;
  });
  if (parent === undefined && segment.kind !== 'record') return undefined;
  const touched: NodeId[] = [];
  for (let node = parent === undefined ? 0 : tree.firstChild(parent); node >= 0; node = tree.nextSibling(node)) {
    if (tree.kind(node) === NodeKind.Attribute || tree.start(node) >= within.end) continue;
    if (tree.end(node) > within.start) touched.push(node);
  }
  const kinds = touched.map((node) => tree.kind(node));
  const isText = (kind: NodeKind) => kind === NodeKind.Text || kind === NodeKind.CData;
  if (!kinds.includes(NodeKind.Element) || isText(kinds[0]!) || isText(kinds[kinds.length - 1]!)) return undefined;
  return {
    start: segment.start + tree.start(touched[0]!),
    end: segment.start + tree.end(touched[touched.length - 1]!),
  };
}

/** The records that a selection touches, with what stands between them. */
function itemsIn({ analysis }: RefactorContext, range: TextRange): TextRange | undefined {
  const segments = [...analysis.segmentsIn(range.start, range.end)].filter((segment) =>
    touchesSegment(analysis, segment, range),
  );
  if (!segments.every(({ kind, wellFormed }) => kind === 'record' && wellFormed)) return undefined;
  const first = segments[0]!;
  const text = analysis.textOf(first.owner);
  return { start: first.start + text.length - trimXmlStart(text).length, end: segments[segments.length - 1]!.end };
}
