import type { DeliveryAnalysis } from '../../../engine/analysis/delivery-analysis.ts';
import type { SegmentView } from '../../../engine/analysis/document/analysed-document.ts';
import { grammarOf } from '../../../engine/schema/model/grammar.ts';
import { type NodeId, NodeKind } from '../../../engine/syntax/node-table.ts';
import { hasItsLine } from '../../../engine/syntax/placeholders/expression-placeholders.ts';
import type { ElementGrammar } from '../../../engine/syntax/recovery/grammar.ts';
import type { SyntaxTree } from '../../../engine/syntax/tree.ts';
import type { TextRange } from '../../../engine/text/text-range.ts';
import type { Steps } from '../../../engine/text/time-sliced.ts';
import { isXmlSpace } from '../../../engine/text/xml-whitespace.ts';
import { isOpen, openElements } from '../../structure/scaffold-tags.ts';
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
  for (const node of openElements(tree)) keeps.push(keepsSpace(tree, node, keeps[keeps.length - 1] ?? false));
  return { keeps, headerLength: head!.end };
}

/** So many nodes are gone through between two steps. */
const NODES_BETWEEN = 1_024;

/**
 * Visits the white space of a segment in their order, in steps.
 * @param text the segment's text
 */
export function* visitWhitespace(
  analysis: DeliveryAnalysis,
  segment: SegmentView,
  text: string,
  frame: ScaffoldWhitespace,
  visit: Visit,
): Steps<void> {
  if (!segment.wellFormed) return;
  yield* analysis.prepareTree(segment.owner);
  const tree = analysis.treeOf(segment.owner);
  const walker = new WhitespaceWalker(analysis, segment, text, tree, yield* placeholderLines(tree, text), visit);
  if (segment.kind === 'header') walker.head();
  else if (segment.kind === 'record') walker.item(frame);
  else walker.tail(frame);
  while (!walker.goOn(NODES_BETWEEN)) yield;
}

/** Whether the lines of placeholders are theirs, by where they start and by where they end. */
interface PlaceholderLines {
  readonly from: ReadonlyMap<number, boolean>;
  readonly to: ReadonlyMap<number, boolean>;
}

/** undefined where there are none. */
function* placeholderLines(tree: SyntaxTree, text: string): Steps<PlaceholderLines | undefined> {
  const [from, to] = [new Map<number, boolean>(), new Map<number, boolean>()];
  for (const node of tree.placeholders()) {
    const { start, end } = tree.range(node);
    const hasLine = hasItsLine(text.slice(start, end));
    from.set(start, hasLine);
    to.set(end, hasLine);
    if (from.size % NODES_BETWEEN === 0) yield;
  }
  return from.size > 0 ? { from, to } : undefined;
}

/** Siblings that are being gone through. */
interface Sequence {
  readonly nodes: readonly NodeId[];
  /** The place of the one that comes next. */
  next: number;
  /** Where the one before it ends. */
  end: number;
  after: Whitespace['after'];
  readonly depth: number;
  readonly keeps: boolean;
  /** Takes where the last of them ends. */
  readonly done: ((end: number) => unknown) | undefined;
}

/** Siblings that are to be gone through. */
interface Beginning extends Omit<Sequence, 'next' | 'end' | 'done'> {
  /** Where the text before them ends. */
  readonly from: number;
  readonly done?: Sequence['done'];
}

class WhitespaceWalker {
  /** What is gone through, the innermost last. */
  private readonly sequences: Sequence[] = [];
  private readonly grammar: ElementGrammar | undefined;

  constructor(
    private readonly analysis: DeliveryAnalysis,
    private readonly segment: SegmentView,
    private readonly text: string,
    private readonly tree: SyntaxTree,
    private readonly placeholders: PlaceholderLines | undefined,
    private readonly visit: Visit,
  ) {
    const { choice } = analysis;
    this.grammar = choice.kind === 'known' ? grammarOf(choice.pack.model) : undefined;
  }

  head(): void {
    const { tree } = this;
    const nodes = tree.size > 0 ? [0, ...followers(tree, 0)] : [];
    const byteOrderMark = this.text.startsWith('\ufeff') ? 1 : 0;
    const root = nodes.find((node) => tree.kind(node) === NodeKind.Element);
    const isWhole = root !== undefined && !isOpen(tree, root);
    const behind = (end: number) => isWhole && this.whitespace(end, this.text.length, 0, 'node', 'end');
    this.begin({ nodes, from: byteOrderMark, depth: 0, after: 'start', keeps: false, done: behind });
  }

  item({ keeps, headerLength }: ScaffoldWhitespace): void {
    const depth = keeps.length;
    const after = this.segment.start === headerLength ? 'startTag' : 'node';
    const nodes = [0, ...followers(this.tree, 0)];
    this.begin({ nodes, from: 0, depth, after, keeps: keeps[depth - 1] ?? false });
  }

  /** Nodes of the trailer have no common parent: between them stand the end tags of the elements around the records. */
  tail({ keeps, headerLength }: ScaffoldWhitespace): void {
    const { tree } = this;
    let depth = keeps.length;
    let after: Whitespace['after'] = this.segment.start === headerLength ? 'startTag' : 'node';
    let at = 0;
    let run: NodeId[] = [];
    const runs: Beginning[] = [];
    const close = (tag: number) => {
      const [outside, behind] = [depth - 1, this.afterRun(run, after)];
      const keepsIt = keeps[outside] ?? false;
      const done = (from: number) => !keepsIt && this.whitespace(from, tag, outside, behind, 'endTag');
      runs.push({ nodes: run, from: at, depth, after, keeps: keepsIt, done });
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
    const done = (from: number) => this.whitespace(from, this.text.length, 0, 'node', 'end');
    runs.push({ nodes: run, from: at, depth, after, keeps: false, done });
    // The first one is gone through first.
    for (const one of runs.reverse()) this.begin(one);
  }

  private afterRun(run: readonly NodeId[], after: Whitespace['after']): Whitespace['after'] {
    return run.some((node) => this.tree.kind(node) !== NodeKind.Text) ? 'node' : after;
  }

  /** Siblings are next to be gone through; none of them where there is text among them. */
  private begin({ nodes, from, depth, after, keeps, done }: Beginning): void {
    if (!this.isMixed(nodes, from)) this.sequences.push({ nodes, next: 0, end: from, after, depth, keeps, done });
  }

  /**
   * Visits the white space before each of some siblings that is no text, and what is inside it.
   * @param count so many nodes are gone through at most
   * @returns whether that was all
   */
  goOn(count: number): boolean {
    for (let left = count; left > 0; left--) {
      const sequence = this.sequences[this.sequences.length - 1];
      if (!sequence) return true;
      const node = sequence.nodes[sequence.next++];
      if (node === undefined) {
        this.sequences.pop();
        sequence.done?.(sequence.end);
      } else if (this.tree.kind(node) !== NodeKind.Text) this.node(node, sequence);
    }
    return this.sequences.length === 0;
  }

  private node(node: NodeId, sequence: Sequence): void {
    const { tree } = this;
    const { end, after, depth, keeps } = sequence;
    const kind = tree.kind(node);
    const start = tree.start(node);
    // What stands before the declaration of a template may leave nothing behind.
    if (!keeps && kind !== NodeKind.Declaration) {
      const trailing =
        kind === NodeKind.Comment && after !== 'start' && trailsOnItsLine(this.text, start, tree.end(node));
      this.tell({ start: end, end: start, depth, after, before: 'node', trailing, keepsLine: false });
    }
    sequence.end = tree.end(node);
    sequence.after = 'node';
    if (kind === NodeKind.Element) this.element(node, depth, keeps);
  }

  private element(node: NodeId, depth: number, inherited: boolean): void {
    const { tree } = this;
    const open = isOpen(tree, node);
    if ((!open && tree.isEmptyTag(node)) || tree.isUnresolved(node) || depth > DEEPEST) return;
    const name = tree.localName(node);
    // White space beside a comment would be a value.
    if (this.grammar?.isValue(name)) return;
    const { start, end } = tree.contentRange(node);
    const children: NodeId[] = [];
    let blocks = 0;
    let remarks = 0;
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
      if (kind === NodeKind.Comment || kind === NodeKind.Instruction) remarks++;
      children.push(child);
    }
    if (blocks === 0) {
      if (!open && !keeps && end > start && this.isBlank(start, end) && this.holdsElements(node)) {
        this.whitespace(start, end, depth, 'startTag', 'endTag');
      }
      return;
    }
    // So it may be in an element that nothing else stands in, and that nobody knows.
    if (!open && blocks === remarks && !this.grammar?.isKnown(name)) return;
    const done = open || keeps ? undefined : (last: number) => this.whitespace(last, end, depth, 'node', 'endTag');
    this.begin({ nodes: children, from: start, depth: depth + 1, after: 'startTag', keeps, done });
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

function keepsSpace(tree: SyntaxTree, node: NodeId, inherited: boolean): boolean {
  for (const attribute of tree.attributes(node)) {
    if (tree.nameIs(attribute, 'xml:space')) return tree.value(attribute) === 'preserve';
  }
  return inherited;
}

function* followers(tree: SyntaxTree, node: NodeId): Generator<NodeId> {
  for (let at = tree.nextSibling(node); at >= 0; at = tree.nextSibling(at)) yield at;
}
