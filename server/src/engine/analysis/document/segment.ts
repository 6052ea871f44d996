import type { Binder } from '../../delivery/binder.ts';
import type { Voorziening } from '../../delivery/record.ts';
import type { Finding, FindingDraft } from '../../rules/rule.ts';
import { type Suppression, suppressionsIn } from '../../rules/suppression/suppression.ts';
import type { HeaderFragment, RecordFragment, TrailerFragment } from '../../syntax/document-scanner.ts';
import type { NodeId } from '../../syntax/node-table.ts';
import type { OpenElements, UnclosedElement } from '../../syntax/scanner.ts';
import type { SyntaxProblem } from '../../syntax/syntax-problem.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
// Circular: a segment knows the block that holds it, to be found from either side.
import type { IndexBlock } from './index-block.ts';

/** One empty list for all segments: nearly all of 25,000 records have nothing wrong with them. */
export const NONE: readonly never[] = [];

/** What XSD validation found in a segment. */
export interface SegmentVerdict {
  readonly drafts: readonly (FindingDraft & { readonly code: 'SRG-T001' | 'SRG-T002' })[];
  /** The mask over the records: nodes whose values the schema refuses, or that it does not expect. */
  readonly refused: readonly NodeId[];
}

/** Nothing to say against it. */
export const ACCEPTED: SegmentVerdict = { drafts: NONE, refused: NONE };

/**
 * A stretch of the document with what is known of it. Everything in it counts from its own start, so that an edit
 * elsewhere leaves it as it is.
 */
abstract class Segment {
  readonly length: number;
  readonly errors: readonly SyntaxProblem[];
  readonly wellFormed: boolean;
  /** The comments in it that suppress findings; in a tail, and where no record comes behind them, they do nothing. */
  readonly suppressions: readonly Suppression[];
  readonly hasPlaceholders: boolean;
  /** undefined while the schema has not validated it. */
  verdict: SegmentVerdict | undefined;

  /** @param element what the segment is about, see {@link suppressionsIn} */
  constructor(fragment: HeaderFragment | RecordFragment | TrailerFragment, element: NodeId) {
    this.length = fragment.end - fragment.start;
    this.errors = fragment.errors;
    this.wellFormed = fragment.wellFormed;
    this.suppressions = suppressionsIn(fragment.tree, element);
    this.hasPlaceholders = fragment.hasPlaceholders;
  }
}

/** Everything up to and with the container's start tag, or the whole document where there is no container. */
export class HeaderSegment extends Segment {
  readonly tree: SyntaxTree;
  readonly openElements: OpenElements | undefined;
  /** The farthest offset that it depends on. */
  readonly lookahead: number;
  findings: readonly Finding[] = NONE;
  /** What the custom rules say of it. */
  ownFindings: readonly Finding[] = NONE;

  constructor(fragment: HeaderFragment) {
    super(fragment, Number.POSITIVE_INFINITY);
    this.tree = fragment.tree;
    this.openElements = fragment.openElements;
    this.lookahead = fragment.lookahead;
  }

  get allFindings(): readonly Finding[] {
    return joined(this.findings, this.ownFindings);
  }
}

/** An element in the container, mostly a record, with what stands before it. */
export class RecordSegment extends Segment {
  /** The element's node in the segment's tree. */
  readonly node: number;
  readonly isRepeatingElement: boolean;
  readonly hasText: boolean;
  /** The farthest offset, from its start, that its boundaries depend on. */
  readonly lookahead: number;
  /** Under the mask of the verdict that was applied last. */
  records: readonly Voorziening[] = NONE;
  /** Of a segment that is not well-formed what can be read of its records; no rule but continuity hears of them. */
  unread: readonly Voorziening[] = NONE;
  /** The block that it lies in, its place in there, and where it starts, from the start of the block. */
  block!: IndexBlock;
  place = 0;
  offset = 0;
  /** What the rules say of this part alone is up to date. */
  ruled = false;
  /** The custom rules have seen it, or need not. */
  checkedByCustomRules = false;
  /** The verdict that the findings and the values of the records are made of. */
  applied: SegmentVerdict = ACCEPTED;
  /** Its records are in the groups. */
  grouped = false;
  /** What there is to say of its suppressions; undefined where that is to be told anew. */
  suppressionFindings: readonly Finding[] | undefined;
  private own: readonly Finding[] = NONE;
  private across: readonly Finding[] = NONE;
  private users: readonly Finding[] = NONE;

  constructor(fragment: RecordFragment) {
    super(fragment, fragment.node);
    this.node = fragment.node;
    this.isRepeatingElement = fragment.isRepeatingElement;
    this.hasText = fragment.hasText;
    this.lookahead = fragment.lookahead;
  }

  /** Makes the records, with their values as they stand in the text. */
  bind(tree: SyntaxTree, binder: Binder): void {
    if (!this.isRepeatingElement) return;
    const records = binder.bindRepeatingElement(tree, this.node, this);
    if (this.wellFormed) this.records = records;
    else this.unread = records;
  }

  /** Nothing but a sound record and white space or comments: it can be validated together with others. */
  get isPlain(): boolean {
    return this.wellFormed && this.isRepeatingElement && !this.hasText;
  }

  /** A unit whose records can't be told counts as one. */
  get recordCount(): number {
    return this.records.length || (this.isRepeatingElement ? 1 : 0);
  }

  get findings(): readonly Finding[] {
    return this.own;
  }

  set findings(findings: readonly Finding[]) {
    if (findings === this.own) return;
    this.own = findings;
    this.suppressionFindings = undefined;
    this.block.changed();
  }

  /** What the rules across records say of this one. */
  get groupFindings(): readonly Finding[] {
    return this.across;
  }

  set groupFindings(findings: readonly Finding[]) {
    if (findings === this.across) return;
    this.across = findings;
    this.suppressionFindings = undefined;
    this.block.changed();
  }

  /** What the custom rules say of it. */
  get ownFindings(): readonly Finding[] {
    return this.users;
  }

  set ownFindings(findings: readonly Finding[]) {
    if (findings === this.users) return;
    this.users = findings;
    this.suppressionFindings = undefined;
    this.block.changed();
  }

  get allFindings(): readonly Finding[] {
    return joined(joined(this.own, this.across), this.users);
  }

  /** The record that a place lies in. */
  recordAt(offset: number): Voorziening | undefined {
    return this.records.find(({ range }) => range.start <= offset && offset < range.end);
  }
}

function joined(some: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  if (others.length === 0) return some;
  return some.length === 0 ? others : [...some, ...others];
}

/** Whether a segment comes before another in the text. */
export function isBefore(a: RecordSegment, b: RecordSegment): boolean {
  return a.block === b.block ? a.place < b.place : a.block.index < b.block.index;
}

/** What is left behind the last segment. */
export class TrailerSegment extends Segment {
  readonly tree: SyntaxTree;
  readonly unclosedElements: readonly UnclosedElement[];
  findings: readonly Finding[] = NONE;

  constructor(fragment: TrailerFragment) {
    super(fragment, -1);
    this.tree = fragment.tree;
    this.unclosedElements = fragment.unclosedElements;
  }

  get allFindings(): readonly Finding[] {
    return this.findings;
  }
}
