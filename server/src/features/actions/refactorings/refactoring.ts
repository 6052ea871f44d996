import type { CheckedText } from '../../../engine/analysis/checked-text.ts';
import type { DeliveryAnalysis } from '../../../engine/analysis/delivery-analysis.ts';
import type { SegmentView } from '../../../engine/analysis/document/analysed-document.ts';
import type { Voorziening } from '../../../engine/delivery/record.ts';
import type { Message } from '../../../engine/messages/message.ts';
import type { OwnedEdit } from '../../../engine/rules/rule.ts';
import { type NodeId, NodeKind } from '../../../engine/syntax/node-table.ts';
import type { SyntaxTree } from '../../../engine/syntax/tree.ts';
import { shift, type TextEdit, type TextRange } from '../../../engine/text/text-range.ts';

/** Where the user is: a selection or, where it is empty, a cursor. */
export interface RefactorContext {
  readonly analysis: DeliveryAnalysis;
  /** In the whole text. */
  readonly range: TextRange;
  /** The document's address, next to which another may be made. */
  readonly uri: string;
  /** The part that the selection starts in, with its tree and where the selection lies in it. */
  readonly segment: SegmentView;
  readonly tree: SyntaxTree;
  readonly within: TextRange;
  /** The record that holds the start of the selection. */
  readonly record: Voorziening | undefined;
}

/** Edits of the document's text, or another document beside it. */
export type Change =
  | { readonly edits: readonly TextEdit[] }
  | { readonly create: { readonly uri: string; readonly text: string } };

/** Something that can be done here. */
export interface Proposal {
  readonly title: Message;
  /** It takes so much to work out what it does that this is done only once it is chosen. */
  readonly isLong?: boolean;
  /** Works out what it does: only when it is needed, for it may look at the whole document, in steps then. */
  change(): Change | Generator<void, Change>;
}

/** One way to change a document that puts nothing right. */
export interface Refactoring {
  /** Names it among the others. */
  readonly name: string;
  /** The protocol's kind of code action. */
  readonly kind: string;
  /** It makes a document, which not every client can. */
  readonly creates?: boolean;
  /** What can be done at a place; costs no more than looking at one segment of the document. */
  proposals(context: RefactorContext): Proposal[];
}

/** What a proposal does. */
export function* changeOf(proposal: Proposal): Generator<void, Change> {
  const change = proposal.change();
  return 'next' in change ? yield* change : change;
}

/** Looks up where a selection is. */
export function contextAt(analysis: DeliveryAnalysis, uri: string, range: TextRange): RefactorContext {
  const { owner, tree, start, record } = analysis.segmentAt(range.start);
  const segment = [...analysis.segmentsIn(start, start)].find((view) => view.owner === owner)!;
  return { analysis, range, uri, segment, tree, within: shift(range, -start), record };
}

/** An element with more nodes in it is no record, or none that somebody would have changed at one stroke. */
const LARGEST = 2_000;
/** No schema that is written by hand goes deeper. */
export const DEEPEST = 50;

/**
 * The elements that hold the whole selection, the innermost first. Those around the records are not among them, and
 * neither are very large ones.
 */
export function elementsAround({ tree, within }: RefactorContext): NodeId[] {
  const found = new Set<NodeId>();
  // An element that ends at a cursor holds it, too.
  for (const offset of [within.start, Math.max(0, within.start - 1)]) {
    const innermost = tree.nodeAt(offset);
    if (innermost >= 0 && tree.isDeeper(innermost, DEEPEST)) return [];
    for (let node = innermost; node >= 0; node = tree.parent(node)) {
      const isMeant = tree.kind(node) === NodeKind.Element && !isVeryLarge(tree, node);
      if (isMeant && tree.start(node) <= within.start && within.end <= tree.end(node)) found.add(node);
    }
  }
  return [...found].sort((a, b) => b - a);
}

export function isVeryLarge(tree: SyntaxTree, element: NodeId): boolean {
  return tree.last(element) - element > LARGEST;
}

/** Local names from the root to a node of the context's tree. */
export function pathTo({ analysis, segment, tree }: RefactorContext, node: NodeId): string[] {
  return [...analysis.ancestorsOf(segment.owner), ...tree.path(node)];
}

/** Edits of a segment's text, which count from its start, as a change of the document. */
export function changeOfSegment({ segment }: RefactorContext, edits: readonly TextEdit[]): Change {
  return { edits: edits.map((edit) => ({ ...shift(edit, segment.start), newText: edit.newText })) };
}

/** Edits that count from the start of a segment, counted from the start of the text. */
export function inDocument(analysis: Pick<CheckedText, 'startOf'>, edits: readonly OwnedEdit[]): TextEdit[] {
  return edits.map((edit) => ({ ...shift(edit, analysis.startOf(edit.owner)), newText: edit.newText }));
}
