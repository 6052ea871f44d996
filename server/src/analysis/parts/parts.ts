import type { SourceText } from '../../text/source-text.ts';
import { Block } from './block.ts';
import { type Head, Item, type Tail } from './part.ts';

/** A block takes this many items one after the other, and is cut in two when it has grown to twice as many. */
export const BLOCK = 100;

/**
 * The record index: the parts of a document in their order, and where each starts. Items are kept in blocks, so that
 * an edit costs what one block costs, and the number of blocks. Between items there may be text that is yet to be
 * scanned.
 */
export class Parts {
  head!: Head;
  readonly blocks: Block[] = [];
  /** Blocks with items that are yet to be judged. */
  readonly unsettled = new Set<Block>();
  /** Blocks with items that the rules of the user's own are yet to see. */
  readonly unheard = new Set<Block>();
  /** Where the tail starts; meaningless without a tail. */
  private tailStart = 0;
  private knownTail: Tail | undefined;
  /** Blocks of which it is known how many records come before them. */
  private counted = 0;
  private itemCount = 0;

  constructor(readonly source: SourceText) {}

  /** undefined where there is no container (then the head is the whole document), and while it is not scanned. */
  get tail(): Tail | undefined {
    return this.knownTail;
  }

  setTail(tail: Tail | undefined, start = 0): void {
    this.knownTail = tail;
    this.tailStart = start;
  }

  /** How many items there are. */
  get size(): number {
    return this.itemCount;
  }

  get recordCount(): number {
    const last = this.blocks[this.blocks.length - 1];
    if (!last) return 0;
    this.count();
    return last.recordsBefore + last.recordCount;
  }

  get first(): Item | undefined {
    return this.blocks[0]?.items[0];
  }

  get last(): Item | undefined {
    return this.blocks[this.blocks.length - 1]?.items.at(-1);
  }

  next(item: Item): Item | undefined {
    return item.block.items[item.place + 1] ?? this.blocks[item.block.index + 1]?.items[0];
  }

  previous(item: Item): Item | undefined {
    return item.block.items[item.place - 1] ?? this.blocks[item.block.index - 1]?.items.at(-1);
  }

  *[Symbol.iterator](): Generator<Item> {
    for (const block of this.blocks) yield* block.items;
  }

  /** The last item that starts at or before an offset. */
  at(offset: number): Item | undefined {
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

  /** The first item that starts at or behind an offset. */
  from(offset: number): Item | undefined {
    const before = this.at(offset - 1);
    return before ? this.next(before) : this.first;
  }

  /** The items that touch `start`..`end`, in their order. */
  *between(start: number, end: number): Generator<Item> {
    const first = this.at(start);
    let item = first && this.endOf(first) < start ? this.next(first) : (first ?? this.first);
    for (; item && this.startOf(item) <= end; item = this.next(item)) yield item;
  }

  /** Where a part starts in the text. */
  startOf(owner: object): number {
    if (owner instanceof Item) return owner.block.start + owner.offset;
    return owner === this.knownTail ? this.tailStart : 0;
  }

  endOf(part: Head | Item | Tail): number {
    return this.startOf(part) + part.length;
  }

  /** How many records stand before an item. */
  recordsBefore(item: Item): number {
    this.count();
    let count = item.block.recordsBefore;
    for (let place = 0; place < item.place; place++) count += item.block.items[place]!.recordCount;
    return count;
  }

  textOf(owner: object): string {
    const start = this.startOf(owner);
    return this.source.slice(start, start + (owner as Head | Item | Tail).length);
  }

  /** The text from the start of one item to the end of another, in pieces. */
  piecesBetween(first: Item, last: Item): Iterable<string> {
    return this.source.pieces(this.startOf(first), this.endOf(last));
  }

  /** Puts an item behind another, or before all. */
  insertAfter(before: Item | undefined, item: Item, start: number): void {
    this.itemCount++;
    let block = before ? before.block : this.blocks[0];
    const place = before ? before.place + 1 : 0;
    if (!block || (place === block.items.length && place >= BLOCK)) {
      block = this.addBlock(block ? block.index + 1 : 0, start);
      block.insert(item, 0, start);
    } else {
      block.insert(item, place, start);
      if (block.items.length > 2 * BLOCK) this.cut(block);
    }
    this.counted = Math.min(this.counted, block.index);
  }

  remove(item: Item): void {
    this.itemCount--;
    const { block } = item;
    block.remove(item.place);
    this.counted = Math.min(this.counted, block.index);
    if (block.items.length > 0) return;
    this.unsettled.delete(block);
    this.unheard.delete(block);
    this.blocks.splice(block.index, 1);
    this.renumber(block.index);
  }

  /** What starts at or behind an offset moves by `delta`. */
  shift(offset: number, delta: number): void {
    if (delta === 0) return;
    if (this.knownTail && this.tailStart >= offset) this.tailStart += delta;
    const first = this.from(offset);
    if (!first) return;
    let index = first.block.index;
    if (first.place > 0) {
      first.block.shift(first.place, delta);
      index++;
    }
    for (; index < this.blocks.length; index++) this.blocks[index]!.start += delta;
  }

  private addBlock(index: number, start: number): Block {
    const block = new Block(index, start);
    if (index === this.blocks.length) this.blocks.push(block);
    else {
      this.blocks.splice(index, 0, block);
      this.renumber(index);
    }
    return block;
  }

  private cut(block: Block): void {
    const moved = block.items.splice(BLOCK);
    const start = block.start + moved[0]!.offset;
    const second = this.addBlock(block.index + 1, start);
    for (const item of moved) second.insert(item, second.items.length, item.offset + block.start);
    block.changed();
    if (this.unsettled.has(block)) this.unsettled.add(second);
    if (this.unheard.has(block)) this.unheard.add(second);
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
