import type { Binder } from '../../delivery/binder.ts';
import type { HeaderPart } from '../../delivery/header.ts';
import type { Voorziening } from '../../delivery/record.ts';
import type { Finding } from '../../rules/rule.ts';
import { type Suppression, suppressionsIn } from '../../rules/suppression/suppression.ts';
import type { HeaderFragment, RecordFragment, TrailerFragment } from '../../syntax/document-scanner.ts';
import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import type { RecordShape } from '../../syntax/record-shapes.ts';
import type { OpenElements, UnclosedElement } from '../../syntax/scanner.ts';
import type { SyntaxProblem } from '../../syntax/syntax-problem.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { Steps } from '../../text/time-sliced.ts';
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
  /** The element around the records, which is opened last; -1 for none. */
  readonly container: NodeId;
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
    let last = this.openElements ? this.tree.size - 1 : -1;
    while (last >= 0 && this.tree.kind(last) !== NodeKind.Element) last--;
    this.container = last;
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
  /** See `RecordFragment`. */
  readonly isCutShort: boolean;
  readonly isBehindCut: boolean;
  /** The end, from its start, of the text that its boundaries depend on. */
  readonly lookahead: number;
  /** Under the mask of {@link applied}. */
  records: readonly Voorziening[] = NONE;
  /** The values of the header that stand here, with no mask. */
  headerPart: HeaderPart | undefined;
  /** What can be read of the records of a segment that is not well-formed; for continuity alone. */
  unread: readonly Voorziening[] = NONE;
  /** Given where it has this shape, and values that are beyond doubt: if another of that shape is valid, it is. */
  sureShape: RecordShape | undefined;
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
  /** By the group of records that was judged, those that have any. */
  private byGroup: Map<string, readonly Finding[]> | undefined;
  /** All of these; undefined where they are yet to be put together. */
  private across: readonly Finding[] | undefined = NONE;
  private custom: readonly Finding[] = NONE;

  constructor(fragment: RecordFragment) {
    super(fragment, fragment.node);
    this.node = fragment.node;
    this.name = fragment.name;
    this.isRepeatingElement = fragment.isRepeatingElement;
    this.hasText = fragment.hasText;
    this.isCutShort = fragment.isCutShort;
    this.isBehindCut = fragment.isBehindCut;
    this.lookahead = fragment.lookahead;
  }

  /** The text ends in it: of the elements around it nothing more is said then. */
  get isTruncated(): boolean {
    return this.errors.some(({ kind }) => kind === 'truncated');
  }

  /** Makes the records, with no mask; or values of the header that stand here. */
  bind(tree: SyntaxTree, binder: Binder): void {
    if (this.isRepeatingElement) this.take(binder.bindRepeatingElement(tree, this.node, this));
    else this.headerPart = binder.bindHeaderPart(tree, this.node, this);
  }

  /** The same in steps, for one with very much in it. */
  *binding(tree: SyntaxTree, binder: Binder): Steps<void> {
    if (this.isRepeatingElement) this.take(yield* binder.bindingRepeatingElement(tree, this.node, this));
    else this.headerPart = binder.bindHeaderPart(tree, this.node, this);
  }

  private take(records: readonly Voorziening[]): void {
    // What of them can be judged is known when they are read as they were meant.
    if (this.wellFormed || !this.hasPlaceholders) this.records = records;
    else this.unread = records;
  }

  /** A well-formed record with nothing but white space and comments before it: it can be validated with others. */
  get isPlain(): boolean {
    return this.wellFormed && this.isRepeatingElement && !this.hasText;
  }

  /** It can be validated together with another: both are plain, records behind text, no records, or not well-formed. */
  isValidatedWith(other: RecordSegment): boolean {
    if (this.isPlain || other.isPlain) return this.isPlain && other.isPlain;
    if (this.hasPlaceholders || other.hasPlaceholders || this.wellFormed !== other.wellFormed) return false;
    return !this.wellFormed || this.isRepeatingElement === other.isRepeatingElement;
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
    this.across ??= this.byGroup ? [...this.byGroup.values()].flat() : NONE;
    return this.across;
  }

  /** Replaces those on one group of records. */
  setGroupFindings(group: string, findings: readonly Finding[]): void {
    if (findings.length === 0) {
      if (!this.byGroup?.delete(group)) return;
      if (this.byGroup.size === 0) this.byGroup = undefined;
    } else {
      this.byGroup ??= new Map();
      this.byGroup.set(group, findings);
    }
    this.groupFindingsChanged();
  }

  findingsOfGroup(group: string): readonly Finding[] {
    return this.byGroup?.get(group) ?? NONE;
  }

  /** Leaves out those on some records, of the groups whose names begin so. */
  forgetGroupFindings(groups: string, records: ReadonlySet<Voorziening>): void {
    for (const [group, findings] of this.byGroup ?? []) {
      if (!group.startsWith(groups)) continue;
      const kept = findings.filter(({ record }) => !records.has(record!));
      if (kept.length < findings.length) this.setGroupFindings(group, kept);
    }
  }

  clearGroupFindings(): void {
    if (!this.byGroup) return;
    this.byGroup = undefined;
    this.groupFindingsChanged();
  }

  private groupFindingsChanged(): void {
    this.across = undefined;
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
    return joined(joined(this.own, this.groupFindings), this.custom);
  }

  /** The record at an offset. */
  recordAt(offset: number): Voorziening | undefined {
    const { records } = this;
    let [low, high] = [0, records.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (records[middle]!.range.end > offset) high = middle;
      else low = middle + 1;
    }
    const found = records[low];
    return found && found.range.start <= offset ? found : undefined;
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

/** Replaces the findings on one group, in the segments of its records. */
export function replaceGroupFindings(
  group: string,
  records: Iterable<Voorziening>,
  findings: readonly Finding[],
): void {
  if (findings.length === 0) {
    // Of nearly all groups nothing is found.
    for (const { owner } of records) (owner as RecordSegment).setGroupFindings(group, NONE);
    return;
  }
  const bySegment = findingsBySegment(findings);
  for (const segment of segmentsOf(records)) segment.setGroupFindings(group, bySegment.get(segment) ?? NONE);
}

/** Replaces the findings of one group, or of others that begin alike, that are on some of these records. */
export function replaceFindingsOn(
  records: ReadonlySet<Voorziening>,
  groups: string,
  groupOf: (finding: Finding) => string,
  findings: readonly Finding[],
): void {
  for (const segment of segmentsOf(records)) segment.forgetGroupFindings(groups, records);
  for (const [segment, found] of findingsBySegment(findings)) {
    const byGroup = new Map<string, Finding[]>();
    for (const finding of found) {
      const group = groupOf(finding);
      byGroup
        .set(group, byGroup.get(group) ?? [...segment.findingsOfGroup(group)])
        .get(group)!
        .push(finding);
    }
    for (const [group, all] of byGroup) segment.setGroupFindings(group, all);
  }
}

function segmentsOf(records: Iterable<Voorziening>): Set<RecordSegment> {
  const segments = new Set<RecordSegment>();
  for (const { owner } of records) segments.add(owner as RecordSegment);
  return segments;
}

function findingsBySegment(findings: readonly Finding[]): Map<RecordSegment, Finding[]> {
  const found = new Map<RecordSegment, Finding[]>();
  for (const finding of findings) {
    const segment = finding.owner as RecordSegment;
    const others = found.get(segment);
    if (others) others.push(finding);
    else found.set(segment, [finding]);
  }
  return found;
}

export type AnySegment = HeaderSegment | RecordSegment | TrailerSegment;
