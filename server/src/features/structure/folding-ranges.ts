import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { Voorziening } from '../../engine/delivery/record.ts';
import { areRecordsInContainer } from '../../engine/packs/places.ts';
import { type NodeId, NodeKind } from '../../engine/syntax/node-table.ts';
import type { SyntaxTree } from '../../engine/syntax/tree.ts';
import type { TextRange } from '../../engine/text/text-range.ts';
import type { Steps } from '../../engine/text/time-sliced.ts';
import { rangeInText } from '../record-label.ts';
import { commentRanges } from './comment-ranges.ts';
import { scaffoldElements } from './scaffold-tags.ts';

/** Editors say how many they take; one that doesn't say gets as many as VS Code takes from the start. */
const MOST = 5_000;
/** As many as VS Code's own setting goes to. */
const LARGEST = 65_000;
/** Between so many records other work may go on. */
const RECORDS_BETWEEN = 256;
/** The same of the elements, texts and comments of one part. */
const NODES_BETWEEN = 1_024;

export function foldsUpTo(limit = MOST): number {
  return Math.min(limit, LARGEST);
}

/** All of {@link foldingSteps} at once. */
export function foldingRangesOf(analysis: DeliveryAnalysis, limit?: number): FoldingRange[] {
  const steps = foldingSteps(analysis, limit);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * What can be folded, in whole lines: scaffold, header, regions, comments, records, and what is in these (the person,
 * the block of the loonkostensubsidie). Where that is too much, what lies innermost goes first, then what comes last.
 * @param limit how many the client takes
 */
export function* foldingSteps(analysis: DeliveryAnalysis, limit?: number): Generator<void, FoldingRange[]> {
  const { source, choice } = analysis;
  if (choice.kind === 'other' || source.lineCount === 1) return [];
  const most = foldsUpTo(limit);
  let count = 0;
  const folds: FoldingRange[] = [];
  const add = (range: TextRange, endTagAt: number | undefined, kind?: FoldingRangeKind) => {
    if (folds.length >= most) return;
    const startLine = source.positionAt(range.start).line;
    // The end tag stays in sight.
    const endLine = endTagAt === undefined ? source.positionAt(range.end).line : source.positionAt(endTagAt).line - 1;
    if (endLine > startLine) folds.push({ startLine, endLine, ...(kind ? { kind } : {}) });
  };

  for (const { range, content, endName } of scaffoldElements(analysis)) add(range, endName && content.end);
  const isFull = () => folds.length >= most;
  for (const part of scaffoldSegment(analysis)) yield* foldElements(part.tree, part.start, 0, add, isFull);
  const text = source.toString();
  const comments = [...commentRanges(text, most)];
  for (const region of regionsIn(text, comments)) add(region, undefined, FoldingRangeKind.Region);
  for (const range of comments) add(range, undefined, FoldingRangeKind.Comment);
  for (const owner of analysis.ownersIn()) {
    if (isFull()) return folds;
    if (++count % RECORDS_BETWEEN === 0) yield;
    const record = analysis.recordsOf(owner)[0];
    const closed = record && areRecordsInContainer(analysis.pack) && closedRange(analysis, record);
    if (closed) add(closed.range, closed.endTagAt);
    else {
      yield* analysis.prepareTree(owner);
      foldElement(analysis.treeOf(owner), analysis.elementOf(owner), analysis.startOf(owner), add);
    }
  }
  for (const owner of analysis.ownersIn()) {
    if (isFull()) return folds;
    if (++count % RECORDS_BETWEEN === 0) yield;
    yield* analysis.prepareTree(owner);
    yield* foldElements(analysis.treeOf(owner), analysis.startOf(owner), analysis.elementOf(owner) + 1, add, isFull);
  }
  return folds;
}

/** From each comment `#region` to its `#endregion`, which editors leave to the server where there is one. */
function* regionsIn(text: string, comments: readonly TextRange[]): Generator<TextRange> {
  const open: number[] = [];
  for (const { start, end } of comments) {
    const mark = /^<!--[ \t\r\n]*#(end)?region\b/.exec(text.slice(start, Math.min(end, start + 200)));
    if (!mark) continue;
    if (!mark[1]) open.push(start);
    else if (open.length > 0) yield { start: open.pop()!, end };
  }
}

type Add = (range: TextRange, endTagAt: number | undefined) => void;

/** Header and trailer, or the one segment that there is. */
function scaffoldSegment(analysis: DeliveryAnalysis) {
  const head = analysis.segmentAt(0);
  const tail = analysis.segmentAt(analysis.source.length);
  return head.owner === tail.owner ? [head] : [head, tail];
}

/** The elements from a node on that hold elements or run over lines; those that are open where the tree ends are not its affair. */
function* foldElements(tree: SyntaxTree, start: number, from: NodeId, add: Add, isFull: () => boolean): Steps<void> {
  for (let node = from; node < tree.size && !isFull(); node++) {
    if (node % NODES_BETWEEN === 0) yield;
    if (tree.kind(node) === NodeKind.Element && tree.end(node) > tree.start(node)) foldElement(tree, node, start, add);
  }
}

function foldElement(tree: SyntaxTree, node: NodeId, start: number, add: Add): void {
  const range = tree.range(node);
  const endTag = tree.endNameRange(node);
  add({ start: range.start + start, end: range.end + start }, endTag && endTag.start - 2 + start);
}

/** Where a record and its end tag stand, known without its tree; undefined where it ends in no plain end tag. */
function closedRange(analysis: DeliveryAnalysis, record: Voorziening) {
  const range = rangeInText(analysis, record, record.range);
  const name = rangeInText(analysis, record, record.nameRange);
  const endTag = `</${analysis.source.slice(name.start, name.end)}>`;
  const endTagAt = range.end - endTag.length;
  return analysis.source.slice(endTagAt, range.end) === endTag ? { range, endTagAt } : undefined;
}
