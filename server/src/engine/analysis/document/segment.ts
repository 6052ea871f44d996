import type { Binder } from '../../delivery/binder.ts';
import type { Voorziening } from '../../delivery/record.ts';
import type { Finding } from '../../rules/rule.ts';
import { type Suppression, suppressionsIn } from '../../rules/suppression/suppression.ts';
import type { HeaderFragment, RecordFragment, TrailerFragment } from '../../syntax/document-scanner.ts';
import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import type { OpenElements, UnclosedElement } from '../../syntax/scanner.ts';
import type { SyntaxProblem } from '../../syntax/syntax-problem.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
// Circular: a segment knows the block that holds it, to be found from either side.
import type { IndexBlock } from './index-block.ts';
import { ACCEPTED, type SegmentVerdict } from './segment-verdict.ts';

/** One empty list for all segments: nearly all records have no findings. */
export const NONE: readonly never[] = [];

/**
 * A stretch of the document with what is known of it. All offsets in it count from its own start, so that an edit before
 * it leaves it as it is.
 */
abstract class Segment {
  readonly length: number;
  readonly errors: readonly SyntaxProblem[];
  readonly wellFormed: boolean;
  /** The comments in it that suppress findings. In a trailer, and where no record follows, they have no effect. */
  readonly suppressions: readonly Suppression[];
  readonly hasPlaceholders: boolean;
  /** undefined until it is validated. */
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

/** Everything up to and including the container's start tag, or the whole document where there is no container. */
export class HeaderSegment extends Segment {
  readonly tree: SyntaxTree;
  readonly openElements: OpenElements | undefined;
  /** The end of the text that its boundaries depend on. */
  readonly lookahead: number;
  findings: readonly Finding[] = NONE;
  /** Of custom rules. */
  customFindings: readonly Finding[] = NONE;

  constructor(fragment: HeaderFragment) {
    super(fragment, Number.POSITIVE_INFINITY);
    this.tree = fragment.tree;
    this.openElements = fragment.openElements;
    this.lookahead = fragment.lookahead;
  }

  /** The element around the records, which is opened last; -1 for none. */
  get container(): NodeId {
    if (!this.openElements) return -1;
    let node = this.tree.size - 1;
    while (this.tree.kind(node) !== NodeKind.Element) node--;
    return node;
  }

  get allFindings(): readonly Finding[] {
    return joined(this.findings, this.customFindings);
  }
}

/** An element in the container, mostly a record, with what stands before it. */
export class RecordSegment extends Segment {
  /** The element's node in the segment's tree. */
  readonly node: number;
  /** The element's name as it stands in the text. */
  readonly name: string;
  readonly isRepeatingElement: boolean;
  readonly hasText: boolean;
  /** The end, from its start, of the text that its boundaries depend on. */
  readonly lookahead: number;
  /** Under the mask of {@link applied}. */
  records: readonly Voorziening[] = NONE;
  /** What can be read of the records of a segment that is not well-formed; for continuity alone. */
  unread: readonly Voorziening[] = NONE;
  /** The block that it lies in, its place in there, and where it starts, from the start of the block. */
  block!: IndexBlock;
  place = 0;
  offset = 0;
  /** Its {@link findings} are up to date. */
  ruled = false;
  /** Its {@link customFindings} are up to date. */
  checkedByCustomRules = false;
  /** The verdict that {@link findings} and the mask of {@link records} come from. */
  applied: SegmentVerdict = ACCEPTED;
  /** Its records are in the groups. */
  grouped = false;
  /** Findings on its suppressions; undefined where they are stale. */
  suppressionFindings: readonly Finding[] | undefined;
  private own: readonly Finding[] = NONE;
  private across: readonly Finding[] = NONE;
  private custom: readonly Finding[] = NONE;

  constructor(fragment: RecordFragment) {
    super(fragment, fragment.node);
    this.node = fragment.node;
    this.name = fragment.name;
    this.isRepeatingElement = fragment.isRepeatingElement;
    this.hasText = fragment.hasText;
    this.lookahead = fragment.lookahead;
  }

  /** Makes the records, with no mask. */
  bind(tree: SyntaxTree, binder: Binder): void {
    if (!this.isRepeatingElement) return;
    const records = binder.bindRepeatingElement(tree, this.node, this);
    if (this.wellFormed) this.records = records;
    else this.unread = records;
  }

  /** A well-formed record with nothing but white space and comments before it: it can be validated with others. */
  get isPlain(): boolean {
    return this.wellFormed && this.isRepeatingElement && !this.hasText;
  }

  /** A repeating element whose records are unknown counts as one. */
  get recordCount(): number {
    return this.records.length || (this.isRepeatingElement ? 1 : 0);
  }

  /** Of its form, of validation, and of the rules on a record. */
  get findings(): readonly Finding[] {
    return this.own;
  }

  set findings(findings: readonly Finding[]) {
    if (findings === this.own) return;
    this.own = findings;
    this.suppressionFindings = undefined;
    this.block.changed();
  }

  /** Of the rules across records. */
  get groupFindings(): readonly Finding[] {
    return this.across;
  }

  set groupFindings(findings: readonly Finding[]) {
    if (findings === this.across) return;
    this.across = findings;
    this.suppressionFindings = undefined;
    this.block.changed();
  }

  /** Of custom rules. */
  get customFindings(): readonly Finding[] {
    return this.custom;
  }

  set customFindings(findings: readonly Finding[]) {
    if (findings === this.custom) return;
    this.custom = findings;
    this.suppressionFindings = undefined;
    this.block.changed();
  }

  get allFindings(): readonly Finding[] {
    return joined(joined(this.own, this.across), this.custom);
  }

  /** The record at an offset. */
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

/** What is left behind the last record segment. */
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

/** Replaces findings across records in the segments of these records. */
export function replaceGroupFindings(
  records: Iterable<Voorziening>,
  isReplaced: (finding: Finding) => boolean,
  findings: readonly Finding[],
): void {
  for (const { owner } of records) {
    const segment = owner as RecordSegment;
    if (segment.groupFindings.length === 0) continue;
    const kept = segment.groupFindings.filter((finding) => !isReplaced(finding));
    if (kept.length < segment.groupFindings.length) segment.groupFindings = kept.length > 0 ? kept : NONE;
  }
  for (const finding of findings) {
    const segment = finding.owner as RecordSegment;
    segment.groupFindings = [...segment.groupFindings, finding];
  }
}

export type AnySegment = HeaderSegment | RecordSegment | TrailerSegment;
