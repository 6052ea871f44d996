import type { SelectionRange } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { type NodeId, NodeKind } from '../../engine/syntax/node-table.ts';
import type { SyntaxTree } from '../../engine/syntax/tree.ts';
import type { SourceText } from '../../engine/text/source-text.ts';
import { shift, type TextRange } from '../../engine/text/text-range.ts';
import { touches } from '../place.ts';
import { toRange } from '../protocol-range.ts';
import { type TagText, tagsOfDelivery } from './tag-text.ts';

/**
 * What a selection grows to from an offset, step by step: the value or name, the attribute, the tag, the content, the
 * element, and so on up to the whole text.
 */
export function selectionRangeAt(analysis: DeliveryAnalysis, offset: number): SelectionRange {
  return selectionRangeIn(tagsOfDelivery(analysis), analysis.source, offset);
}

/** The same in any text; where nothing is known of its tags, the whole text alone. */
export function selectionRangeIn(text: TagText | undefined, source: SourceText, offset: number): SelectionRange {
  const whole = { start: 0, end: source.length };
  const steps = text ? [...nested([...stepsAt(text, offset)])] : [];
  let range: SelectionRange = { range: toRange(source, whole) };
  for (const step of steps.reverse()) {
    if (step.start > 0 || step.end < source.length) range = { range: toRange(source, step), parent: range };
  }
  return range;
}

/** Each range that is larger than the one before and holds it; the innermost first. */
function* nested(ranges: readonly TextRange[]): Generator<TextRange> {
  let last: TextRange | undefined;
  for (const range of [...ranges].sort((a, b) => a.end - a.start - (b.end - b.start))) {
    if (last && (range.start > last.start || range.end < last.end)) continue;
    if (last && range.start === last.start && range.end === last.end) continue;
    last = range;
    yield range;
  }
}

/** Nobody lets a selection grow through more elements than these; the text as a whole comes behind them. */
const MOST_ELEMENTS = 200;

/** All ranges around the offset that mean something, in no order. */
function* stepsAt(text: TagText, offset: number): Generator<TextRange> {
  const [near] = text.near(offset);
  if (near) {
    const { tree, start } = near;
    let steps = 0;
    for (let node = near.node; node >= 0 && steps < MOST_ELEMENTS; node = tree.parent(node), steps++) {
      for (const range of rangesOf(tree, node)) {
        const inText = shift(range, start);
        if (touches(inText, offset)) yield inText;
      }
    }
  }
  for (const { startName, endName, content, range } of text.scaffold) {
    const startTag = { start: range.start, end: content.start };
    const endTag = { start: content.end, end: range.end };
    for (const part of [startName, startTag, ...(endName ? [endName, endTag] : []), content, range]) {
      if (touches(part, offset)) yield part;
    }
  }
}

function* rangesOf(tree: SyntaxTree, node: NodeId): Generator<TextRange> {
  const range = tree.range(node);
  // An element of the scaffold, whose end stands in another segment.
  if (range.end === range.start) return;
  yield range;
  switch (tree.kind(node)) {
    case NodeKind.Attribute:
      yield tree.nameRange(node);
      yield tree.contentRange(node);
      return;
    case NodeKind.Comment:
    case NodeKind.CData:
    case NodeKind.Instruction:
      yield tree.contentRange(node);
      return;
    case NodeKind.Element: {
      const content = tree.contentRange(node);
      yield tree.nameRange(node);
      yield { start: range.start, end: content.start };
      if (tree.isEmptyTag(node)) return;
      yield content;
      if (tree.elements(node).next().done) yield tree.valueRange(node);
      const endName = tree.endNameRange(node);
      if (!endName) return;
      yield endName;
      yield { start: content.end, end: range.end };
    }
  }
}
