import type { Tally } from '../tally.ts';
import type { RecordSegment } from './segment.ts';

/** A summary of the findings of a block's segments. */
export interface BlockSummary {
  readonly tally: Tally;
  /** Of the findings on the suppressions in it. */
  readonly suppressionFindings: Tally;
  /** The rules that have a finding in it, suppressed or not. */
  readonly codes: ReadonlySet<string>;
}

/** What is known of the segments of a block while they are not kept. */
export interface BlockPage {
  /** Its first segment and record, by their places among all. */
  readonly firstSegment: number;
  readonly firstRecord: number;
  readonly count: number;
  /** The end of the text that the boundaries in it depend on, from its start. */
  readonly reach: number;
  readonly hasSuppressions: boolean;
  /** The places of segments in which validation has found something; undefined until it was validated. */
  faulty: readonly number[] | undefined;
  /** Reads them once more. */
  load(block: IndexBlock): RecordSegment[];
}

/** Consecutive segments, whose offsets count from the start of the block: an edit before it moves that start alone. */
export class IndexBlock {
  private held: RecordSegment[] | undefined = [];
  /** Given where its segments may be let go of. Then it has those that it has: no edit comes. */
  page: BlockPage | undefined;
  /** Maintained by the index, on demand. */
  recordsBefore = 0;
  private knownRecords: number | undefined;
  /** undefined where it is stale. */
  summary: BlockSummary | undefined;

  constructor(
    /** Its place among the blocks. */
    public index: number,
    /** Where it starts in the text: where its first segment does. */
    public start: number,
  ) {}

  get segments(): RecordSegment[] {
    return this.held ?? this.page!.load(this);
  }

  get isHeld(): boolean {
    return this.held !== undefined;
  }

  hold(segments: RecordSegment[]): void {
    this.held = segments;
  }

  /** Its segments are read again when they are asked for. */
  letGo(): void {
    this.held = undefined;
  }

  get recordCount(): number {
    this.knownRecords ??= this.segments.reduce((count, segment) => count + segment.recordCount, 0);
    return this.knownRecords;
  }

  /** Its segments have other findings, or other records. */
  changed(): void {
    if (this.page) return;
    this.summary = undefined;
    this.knownRecords = undefined;
  }

  /** The last segment that starts at or before an offset that is not before the block. */
  at(offset: number): RecordSegment {
    const within = offset - this.start;
    let low = 0;
    let high = this.segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.segments[middle]!.offset <= within) low = middle;
      else high = middle - 1;
    }
    return this.segments[low]!;
  }

  insert(segment: RecordSegment, place: number, start: number): void {
    if (place === 0) this.moveStart(start);
    segment.block = this;
    segment.offset = start - this.start;
    if (place === this.segments.length) this.segments.push(segment);
    else this.segments.splice(place, 0, segment);
    this.renumber(place);
  }

  /** Removes the segments from a place on that start before an offset, and gives them. */
  removeFrom(place: number, end: number): RecordSegment[] {
    let until = place;
    while (until < this.segments.length && this.start + this.segments[until]!.offset < end) until++;
    const removed = this.segments.splice(place, until - place);
    const [first] = this.segments;
    if (place === 0 && first) this.moveStart(this.start + first.offset);
    this.renumber(place);
    return removed;
  }

  /** Segments from a place on move by `delta`. */
  shift(place: number, delta: number): void {
    for (let i = place; i < this.segments.length; i++) this.segments[i]!.offset += delta;
  }

  private moveStart(start: number): void {
    this.shift(0, this.start - start);
    this.start = start;
  }

  private renumber(from: number): void {
    for (let i = from; i < this.segments.length; i++) this.segments[i]!.place = i;
    this.changed();
  }
}
