import type { Binder } from '../../delivery/binder.ts';
import { DocumentScanner } from '../../syntax/document-scanner.ts';
import { type ShouldYield, YIELDED } from '../../text/time-sliced.ts';
import { RecordSegment, TrailerSegment } from './segment.ts';
import type { SegmentIndex } from './segment-index.ts';

/** An edit that has been made: `start`..`end` of the text before became `length` characters. */
export interface MadeEdit {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** What scanning changes in the record index. */
export interface DirtyRangesSink {
  added(segment: RecordSegment): void;
  removed(segment: RecordSegment): void;
  /** There is another tail, or for the time being none. */
  trailerChanged(): void;
}

/** A stretch of text that is yet to be scanned: from `at` up to where an old boundary fits again. */
interface DirtyRange {
  /** Where scanning goes on: behind the segment before it. */
  at: number;
  /** No boundary from before an edit that lies before this fits again. */
  editEnd: number;
  window: Window | undefined;
}

/** The segment of the text that the scanner of a dirty range reads. */
interface Window {
  readonly scanner: DocumentScanner;
  /** Where the window starts in the text. */
  base: number;
  readonly length: number;
  /** It reaches to the end of the text. */
  readonly whole: boolean;
  /** The segments have ended in it, and the trailer segment is being read. */
  inTrailer: boolean;
}

/** A window goes this far behind the edit, is no longer than MOST at first, and grows where no segment fits. */
const BEHIND = 8_192;
const MOST = 262_144;
const GROWTH = 8;

/**
 * What is left to scan of a document whose head is known. An edit makes a dirty range in the record index; scanning closes it
 * as soon as an old boundary fits again. A document that is being opened is one large gap.
 */
export class DirtyRanges {
  private ranges: DirtyRange[] = [];
  /** The farthest behind its end that the boundaries of a segment have ever hung on: placeholders, a record in a record. */
  private maxLookahead = 0;

  constructor(
    private readonly segments: SegmentIndex,
    private readonly binder: Binder,
    private readonly sink: DirtyRangesSink,
  ) {}

  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  /** Everything behind the header segment. */
  open(): void {
    const { header: headerSegment, source } = this.segments;
    this.ranges = [{ at: headerSegment.length, editEnd: source.length, window: undefined }];
  }

  /** An offset that is yet to be scanned, or lies behind something that is. */
  holds(offset: number): boolean {
    const dirtyRange = this.ranges.find(
      ({ at, editEnd }) => at <= offset && (offset <= editEnd || this.nextBoundary(at) > offset),
    );
    return dirtyRange !== undefined;
  }

  /** Where scanning goes on first; undefined where nothing is left to scan. */
  get next(): number | undefined {
    return this.ranges[0]?.at;
  }

  /** What is left to scan, in characters. */
  get left(): number {
    const { length } = this.segments.source;
    const until = (dirtyRange: DirtyRange) =>
      Math.min(length, Math.max(dirtyRange.editEnd, this.nextBoundary(dirtyRange.at)));
    return this.ranges.reduce((sum, dirtyRange) => sum + until(dirtyRange) - dirtyRange.at, 0);
  }

  /** The text before `end` has moved by `delta`, without a change in or behind the header segment's frame. */
  headerMoved(end: number, delta: number): void {
    this.segments.shift(end, delta);
    for (const dirtyRange of this.ranges) {
      dirtyRange.at += delta;
      dirtyRange.editEnd += delta;
      if (dirtyRange.window) dirtyRange.window.base += delta;
    }
  }

  /** Takes in an edit behind the header segment: the segments that it touches go, and a dirty range takes their place. */
  edited(edit: MadeEdit): void {
    const { segments } = this;
    const delta = edit.length - (edit.end - edit.start);
    const from = this.firstTouched(edit.start);
    this.removeBetween(from, edit.end);
    if (segments.trailer && segments.startOf(segments.trailer) < edit.end) this.dropTrailer();
    segments.shift(edit.end, delta);
    for (const dirtyRange of this.ranges) moveDirtyRange(dirtyRange, edit, delta);
    this.ranges.push({ at: from, editEnd: edit.start + edit.length, window: undefined });
    this.merge();
  }

  /**
   * Goes on in the first gap: until it is closed, or `count` segments more are known, or `yield` says so.
   */
  step(count: number, shouldYield: ShouldYield): void {
    const dirtyRange = this.ranges[0]!;
    for (let added = 0; added < count; added++) {
      if (this.closes(dirtyRange) || !this.scanNext(dirtyRange, shouldYield)) return;
      if (shouldYield()) return;
    }
  }

  /** Where the first segment starts that an edit at `start` can have changed, or the text does that is no segment yet. */
  private firstTouched(start: number): number {
    const { segments } = this;
    let segment = segments.at(start);
    let from = start;
    if (segment && segments.endOf(segment) > start) from = segments.startOf(segment);
    else {
      const known = segment ? segments.endOf(segment) : segments.header.length;
      const dirtyRange = this.ranges.findLast(({ at }) => at <= start);
      from = dirtyRange && dirtyRange.at >= known ? dirtyRange.at : known;
    }
    segment = segments.from(from);
    let before = segment ? segments.previous(segment) : segments.last;
    while (before) {
      const reaches = segments.startOf(before) + before.lookahead > start;
      if (reaches) from = segments.startOf(before);
      else if (segments.endOf(before) + this.maxLookahead <= start) break;
      before = segments.previous(before);
    }
    return from;
  }

  /** An old boundary fits again. */
  private closes(dirtyRange: DirtyRange): boolean {
    if (dirtyRange.at < dirtyRange.editEnd || dirtyRange.at !== this.nextBoundary(dirtyRange.at)) return false;
    this.ranges.splice(this.ranges.indexOf(dirtyRange), 1);
    return true;
  }

  /** Where the next segment or the trailer segment starts, from an offset on. */
  private nextBoundary(offset: number): number {
    const { segments } = this;
    const segment = segments.from(offset);
    if (segment) return segments.startOf(segment);
    return segments.trailer ? segments.startOf(segments.trailer) : Number.POSITIVE_INFINITY;
  }

  /** Scans one segment more; false where the scanner paused, or everything is known. */
  private scanNext(dirtyRange: DirtyRange, shouldYield: ShouldYield): boolean {
    for (;;) {
      dirtyRange.window ??= this.openWindow(
        dirtyRange,
        Math.min(MOST, Math.max(0, dirtyRange.editEnd - dirtyRange.at) + BEHIND),
      );
      const { window } = dirtyRange;
      if (window.inTrailer) return this.scanTrailer(dirtyRange, window, shouldYield);
      const fragment = window.scanner.nextRecord(shouldYield);
      if (fragment === YIELDED) return false;
      if (fragment === undefined && window.whole) {
        window.inTrailer = true;
        continue;
      }
      if (fragment === undefined || (!window.whole && fragment.start + fragment.lookahead >= window.length)) {
        // What can't be told from this window is read again in another.
        dirtyRange.window = this.openWindow(dirtyRange, dirtyRange.at > window.base ? MOST : window.length * GROWTH);
        continue;
      }
      const segment = new RecordSegment(fragment);
      this.maxLookahead = Math.max(this.maxLookahead, segment.lookahead - segment.length);
      segment.bind(fragment.tree, this.binder);
      this.add(dirtyRange, segment);
      return true;
    }
  }

  private openWindow(dirtyRange: DirtyRange, length: number): Window {
    const { source, header: headerSegment } = this.segments;
    const text = source.slice(dirtyRange.at, dirtyRange.at + length);
    const scanner = new DocumentScanner(text, this.binder.shape, 0, headerSegment.openElements);
    return {
      scanner,
      base: dirtyRange.at,
      length: text.length,
      whole: dirtyRange.at + text.length === source.length,
      inTrailer: false,
    };
  }

  private add(dirtyRange: DirtyRange, segment: RecordSegment): void {
    const { segments } = this;
    const end = dirtyRange.at + segment.length;
    const { last } = segments;
    let before = last;
    if (last && segments.startOf(last) >= dirtyRange.at) {
      this.removeBetween(dirtyRange.at, end);
      const next = segments.from(dirtyRange.at);
      before = next ? segments.previous(next) : segments.last;
    }
    if (segments.trailer && segments.startOf(segments.trailer) < end) this.dropTrailer();
    segments.insertAfter(before, segment, dirtyRange.at);
    dirtyRange.at = end;
    if (this.ranges.length > 1) this.absorb(dirtyRange);
    this.sink.added(segment);
  }

  private scanTrailer(dirtyRange: DirtyRange, window: Window, shouldYield: ShouldYield): false {
    const fragment = window.scanner.scanTrailer(shouldYield);
    if (fragment === YIELDED) return false;
    const { segments } = this;
    this.removeBetween(dirtyRange.at, Number.POSITIVE_INFINITY);
    segments.setTrailer(new TrailerSegment(fragment), dirtyRange.at);
    this.ranges = this.ranges.filter(({ at }) => at < dirtyRange.at);
    this.sink.trailerChanged();
    return false;
  }

  /** Takes out the segments that start at or behind `start` and before `end`. */
  private removeBetween(start: number, end: number): void {
    const { segments } = this;
    for (let segment = segments.from(start); segment && segments.startOf(segment) < end; ) {
      const next = segments.next(segment);
      segments.remove(segment);
      this.sink.removed(segment);
      segment = next;
    }
  }

  private dropTrailer(): void {
    this.segments.setTrailer(undefined);
    this.sink.trailerChanged();
  }

  /** A dirty range that scanning has come to, or passed, goes on as one with it. Scanning goes on in the first gap. */
  private absorb(dirtyRange: DirtyRange): void {
    const next = this.segments.from(dirtyRange.at);
    const until = next ? this.segments.startOf(next) : Number.POSITIVE_INFINITY;
    this.ranges = this.ranges.filter((other) => {
      if (other === dirtyRange || other.at > until) return true;
      dirtyRange.editEnd = Math.max(dirtyRange.editEnd, other.editEnd);
      return false;
    });
  }

  /** Gaps with no segment between them become one. */
  private merge(): void {
    this.ranges.sort((a, b) => a.at - b.at);
    for (let i = 1; i < this.ranges.length; ) {
      const [dirtyRange, next] = [this.ranges[i - 1]!, this.ranges[i]!];
      const segment = this.segments.from(dirtyRange.at);
      if (segment && this.segments.startOf(segment) < next.at) {
        i++;
        continue;
      }
      if (dirtyRange.at === next.at) dirtyRange.window ??= next.window;
      dirtyRange.editEnd = Math.max(dirtyRange.editEnd, next.editEnd);
      this.ranges.splice(i, 1);
    }
  }
}

/** Moves a dirty range along with the text; a window that the edit lies in is of no more use. */
function moveDirtyRange(dirtyRange: DirtyRange, edit: MadeEdit, delta: number): void {
  const move = (offset: number) => (offset >= edit.end ? offset + delta : Math.min(offset, edit.start + edit.length));
  const { window } = dirtyRange;
  if (window) {
    if (edit.end <= window.base && edit.end <= dirtyRange.at) window.base += delta;
    else if (window.whole || edit.start < window.base + window.length) dirtyRange.window = undefined;
  }
  dirtyRange.at = move(dirtyRange.at);
  dirtyRange.editEnd = move(dirtyRange.editEnd);
}
