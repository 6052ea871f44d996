import type { Binder } from '../../delivery/binder.ts';
import type { Pack } from '../../packs/load-pack.ts';
import { DocumentScanner } from '../../syntax/document-scanner.ts';
import { type ShouldYield, type Steps, YIELDED } from '../../text/time-sliced.ts';
import { SureRecords } from '../validation/known/sure-records.ts';
import { RecordSegment, TrailerSegment } from './segment.ts';
import type { SegmentIndex } from './segment-index.ts';

/** An edit that has been made: `start`..`end` of the text before became `length` characters. */
export interface MadeEdit {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** What parsing changed in the segment index. */
export interface IndexChange {
  readonly added: readonly RecordSegment[];
  readonly removed: readonly RecordSegment[];
  /** There is another trailer, or for the time being none. */
  readonly trailerChanged: boolean;
}

/** A stretch of text to scan: from `at` up to where an old boundary fits again. */
interface DirtyRange {
  /** Where scanning goes on: behind the segment before it. */
  at: number;
  /** An old boundary fits again at or behind this offset only. */
  editEnd: number;
  window: Window | undefined;
}

/** The stretch of the text that the scanner of a dirty range reads. */
interface Window {
  readonly scanner: DocumentScanner;
  /** Where the window starts in the text. */
  base: number;
  readonly length: number;
  /** It ends where the text ends. */
  readonly whole: boolean;
  /** The record segments have ended, and the trailer is being read. */
  inTrailer: boolean;
  /** A segment that was read and is yet to be bound. */
  begun: { readonly segment: RecordSegment; readonly steps: Steps<void> } | undefined;
}

/** A window ends this far behind the edit, is at most `FIRST_WINDOW` long, and grows where no segment fits. */
const MARGIN = 8_192;
const FIRST_WINDOW = 262_144;
const GROWTH = 8;

/** What has more nodes is bound in steps. */
const LARGEST_AT_ONCE = 2_048;

/**
 * What is left to scan of a document whose header is known. An edit makes a dirty range in the segment index; scanning
 * closes it as soon as an old boundary fits again. A document that is being opened is one large dirty range.
 */
export class DirtyRanges {
  private ranges: DirtyRange[] = [];
  /** The longest lookahead of any segment behind its own end: for placeholders, or a record in a record. */
  private maxLookahead = 0;
  private added: RecordSegment[] = [];
  private removed: RecordSegment[] = [];
  private trailerChanged = false;
  private readonly sureRecords: SureRecords;

  constructor(
    private readonly segments: SegmentIndex,
    private readonly binder: Binder,
    pack: Pack,
  ) {
    this.sureRecords = new SureRecords(pack);
  }

  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  /** Everything behind the header segment. */
  open(): void {
    const { header, source } = this.segments;
    this.ranges = [{ at: header.length, editEnd: source.length, window: undefined }];
  }

  /** An offset is yet to be scanned, or lies behind one that is with no known boundary between. */
  holds(offset: number): boolean {
    const dirtyRange = this.ranges.find(
      ({ at, editEnd }) => at <= offset && (offset <= editEnd || this.nextBoundary(at) > offset),
    );
    return dirtyRange !== undefined;
  }

  /** Where scanning goes on; undefined where nothing is left to scan. */
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

  /** An edit in the header moved what starts at or behind `end` by `delta`; the elements open behind it are the same. */
  headerMoved(end: number, delta: number): void {
    this.segments.shift(end, delta);
    for (const dirtyRange of this.ranges) {
      dirtyRange.at += delta;
      dirtyRange.editEnd += delta;
      if (dirtyRange.window) dirtyRange.window.base += delta;
    }
  }

  /** Takes in an edit behind the header: a dirty range takes the place of the segments that it touches. */
  edited(edit: MadeEdit): IndexChange {
    const { segments } = this;
    const delta = edit.length - (edit.end - edit.start);
    const from = this.firstTouched(edit.start);
    this.removeBetween(from, edit.end);
    if (segments.trailer && segments.startOf(segments.trailer) < edit.end) this.dropTrailer();
    segments.shift(edit.end, delta);
    for (const dirtyRange of this.ranges) moveDirtyRange(dirtyRange, edit, delta);
    this.ranges.push({ at: from, editEnd: edit.start + edit.length, window: undefined });
    this.merge();
    return this.takeChange();
  }

  /** Scans and binds in the first dirty range: until it is closed, for `count` segments, or until told to yield. */
  step(count: number, shouldYield: ShouldYield): IndexChange {
    const dirtyRange = this.ranges[0]!;
    for (let added = 0; added < count; added++) {
      if (this.closes(dirtyRange) || !this.scanNext(dirtyRange, shouldYield) || shouldYield()) break;
    }
    return this.takeChange();
  }

  private takeChange(): IndexChange {
    const { added, removed, trailerChanged } = this;
    this.added = [];
    this.removed = [];
    this.trailerChanged = false;
    return { added, removed, trailerChanged };
  }

  /** Where the first segment starts that an edit at `start` can have changed, or the unscanned text before `start`. */
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
      const dependsOnEdit = segments.startOf(before) + before.lookahead > start;
      if (dependsOnEdit) from = segments.startOf(before);
      else if (segments.endOf(before) + this.maxLookahead <= start) break;
      before = segments.previous(before);
    }
    return from;
  }

  /** An old boundary fits again. */
  private closes(dirtyRange: DirtyRange): boolean {
    const { at, editEnd } = dirtyRange;
    if (at < editEnd || at !== this.nextBoundary(at)) return false;
    const next = this.segments.from(at);
    // A record that lost its start tag tells of the end tag before it, too.
    if (next && next.isBehindCut !== this.isCutBefore(at)) return false;
    this.ranges.splice(this.ranges.indexOf(dirtyRange), 1);
    return true;
  }

  /** The record that ends at an offset is cut short. */
  private isCutBefore(at: number): boolean {
    const { segments } = this;
    const next = segments.from(at);
    const before = next ? segments.previous(next) : segments.last;
    return before?.isCutShort === true && segments.endOf(before) === at;
  }

  /** Where the next segment or the trailer segment starts, from an offset on. */
  private nextBoundary(offset: number): number {
    const { segments } = this;
    const segment = segments.from(offset);
    if (segment) return segments.startOf(segment);
    return segments.trailer ? segments.startOf(segments.trailer) : Number.POSITIVE_INFINITY;
  }

  /** Scans one more segment; false where the scanner yielded, or there are no more. */
  private scanNext(dirtyRange: DirtyRange, shouldYield: ShouldYield): boolean {
    for (;;) {
      dirtyRange.window ??= this.openWindow(
        dirtyRange,
        Math.min(FIRST_WINDOW, Math.max(0, dirtyRange.editEnd - dirtyRange.at) + MARGIN),
      );
      const { window } = dirtyRange;
      if (window.begun) return this.bindNext(dirtyRange, window, shouldYield);
      if (window.inTrailer) return this.scanTrailer(dirtyRange, window, shouldYield);
      const fragment = window.scanner.nextRecord(shouldYield);
      if (fragment === YIELDED) return false;
      if (fragment === undefined && window.whole) {
        window.inTrailer = true;
        continue;
      }
      if (fragment === undefined || (!window.whole && fragment.start + fragment.lookahead >= window.length)) {
        // The window is too short to tell.
        dirtyRange.window = this.openWindow(
          dirtyRange,
          dirtyRange.at > window.base ? FIRST_WINDOW : window.length * GROWTH,
        );
        continue;
      }
      const segment = new RecordSegment(fragment);
      this.maxLookahead = Math.max(this.maxLookahead, segment.lookahead - segment.length);
      segment.sureShape = this.sureRecords.shapeOf(fragment.tree, fragment.node);
      if (fragment.tree.size > LARGEST_AT_ONCE) {
        window.begun = { segment, steps: segment.binding(fragment.tree, this.binder) };
        continue;
      }
      segment.bind(fragment.tree, this.binder);
      this.add(dirtyRange, segment);
      return true;
    }
  }

  /** Goes on binding a large segment; false where it yielded. */
  private bindNext(dirtyRange: DirtyRange, window: Window, shouldYield: ShouldYield): boolean {
    const { segment, steps } = window.begun!;
    while (!steps.next().done) if (shouldYield()) return false;
    window.begun = undefined;
    this.add(dirtyRange, segment);
    return true;
  }

  private openWindow(dirtyRange: DirtyRange, length: number): Window {
    const { source, header } = this.segments;
    const text = source.slice(dirtyRange.at, dirtyRange.at + length);
    const isBehindCut = this.isCutBefore(dirtyRange.at);
    const scanner = new DocumentScanner(text, this.binder.shape, 0, header.openElements, isBehindCut);
    return {
      scanner,
      base: dirtyRange.at,
      length: text.length,
      whole: dirtyRange.at + text.length === source.length,
      inTrailer: false,
      begun: undefined,
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
    this.added.push(segment);
  }

  private scanTrailer(dirtyRange: DirtyRange, window: Window, shouldYield: ShouldYield): false {
    const fragment = window.scanner.scanTrailer(shouldYield);
    if (fragment === YIELDED) return false;
    const { segments } = this;
    this.removeBetween(dirtyRange.at, Number.POSITIVE_INFINITY);
    segments.setTrailer(new TrailerSegment(fragment), dirtyRange.at);
    this.ranges = this.ranges.filter(({ at }) => at < dirtyRange.at);
    this.trailerChanged = true;
    return false;
  }

  /** Removes the segments that start in `start`..`end`. */
  private removeBetween(start: number, end: number): void {
    for (const segment of this.segments.removeBetween(start, end)) this.removed.push(segment);
  }

  private dropTrailer(): void {
    this.segments.setTrailer(undefined);
    this.trailerChanged = true;
  }

  /** Merges the dirty ranges that scanning has reached or passed into the one being scanned. */
  private absorb(dirtyRange: DirtyRange): void {
    const next = this.segments.from(dirtyRange.at);
    const until = next ? this.segments.startOf(next) : Number.POSITIVE_INFINITY;
    this.ranges = this.ranges.filter((other) => {
      if (other === dirtyRange || other.at > until) return true;
      dirtyRange.editEnd = Math.max(dirtyRange.editEnd, other.editEnd);
      return false;
    });
  }

  /** Merges dirty ranges with no segment between them. */
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

/** Moves a dirty range along with the text; a window that the edit lies in is stale. */
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
