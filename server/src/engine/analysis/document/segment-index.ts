import { DistantOwner } from '../../delivery/distant.ts';
import type { SourceText } from '../../text/source-text.ts';
import { IndexBlock } from './index-block.ts';
import { type HeaderSegment, RecordSegment, type TrailerSegment } from './segment.ts';

/** Parsing fills a block up to this many segments; edits let it grow to twice as many before it is cut in two. */
export const INDEX_BLOCK = 100;

/**
 * The segments of a document in their order, and where each starts. They are kept in blocks, so that an edit costs the
 * size of a block plus the number of blocks. Between segments there may be text that is yet to be scanned.
 */
export class SegmentIndex {
  header!: HeaderSegment;
  readonly blocks: IndexBlock[] = [];
  /** Blocks with segments to validate and to run the rules over. */
  readonly pendingValidation = new Set<IndexBlock>();
  /** Blocks with segments to apply custom rules to. */
  readonly pendingCustomRules = new Set<IndexBlock>();
  /** Meaningless without a trailer. */
  private trailerStart = 0;
  private knownTrailer: TrailerSegment | undefined;
  /** So many blocks have their `recordsBefore` up to date. */
  private counted = 0;
  private segmentCount = 0;

  constructor(readonly source: SourceText) {}

  /** undefined where there is no container, so that the header is the whole document, and until it is scanned. */
  get trailer(): TrailerSegment | undefined {
    return this.knownTrailer;
  }

  setTrailer(trailer: TrailerSegment | undefined, start = 0): void {
    this.knownTrailer = trailer;
    this.trailerStart = start;
  }

  get size(): number {
    return this.segmentCount;
  }

  get recordCount(): number {
    const last = this.blocks[this.blocks.length - 1];
    if (!last) return 0;
    this.count();
    return last.recordsBefore + last.recordCount;
  }

  get first(): RecordSegment | undefined {
    return this.blocks[0]?.segments[0];
  }

  get last(): RecordSegment | undefined {
    return this.blocks[this.blocks.length - 1]?.segments.at(-1);
  }

  next(segment: RecordSegment): RecordSegment | undefined {
    return segment.block.segments[segment.place + 1] ?? this.blocks[segment.block.index + 1]?.segments[0];
  }

  previous(segment: RecordSegment): RecordSegment | undefined {
    return segment.block.segments[segment.place - 1] ?? this.blocks[segment.block.index - 1]?.segments.at(-1);
  }

  *[Symbol.iterator](): Generator<RecordSegment> {
    for (const block of this.blocks) yield* block.segments;
  }

  /** The last segment that starts at or before an offset. */
  at(offset: number): RecordSegment | undefined {
    let low = 0;
    let high = this.blocks.length - 1;
    if (high < 0 || this.blocks[0]!.start > offset) return undefined;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.blocks[middle]!.start <= offset) low = middle;
      else high = middle - 1;
    }
    return this.blocks[low]!.at(offset);
  }

  /** The first segment that starts at or behind an offset. */
  from(offset: number): RecordSegment | undefined {
    const before = this.at(offset - 1);
    return before ? this.next(before) : this.first;
  }

  /** The segments that touch `start`..`end`, in their order. */
  *between(start: number, end: number): Generator<RecordSegment> {
    const first = this.at(start);
    let segment = first && this.endOf(first) < start ? this.next(first) : (first ?? this.first);
    for (; segment && this.startOf(segment) <= end; segment = this.next(segment)) yield segment;
  }

  /** Where a segment starts in the text. */
  startOf(owner: object): number {
    if (owner instanceof RecordSegment) return owner.block.start + owner.offset;
    if (owner instanceof DistantOwner) return owner.start;
    return owner === this.knownTrailer ? this.trailerStart : 0;
  }

  endOf(segment: HeaderSegment | RecordSegment | TrailerSegment): number {
    return this.startOf(segment) + segment.length;
  }

  recordsBefore(segment: RecordSegment): number {
    this.count();
    let count = segment.block.recordsBefore;
    for (let place = 0; place < segment.place; place++) count += segment.block.segments[place]!.recordCount;
    return count;
  }

  textOf(owner: object): string {
    const start = this.startOf(owner);
    return this.source.slice(start, start + (owner as HeaderSegment | RecordSegment | TrailerSegment).length);
  }

  /** The text from the start of one segment to the end of another, in pieces. */
  piecesBetween(first: RecordSegment, last: RecordSegment): Iterable<string> {
    return this.source.pieces(this.startOf(first), this.endOf(last));
  }

  /** Inserts a segment behind another, or before all. */
  insertAfter(before: RecordSegment | undefined, segment: RecordSegment, start: number): void {
    this.segmentCount++;
    let block = before ? before.block : this.blocks[0];
    const place = before ? before.place + 1 : 0;
    if (!block || (place === block.segments.length && place >= INDEX_BLOCK)) {
      block = this.addBlock(block ? block.index + 1 : 0, start);
      block.insert(segment, 0, start);
    } else {
      block.insert(segment, place, start);
      if (block.segments.length > 2 * INDEX_BLOCK) this.cut(block);
    }
    this.counted = Math.min(this.counted, block.index);
  }

  /** Removes the segments that start in `start`..`end`, and gives them: a block at a time, for it may be all of them. */
  removeBetween(start: number, end: number): RecordSegment[] {
    const first = this.from(start);
    if (!first || this.startOf(first) >= end) return [];
    const removed: RecordSegment[] = [];
    const emptied: IndexBlock[] = [];
    let { block, place } = first;
    const { index } = block;
    for (;;) {
      for (const segment of block.removeFrom(place, end)) removed.push(segment);
      if (block.segments.length === 0) emptied.push(block);
      const next = this.blocks[block.index + 1];
      if (block.segments.length > place || !next) break;
      [block, place] = [next, 0];
    }
    this.segmentCount -= removed.length;
    this.counted = Math.min(this.counted, index);
    this.drop(emptied);
    return removed;
  }

  /** Blocks that follow each other and have no segments any more. */
  private drop(emptied: readonly IndexBlock[]): void {
    const [first] = emptied;
    if (!first) return;
    for (const block of emptied) {
      this.pendingValidation.delete(block);
      this.pendingCustomRules.delete(block);
    }
    this.blocks.splice(first.index, emptied.length);
    this.renumber(first.index);
  }

  /** What starts at or behind an offset moves by `delta`. */
  shift(offset: number, delta: number): void {
    if (delta === 0) return;
    if (this.knownTrailer && this.trailerStart >= offset) this.trailerStart += delta;
    const first = this.from(offset);
    if (!first) return;
    let index = first.block.index;
    if (first.place > 0) {
      first.block.shift(first.place, delta);
      index++;
    }
    for (; index < this.blocks.length; index++) this.blocks[index]!.start += delta;
  }

  private addBlock(index: number, start: number): IndexBlock {
    const block = new IndexBlock(index, start);
    if (index === this.blocks.length) this.blocks.push(block);
    else {
      this.blocks.splice(index, 0, block);
      this.renumber(index);
    }
    return block;
  }

  private cut(block: IndexBlock): void {
    const moved = block.segments.splice(INDEX_BLOCK);
    const start = block.start + moved[0]!.offset;
    const second = this.addBlock(block.index + 1, start);
    for (const segment of moved) second.insert(segment, second.segments.length, segment.offset + block.start);
    block.changed();
    if (this.pendingValidation.has(block)) this.pendingValidation.add(second);
    if (this.pendingCustomRules.has(block)) this.pendingCustomRules.add(second);
    this.counted = Math.min(this.counted, block.index);
  }

  private renumber(from: number): void {
    for (let i = from; i < this.blocks.length; i++) this.blocks[i]!.index = i;
    this.counted = Math.min(this.counted, from);
  }

  private count(): void {
    for (; this.counted < this.blocks.length; this.counted++) {
      const block = this.blocks[this.counted]!;
      const before = this.blocks[this.counted - 1];
      block.recordsBefore = before ? before.recordsBefore + before.recordCount : 0;
    }
  }
}
