import type { SourceText } from '../text/source-text.ts';
import { type Head, Item, type Tail } from './part.ts';

/** The record index: the parts of a document in their order, and where each starts. */
export class Parts {
  head!: Head;
  /** undefined where there is no container: then the head is the whole document. */
  tail: Tail | undefined;
  readonly items: Item[] = [];
  /** Where each item starts in the text. */
  private starts = new Int32Array(256);

  constructor(readonly source: SourceText) {}

  push(item: Item, start: number): void {
    if (this.items.length === this.starts.length) this.grow(this.items.length * 2);
    this.starts[this.items.length] = start;
    this.items.push(item);
  }

  /**
   * Puts other items in the place of those from `first` to before `end`; what comes behind them moves along.
   * @param starts where the new items start, in the text as it is now
   * @param delta by how much the text behind them has moved
   */
  replace(first: number, end: number, items: readonly Item[], starts: readonly number[], delta: number): void {
    const before = this.items.length;
    const after = before + items.length - (end - first);
    if (after > this.starts.length) this.grow(after * 2);
    this.starts.copyWithin(first + items.length, end, before);
    this.starts.set(starts, first);
    if (delta !== 0) for (let i = first + items.length; i < after; i++) this.starts[i]! += delta;
    if (items.length === end - first) for (let i = 0; i < items.length; i++) this.items[first + i] = items[i]!;
    else {
      const behind = this.items.splice(first, Number.POSITIVE_INFINITY).slice(end - first);
      for (const item of items) this.items.push(item);
      for (const item of behind) this.items.push(item);
    }
    const renumbered = items.length === end - first ? first + items.length : after;
    for (let i = first; i < renumbered; i++) this.items[i]!.index = i;
  }

  startOfItem(index: number): number {
    return this.starts[index]!;
  }

  /** Where a part starts in the text. */
  startOf(owner: object): number {
    if (owner instanceof Item) return this.starts[owner.index]!;
    return owner === this.tail ? this.source.length - this.tail.length : 0;
  }

  /** Where the items end and the tail starts; the end of the text where there is no tail. */
  get itemsEnd(): number {
    return this.source.length - (this.tail?.length ?? 0);
  }

  textOf(owner: object): string {
    const start = this.startOf(owner);
    return this.source.slice(start, start + (owner as Head | Item | Tail).length);
  }

  /** The text of consecutive items. */
  textBetween(first: Item, last: Item): string {
    return this.source.slice(this.startOf(first), this.startOf(last) + last.length);
  }

  /** The last item that starts at or before an offset; -1 where there is none. */
  indexAt(offset: number): number {
    let low = -1;
    let high = this.items.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private grow(size: number): void {
    const larger = new Int32Array(size);
    larger.set(this.starts);
    this.starts = larger;
  }
}
