import type { Binder } from '../../delivery/binder.ts';
import { DocumentScanner, PAUSED, type Pause } from '../../syntax/document-scanner.ts';
import { Item, Tail } from './part.ts';
import type { Parts } from './parts.ts';

/** An edit that has been made: `start`..`end` of the text before became `length` characters. */
export interface MadeEdit {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** What scanning changes in the record index. */
export interface GapSink {
  added(item: Item): void;
  removed(item: Item): void;
  /** There is another tail, or for the time being none. */
  tailChanged(): void;
}

/** A stretch of text that is yet to be scanned: from `at` up to where an old boundary fits again. */
interface Gap {
  /** Where scanning goes on: behind the item before it. */
  at: number;
  /** No boundary from before an edit that lies before this fits again. */
  editEnd: number;
  window: Window | undefined;
}

/** The part of the text that the scanner of a gap reads. */
interface Window {
  readonly scanner: DocumentScanner;
  /** Where the window starts in the text. */
  base: number;
  readonly length: number;
  /** It reaches to the end of the text. */
  readonly whole: boolean;
  /** The items have ended in it, and the tail is being read. */
  inTail: boolean;
}

/** A window goes this far behind the edit, is no longer than MOST at first, and grows where no item fits. */
const BEHIND = 8_192;
const MOST = 262_144;
const GROWTH = 8;

/**
 * What is left to scan of a document whose head is known. An edit makes a gap in the record index; scanning closes it
 * as soon as an old boundary fits again. A document that is being opened is one large gap.
 */
export class Gaps {
  private gaps: Gap[] = [];
  /** The farthest behind its end that the boundaries of an item have ever hung on: placeholders, a record in a record. */
  private farthest = 0;

  constructor(
    private readonly parts: Parts,
    private readonly binder: Binder,
    private readonly sink: GapSink,
  ) {}

  get isEmpty(): boolean {
    return this.gaps.length === 0;
  }

  /** Everything behind the head. */
  open(): void {
    const { head, source } = this.parts;
    this.gaps = [{ at: head.length, editEnd: source.length, window: undefined }];
  }

  /** An offset that is yet to be scanned, or lies behind something that is. */
  holds(offset: number): boolean {
    const gap = this.gaps.find(
      ({ at, editEnd }) => at <= offset && (offset <= editEnd || this.nextBoundary(at) > offset),
    );
    return gap !== undefined;
  }

  /** Where scanning goes on first; undefined where nothing is left to scan. */
  get next(): number | undefined {
    return this.gaps[0]?.at;
  }

  /** What is left to scan, in characters. */
  get left(): number {
    const { length } = this.parts.source;
    const until = (gap: Gap) => Math.min(length, Math.max(gap.editEnd, this.nextBoundary(gap.at)));
    return this.gaps.reduce((sum, gap) => sum + until(gap) - gap.at, 0);
  }

  /** The text before `end` has moved by `delta`, without a change in or behind the head's frame. */
  headMoved(end: number, delta: number): void {
    this.parts.shift(end, delta);
    for (const gap of this.gaps) {
      gap.at += delta;
      gap.editEnd += delta;
      if (gap.window) gap.window.base += delta;
    }
  }

  /** Takes in an edit behind the head: the items that it touches go, and a gap takes their place. */
  edited(edit: MadeEdit): void {
    const { parts } = this;
    const delta = edit.length - (edit.end - edit.start);
    const from = this.firstTouched(edit.start);
    this.removeBetween(from, edit.end);
    if (parts.tail && parts.startOf(parts.tail) < edit.end) this.dropTail();
    parts.shift(edit.end, delta);
    for (const gap of this.gaps) moveGap(gap, edit, delta);
    this.gaps.push({ at: from, editEnd: edit.start + edit.length, window: undefined });
    this.merge();
  }

  /**
   * Goes on in the first gap: until it is closed, or `count` items more are known, or `pause` says so.
   */
  step(count: number, pause: Pause): void {
    const gap = this.gaps[0]!;
    for (let added = 0; added < count; added++) {
      if (this.closes(gap) || !this.scanNext(gap, pause)) return;
      if (pause()) return;
    }
  }

  /** Where the first item starts that an edit at `start` can have changed, or the text does that is no item yet. */
  private firstTouched(start: number): number {
    const { parts } = this;
    let item = parts.at(start);
    let from = start;
    if (item && parts.endOf(item) > start) from = parts.startOf(item);
    else {
      const known = item ? parts.endOf(item) : parts.head.length;
      const gap = this.gaps.findLast(({ at }) => at <= start);
      from = gap && gap.at >= known ? gap.at : known;
    }
    item = parts.from(from);
    let before = item ? parts.previous(item) : parts.last;
    while (before) {
      const reaches = parts.startOf(before) + before.reach > start;
      if (reaches) from = parts.startOf(before);
      else if (parts.endOf(before) + this.farthest <= start) break;
      before = parts.previous(before);
    }
    return from;
  }

  /** An old boundary fits again. */
  private closes(gap: Gap): boolean {
    if (gap.at < gap.editEnd || gap.at !== this.nextBoundary(gap.at)) return false;
    this.gaps.splice(this.gaps.indexOf(gap), 1);
    return true;
  }

  /** Where the next item or the tail starts, from an offset on. */
  private nextBoundary(offset: number): number {
    const { parts } = this;
    const item = parts.from(offset);
    if (item) return parts.startOf(item);
    return parts.tail ? parts.startOf(parts.tail) : Number.POSITIVE_INFINITY;
  }

  /** Scans one item more; false where the scanner paused, or everything is known. */
  private scanNext(gap: Gap, pause: Pause): boolean {
    for (;;) {
      gap.window ??= this.openWindow(gap, Math.min(MOST, Math.max(0, gap.editEnd - gap.at) + BEHIND));
      const { window } = gap;
      if (window.inTail) return this.scanTail(gap, window, pause);
      const fragment = window.scanner.nextItem(pause);
      if (fragment === PAUSED) return false;
      if (fragment === undefined && window.whole) {
        window.inTail = true;
        continue;
      }
      if (fragment === undefined || (!window.whole && fragment.start + fragment.reach >= window.length)) {
        // What can't be told from this window is read again in another.
        gap.window = this.openWindow(gap, gap.at > window.base ? MOST : window.length * GROWTH);
        continue;
      }
      const item = new Item(fragment);
      this.farthest = Math.max(this.farthest, item.reach - item.length);
      item.bind(fragment.tree, this.binder);
      this.add(gap, item);
      return true;
    }
  }

  private openWindow(gap: Gap, length: number): Window {
    const { source, head } = this.parts;
    const text = source.slice(gap.at, gap.at + length);
    const scanner = new DocumentScanner(text, this.binder.shape, 0, head.frame);
    return {
      scanner,
      base: gap.at,
      length: text.length,
      whole: gap.at + text.length === source.length,
      inTail: false,
    };
  }

  private add(gap: Gap, item: Item): void {
    const { parts } = this;
    const end = gap.at + item.length;
    const { last } = parts;
    let before = last;
    if (last && parts.startOf(last) >= gap.at) {
      this.removeBetween(gap.at, end);
      const next = parts.from(gap.at);
      before = next ? parts.previous(next) : parts.last;
    }
    if (parts.tail && parts.startOf(parts.tail) < end) this.dropTail();
    parts.insertAfter(before, item, gap.at);
    gap.at = end;
    if (this.gaps.length > 1) this.absorb(gap);
    this.sink.added(item);
  }

  private scanTail(gap: Gap, window: Window, pause: Pause): false {
    const fragment = window.scanner.scanTail(pause);
    if (fragment === PAUSED) return false;
    const { parts } = this;
    this.removeBetween(gap.at, Number.POSITIVE_INFINITY);
    parts.setTail(new Tail(fragment), gap.at);
    this.gaps = this.gaps.filter(({ at }) => at < gap.at);
    this.sink.tailChanged();
    return false;
  }

  /** Takes out the items that start at or behind `start` and before `end`. */
  private removeBetween(start: number, end: number): void {
    const { parts } = this;
    for (let item = parts.from(start); item && parts.startOf(item) < end; ) {
      const next = parts.next(item);
      parts.remove(item);
      this.sink.removed(item);
      item = next;
    }
  }

  private dropTail(): void {
    this.parts.setTail(undefined);
    this.sink.tailChanged();
  }

  /** A gap that scanning has come to, or passed, goes on as one with it. Scanning goes on in the first gap. */
  private absorb(gap: Gap): void {
    const next = this.parts.from(gap.at);
    const until = next ? this.parts.startOf(next) : Number.POSITIVE_INFINITY;
    this.gaps = this.gaps.filter((other) => {
      if (other === gap || other.at > until) return true;
      gap.editEnd = Math.max(gap.editEnd, other.editEnd);
      return false;
    });
  }

  /** Gaps with no item between them become one. */
  private merge(): void {
    this.gaps.sort((a, b) => a.at - b.at);
    for (let i = 1; i < this.gaps.length; ) {
      const [gap, next] = [this.gaps[i - 1]!, this.gaps[i]!];
      const item = this.parts.from(gap.at);
      if (item && this.parts.startOf(item) < next.at) {
        i++;
        continue;
      }
      if (gap.at === next.at) gap.window ??= next.window;
      gap.editEnd = Math.max(gap.editEnd, next.editEnd);
      this.gaps.splice(i, 1);
    }
  }
}

/** Moves a gap along with the text; a window that the edit lies in is of no more use. */
function moveGap(gap: Gap, edit: MadeEdit, delta: number): void {
  const move = (offset: number) => (offset >= edit.end ? offset + delta : Math.min(offset, edit.start + edit.length));
  const { window } = gap;
  if (window) {
    if (edit.end <= window.base && edit.end <= gap.at) window.base += delta;
    else if (window.whole || edit.start < window.base + window.length) gap.window = undefined;
  }
  gap.at = move(gap.at);
  gap.editEnd = move(gap.editEnd);
}
