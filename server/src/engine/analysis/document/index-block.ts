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

/** Consecutive segments, whose offsets count from the start of the block: an edit before it moves that start alone. */
export class IndexBlock {
  readonly segments: RecordSegment[] = [];
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

  get recordCount(): number {
    this.knownRecords ??= this.segments.reduce((count, segment) => count + segment.recordCount, 0);
    return this.knownRecords;
  }

  /** Its segments have other findings, or other records. */
  changed(): void {
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

  remove(place: number): void {
    this.segments.splice(place, 1);
    const [first] = this.segments;
    if (place === 0 && first) this.moveStart(this.start + first.offset);
    this.renumber(place);
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
