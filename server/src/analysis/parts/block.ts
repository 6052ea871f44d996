import type { Tally } from '../tally.ts';
import type { Item } from './part.ts';

/** What is known of the findings of a block's items. */
export interface BlockSummary {
  readonly tally: Tally;
  /** Of what there is to say of the suppressions in it. */
  readonly notices: Tally;
  /** The rules that have a finding in it, suppressed or not. */
  readonly codes: ReadonlySet<string>;
}

/** Consecutive items. What it holds counts from its own start, so that an edit elsewhere moves that start alone. */
export class Block {
  readonly items: Item[] = [];
  /** Kept up to date by the index as far as it is asked for. */
  recordsBefore = 0;
  private knownRecords: number | undefined;
  /** undefined where it is to be made anew. */
  summary: BlockSummary | undefined;

  constructor(
    /** Its place among the blocks. */
    public index: number,
    /** Where it starts in the text: where its first item does. */
    public start: number,
  ) {}

  get recordCount(): number {
    this.knownRecords ??= this.items.reduce((count, item) => count + item.recordCount, 0);
    return this.knownRecords;
  }

  /** Its items have other findings, or other records. */
  changed(): void {
    this.summary = undefined;
    this.knownRecords = undefined;
  }

  /** The last item that starts at or before an offset that is not before the block. */
  at(offset: number): Item {
    const within = offset - this.start;
    let low = 0;
    let high = this.items.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.items[middle]!.offset <= within) low = middle;
      else high = middle - 1;
    }
    return this.items[low]!;
  }

  insert(item: Item, place: number, start: number): void {
    if (place === 0) this.moveStart(start);
    item.block = this;
    item.offset = start - this.start;
    if (place === this.items.length) this.items.push(item);
    else this.items.splice(place, 0, item);
    this.renumber(place);
  }

  remove(place: number): void {
    this.items.splice(place, 1);
    const [first] = this.items;
    if (place === 0 && first) this.moveStart(this.start + first.offset);
    this.renumber(place);
  }

  /** Items from a place on move by `delta`. */
  shift(place: number, delta: number): void {
    for (let i = place; i < this.items.length; i++) this.items[i]!.offset += delta;
  }

  private moveStart(start: number): void {
    this.shift(0, this.start - start);
    this.start = start;
  }

  private renumber(from: number): void {
    for (let i = from; i < this.items.length; i++) this.items[i]!.place = i;
    this.changed();
  }
}
