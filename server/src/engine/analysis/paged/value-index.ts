import { Numbers } from './numbers.ts';

/** Of a table so many places at most are taken, as a share. */
const FULL = 0.6;

/**
 * Which records have a value in common, by the places of the records among all. Values are known by 64 bits that follow
 * from them: that two others have the same is as good as impossible, and whoever gets records for a value looks at it.
 */
export class ValueIndex {
  /** By the number of a group: the two halves of its value's bits. */
  private readonly lower = new Numbers();
  private readonly upper = new Numbers();
  /** Of each record the number of its group; -1 where it has no value. */
  private readonly groups = new Numbers();
  /** Numbers of groups, plus 1, in the place that their bits call for or in the next free one. */
  private table = new Int32Array(1_024);
  private members: { readonly starts: Int32Array; readonly records: Int32Array } | undefined;

  /** Takes the value of the next record. */
  push(value: string | undefined): void {
    this.members = undefined;
    this.groups.push(value === undefined ? -1 : this.numberFor(value));
  }

  /** How many groups there are. */
  get size(): number {
    return this.lower.length;
  }

  /** The number of the group of a record; -1 for none. */
  groupOf(record: number): number {
    return this.groups.at(record);
  }

  /** The number of the group with a value; -1 where there is none. */
  numberOf(value: string): number {
    const { low, high } = bitsOf(value);
    return this.table[this.placeFor(low, high)]! - 1;
  }

  sizeOf(group: number): number {
    const { starts } = this.inOrder;
    return starts[group + 1]! - starts[group]!;
  }

  /** The record at a place in a group, in the order of the text. */
  recordIn(group: number, place: number): number {
    const { starts, records } = this.inOrder;
    return records[starts[group]! + place]!;
  }

  /** The number of the group with a value, be it a new one. */
  numberFor(value: string): number {
    const { low, high } = bitsOf(value);
    const place = this.placeFor(low, high);
    const known = this.table[place]!;
    if (known > 0) return known - 1;
    this.lower.push(low);
    this.upper.push(high);
    this.table[place] = this.size;
    if (this.size > FULL * this.table.length) this.enlarge();
    return this.size - 1;
  }

  private placeFor(low: number, high: number): number {
    const mask = this.table.length - 1;
    for (let place = low & mask; ; place = (place + 1) & mask) {
      const number = this.table[place]! - 1;
      if (number < 0 || (this.lower.at(number) === low && this.upper.at(number) === high)) return place;
    }
  }

  private enlarge(): void {
    this.table = new Int32Array(2 * this.table.length);
    for (let number = 0; number < this.size; number++) {
      this.table[this.placeFor(this.lower.at(number), this.upper.at(number))] = number + 1;
    }
  }

  /** Made when all records are there. */
  private get inOrder() {
    if (this.members) return this.members;
    const starts = new Int32Array(this.size + 1);
    let count = 0;
    for (let record = 0; record < this.groups.length; record++) {
      const group = this.groups.at(record);
      if (group < 0) continue;
      starts[group + 1]!++;
      count++;
    }
    for (let group = 0; group < this.size; group++) starts[group + 1]! += starts[group]!;
    const next = starts.slice();
    const records = new Int32Array(count);
    for (let record = 0; record < this.groups.length; record++) {
      const group = this.groups.at(record);
      if (group >= 0) records[next[group]!++] = record;
    }
    this.members = { starts, records };
    return this.members;
  }
}

/** How often each of many values came, known as in {@link ValueIndex}. */
export class ValueCounts {
  private readonly index = new ValueIndex();
  private readonly counts = new Numbers();

  /** @returns how often it has come, this time included */
  add(value: string): number {
    const number = this.index.numberFor(value);
    if (number === this.counts.length) this.counts.push(0);
    const count = this.counts.at(number) + 1;
    this.counts.set(number, count);
    return count;
  }
}

function bitsOf(value: string): { readonly low: number; readonly high: number } {
  let low = 0x811c9dc5 | 0;
  let high = 0x2545f491 | 0;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high + code, 0x5bd1e995) ^ (high >>> 13);
  }
  // The lower bits are to hang on all of the value.
  low = Math.imul(low ^ (low >>> 15), 0x2c1b3c6d);
  return { low: low ^ (low >>> 12), high };
}
