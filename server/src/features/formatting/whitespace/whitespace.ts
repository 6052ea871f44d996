import type { DeliveryAnalysis } from '../../../engine/analysis/delivery-analysis.ts';
import type { SegmentView } from '../../../engine/analysis/document/analysed-document.ts';
import { type NodeId, NodeKind } from '../../../engine/syntax/node-table.ts';
import { hasItsLine } from '../../../engine/syntax/placeholders/expression-placeholders.ts';
import type { SyntaxTree } from '../../../engine/syntax/tree.ts';
import type { TextRange } from '../../../engine/text/text-range.ts';
import { isXmlSpace } from '../../../engine/text/xml-whitespace.ts';
import { trailsOnItsLine } from './trailing-comment.ts';

/**
 * A place between two pieces of markup where white space means nothing; it may be empty. Values, text among elements
 * and what `xml:space="preserve"` keeps are left alone, and neither is anything in a segment whose form is broken.
 */
export interface Whitespace extends TextRange {
  /** How many elements are open around what follows; an end tag counts as outside its element. */
  readonly depth: number;
  readonly after: 'start' | 'startTag' | 'node';
  readonly before: 'node' | 'endTag' | 'end';
  /** A comment follows that belongs to what stands before it on its line, and not to the line below. */
  readonly trailing: boolean;
  /** A placeholder before or behind it has its line to itself: a line end has to stay. */
  readonly keepsLine: boolean;
}

/** What lies deeper is left alone: no schema that is written by hand goes so far. */
const DEEPEST = 500;

/** Takes the white space between two nodes, with offsets from the start of the segment. */
export type Visit = (whitespace: Whitespace) => void;

/** What has to be known of the elements around the records. */
export interface ScaffoldWhitespace {
  /** For each element that is open behind the header segment, root first: its white space is to be kept. */
  readonly keeps: readonly boolean[];
  readonly headerLength: number;
}

/** Reads from the header segment which of the elements around the records keep their white space. */
export function scaffoldWhitespaceOf(analysis: DeliveryAnalysis): ScaffoldWhitespace {
  const [head] = analysis.segmentsIn(0, 0);
  const tree = analysis.treeOf(head!.owner);
  const keeps: boolean[] = [];
  for (let node = 0; node < tree.size; node++) {
    if (isOpen(tree, node)) keeps.push(keepsSpace(tree, node, keeps[keeps.length - 1] ?? false));
  }
  return { keeps, headerLength: head!.end };
}

/**
 * Visits the white space of a segment in their order.
 * @param text the segment's text
 */
export function visitWhitespace(
  analysis: DeliveryAnalysis,
  segment: SegmentView,
  text: string,
  frame: ScaffoldWhitespace,
  visit: Visit,
): void {
  if (!segment.wellFormed) return;
  const tree = analysis.treeOf(segment.owner);
  const walker = new WhitespaceWalker(analysis, segment, text, tree, visit);
  if (segment.kind === 'header') walker.head();
  else if (segment.kind === 'record') walker.item(frame);
  else walker.tail(frame);
}

class WhitespaceWalker {
  /** By where they start, and where they end, whether their lines are theirs; undefined where there are none. */
  private placeholders: { from: Map<number, boolean>; to: Map<number, boolean> } | undefined;

  constructor(
    private readonly analysis: DeliveryAnalysis,
    private readonly segment: SegmentView,
    private readonly text: string,
    private readonly tree: SyntaxTree,
    private readonly visit: Visit,
  ) {
    for (const node of tree.placeholders()) {
      const { start, end } = tree.range(node);
      this.placeholders ??= { from: new Map(), to: new Map() };
      const hasLine = hasItsLine(text.slice(start, end));
      this.placeholders.from.set(start, hasLine);
      this.placeholders.to.set(end, hasLine);
    }
  }

  head(): void {
    const { tree } = this;
    const nodes = tree.size > 0 ? [0, ...followers(tree, 0)] : [];
    const byteOrderMark = this.text.startsWith('\ufeff') ? 1 : 0;
    const last = this.sequence(nodes, byteOrderMark, 0, 'start', false);
    const root = nodes.find((node) => tree.kind(node) === NodeKind.Element);
    if (last >= 0 && root !== undefined && !isOpen(tree, root))
      this.whitespace(last, this.text.length, 0, 'node', 'end');
  }

  item({ keeps, headerLength }: ScaffoldWhitespace): void {
    const depth = keeps.length;
    const after = this.segment.start === headerLength ? 'startTag' : 'node';
    this.sequence([0, ...followers(this.tree, 0)], 0, depth, after, keeps[depth - 1] ?? false);
  }

  /** Nodes of the trailer have no common parent: between them stand the end tags of the elements around the records. */
  tail({ keeps, headerLength }: ScaffoldWhitespace): void {
    const { tree } = this;
    let depth = keeps.length;
    let after: Whitespace['after'] = this.segment.start === headerLength ? 'startTag' : 'node';
    let at = 0;
    let run: NodeId[] = [];
    const close = (tag: number) => {
      const from = this.sequence(run, at, depth, after, keeps[depth - 1] ?? false);
      if (from >= 0 && !keeps[depth - 1]) this.whitespace(from, tag, depth - 1, this.afterRun(run, after), 'endTag');
      run = [];
      depth--;
      after = 'node';
    };
    let end = 0;
    const readEndTags = (until: number) => {
      while (end < until) {
        close(end);
        end = at = end + this.text.slice(end, until).indexOf('>') + 1;
      }
    };
    for (let node = 0; node < tree.size; node++) {
      if (tree.parent(node) >= 0) continue;
      readEndTags(tree.start(node));
      run.push(node);
      end = tree.end(node);
    }
    readEndTags(this.text.length);
    const from = this.sequence(run, at, depth, after, false);
    if (from >= 0) this.whitespace(from, this.text.length, 0, 'node', 'end');
  }

  private afterRun(run: readonly NodeId[], after: Whitespace['after']): Whitespace['after'] {
    return run.some((node) => this.tree.kind(node) !== NodeKind.Text) ? 'node' : after;
  }

  /**
   * Visits the white space before each of some siblings that is no text, and what is inside it.
   * @returns the end of the last of them (`from` where there is none), or -1 where there is text among them
   */
  private sequence(
    nodes: readonly NodeId[],
    from: number,
    depth: number,
    after: Whitespace['after'],
    keeps: boolean,
  ): number {
    const { tree } = this;
    if (this.isMixed(nodes, from)) return -1;
    let end = from;
    let behind = after;
    for (const node of nodes) {
      if (tree.kind(node) === NodeKind.Text) continue;
      const start = tree.start(node);
      // What stands before the declaration of a template may leave nothing behind.
      if (!keeps && tree.kind(node) !== NodeKind.Declaration) {
        const isComment = tree.kind(node) === NodeKind.Comment && behind !== 'start';
        const trailing = isComment && trailsOnItsLine(this.text, start, tree.end(node));
        this.tell({ start: end, end: start, depth, after: behind, before: 'node', trailing, keepsLine: false });
      }
      if (tree.kind(node) === NodeKind.Element) this.element(node, depth, keeps);
      end = tree.end(node);
      behind = 'node';
    }
    return end;
  }

  private element(node: NodeId, depth: number, inherited: boolean): void {
    const { tree } = this;
    const open = isOpen(tree, node);
    if ((!open && tree.isEmptyTag(node)) || tree.isUnresolved(node) || depth > DEEPEST) return;
    const { start, end } = tree.contentRange(node);
    const children: NodeId[] = [];
    let blocks = 0;
    let keeps = inherited;
    for (let child = tree.firstChild(node); child >= 0; child = tree.nextSibling(child)) {
      const kind = tree.kind(child);
      if (kind === NodeKind.Text && child === node + 1 && tree.nextSibling(child) < 0 && !this.isBlank(start, end))
        return;
      if (kind === NodeKind.Attribute) {
        if (tree.nameIs(child, 'xml:space')) keeps = keepsSpace(tree, node, inherited);
        continue;
      }
      if (kind === NodeKind.Placeholder && tree.isInTag(child)) continue;
      if (kind !== NodeKind.Text) blocks++;
      children.push(child);
    }
    if (blocks === 0) {
      if (!open && !keeps && end > start && this.isBlank(start, end) && this.holdsElements(node)) {
        this.whitespace(start, end, depth, 'startTag', 'endTag');
      }
      return;
    }
    const last = this.sequence(children, start, depth + 1, 'startTag', keeps);
    if (last >= 0 && !open && !keeps) this.whitespace(last, end, depth, 'node', 'endTag');
  }

  private whitespace(
    start: number,
    end: number,
    depth: number,
    after: Whitespace['after'],
    before: Whitespace['before'],
  ): void {
    if (this.isBlank(start, end)) this.tell({ start, end, depth, after, before, trailing: false, keepsLine: false });
  }

  /** Between two placeholders on a line white space may mean something: they may be of a macro that gives a value. */
  private tell(whitespace: Whitespace): void {
    if (!this.placeholders) {
      this.visit(whitespace);
      return;
    }
    const { start, end } = whitespace;
    const before = this.placeholders.to.get(start);
    const behind = this.placeholders.from.get(end);
    const keepsLine = before === true || behind === true;
    const areBeside = before !== undefined && behind !== undefined;
    if (areBeside && !keepsLine && !/[\r\n]/.test(this.text.slice(start, end))) return;
    this.visit({ ...whitespace, keepsLine });
  }

  /** Text or CDATA stands among the nodes. */
  private isMixed(nodes: readonly NodeId[], from: number): boolean {
    return nodes.some((node) => {
      const kind = this.tree.kind(node);
      if (kind === NodeKind.CData) return true;
      return kind === NodeKind.Text && !this.isBlank(Math.max(from, this.tree.start(node)), this.tree.end(node));
    });
  }

  private isBlank(start: number, end: number): boolean {
    for (let i = start; i < end; i++) if (!isXmlSpace(this.text.charCodeAt(i))) return false;
    return true;
  }

  /** By the schema, elements and no text stand in an element that is blank now. */
  private holdsElements(node: NodeId): boolean {
    if (this.analysis.choice.kind !== 'known') return false;
    const path = [...this.analysis.ancestorsOf(this.segment.owner), ...this.tree.path(node)];
    return (this.analysis.pack.model.element(path)?.type.children.length ?? 0) > 0;
  }
}

/** An element of the header segment whose end tag stands in the trailer. */
export function isOpen(tree: SyntaxTree, node: NodeId): boolean {
  return tree.kind(node) === NodeKind.Element && tree.end(node) === tree.start(node);
}

function keepsSpace(tree: SyntaxTree, node: NodeId, inherited: boolean): boolean {
  for (const attribute of tree.attributes(node)) {
    if (tree.nameIs(attribute, 'xml:space')) return tree.value(attribute) === 'preserve';
  }
  return inherited;
}

function* followers(tree: SyntaxTree, node: NodeId): Generator<NodeId> {
  for (let at = tree.nextSibling(node); at >= 0; at = tree.nextSibling(at)) yield at;
}
