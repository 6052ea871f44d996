import type { Voorziening } from '../../delivery/record.ts';
import type { Pack } from '../../packs/load-pack.ts';
import type { GroupKey } from '../../rules/rule.ts';
import type { Groups, RecordGroup } from '../rules/record-groups.ts';
import { type RecordLoader, StoredRecords } from './stored-records.ts';
import { ValueIndex } from './value-index.ts';

/** Finds the records of segments that are at hand, and brings back others. */
export interface PageLoader extends RecordLoader {
  /** The record at a place among all, where its segment is at hand. */
  heldRecord(index: number): Voorziening | undefined;
}

/** So many records that were made again, up to twice as many, are the same objects when they are asked for once more. */
const KEPT = 1_024;

/** One of the ways in which records are grouped. */
export interface Grouping {
  readonly key: GroupKey;
  readonly index: ValueIndex;
  readonly checksSingleRecords: boolean;
}

/** A group by its number, which is that of its value in the index of the key. */
export interface PagedGroup extends RecordGroup {
  readonly grouping: Grouping;
  readonly number: number;
}

/**
 * The records of a delivery whose text is read in pages: all that rules across records need of them, in few bytes. They
 * come in the order of the text, and none goes.
 */
export class PagedRecords implements Groups {
  /** In the order in which groups are judged. */
  groupings: readonly Grouping[] = [];
  private stored!: StoredRecords;
  /** Made again, by their places; and those that were made before these. */
  private live = new Map<number, Voorziening>();
  private older: ReadonlyMap<number, Voorziening> = new Map();
  /** Of those whose segments were at hand. */
  private readonly places = new WeakMap<Voorziening, number>();
  /** The group to judge next: the place of its grouping, and its number. */
  private grouping = 0;
  private number = 0;
  loader!: PageLoader;

  constructor(
    private readonly pack: Pack,
    private readonly keys: readonly GroupKey[],
    private readonly checksSingleRecords: (key: GroupKey) => boolean,
  ) {
    this.clear();
  }

  clear(): void {
    const inOrder = [...this.keys.filter((key) => key !== 'bsn'), 'bsn' as const];
    this.groupings = inOrder.map((key) => ({
      key,
      index: new ValueIndex(),
      checksSingleRecords: this.checksSingleRecords(key),
    }));
    this.stored = new StoredRecords(this.pack, {
      ownerOf: (index) => this.loader.ownerOf(index),
      startOf: (index) => this.loader.startOf(index),
      valueOf: (index, concept) => this.loader.valueOf(index, concept),
    });
    this.live = new Map();
    this.older = this.live;
    this.invalidateAll();
  }

  get length(): number {
    return this.stored.length;
  }

  add(record: Voorziening): void {
    this.stored.push(record);
    for (const { key, index } of this.groupings) index.push(record.value(key));
  }

  remove(): void {
    throw new Error('no record goes from a text that is not edited');
  }

  /** The record at a place among all: the same object as long as it is in use. */
  at(index: number): Voorziening {
    const held = this.loader.heldRecord(index);
    if (held) {
      this.places.set(held, index);
      return held;
    }
    const known = this.liveAt(index);
    if (known) return known;
    const record = this.stored.at(index);
    if (this.live.size >= KEPT) {
      this.older = this.live;
      this.live = new Map();
    }
    this.live.set(index, record);
    return record;
  }

  /** The same, to be kept: another object each time. */
  copyAt(index: number): Voorziening {
    return this.stored.at(index);
  }

  /** The record that was made again for a place and is in use; undefined for none. */
  liveAt(index: number): Voorziening | undefined {
    return this.live.get(index) ?? this.older.get(index);
  }

  /** The mask of a record. */
  maskOf(index: number): number {
    return this.stored.at(index).parts!.refused;
  }

  /** The place of a record that {@link at} has given. */
  placeOf(record: Voorziening): number {
    return record.distantIndex ?? this.places.get(record)!;
  }

  get(key: GroupKey, value: string): readonly Voorziening[] {
    const { index } = this.groupings.find((one) => one.key === key) ?? {};
    const number = index?.numberOf(value) ?? -1;
    return number < 0 ? [] : this.recordsOf(index!, number).filter((record) => record.value(key) === value);
  }

  *valuesOf(key: GroupKey): Generator<string> {
    const { index } = this.groupings.find((one) => one.key === key)!;
    for (let number = 0; number < index.size; number++) yield this.at(index.recordIn(number, 0)).value(key)!;
  }

  invalidateAll(): void {
    this.grouping = 0;
    this.number = 0;
  }

  /** Asked when all records are there. */
  get hasStale(): boolean {
    for (; this.grouping < this.groupings.length; this.grouping++, this.number = 0) {
      const { index, checksSingleRecords } = this.groupings[this.grouping]!;
      for (; this.number < index.size; this.number++) {
        if (checksSingleRecords || index.sizeOf(this.number) > 1) return true;
      }
    }
    return false;
  }

  takeStale(): PagedGroup {
    return this.group(this.groupings[this.grouping]!, this.number++);
  }

  group(grouping: Grouping, number: number): PagedGroup {
    const { key, index } = grouping;
    const all = this.recordsOf(index, number);
    const value = all[0]!.value(key)!;
    // Two values with the same bits.
    const records = all.every((record) => record.value(key) === value) ? all : [];
    return { key, value, records, grouping, number };
  }

  private recordsOf(index: ValueIndex, number: number): Voorziening[] {
    const records: Voorziening[] = [];
    for (let place = 0, size = index.sizeOf(number); place < size; place++)
      records.push(this.at(index.recordIn(number, place)));
    return records;
  }
}
