import type { Voorziening } from '../../delivery/record.ts';
import type { GroupKey } from '../../rules/rule.ts';
import { isBefore, type RecordSegment } from '../document/segment.ts';

/** The records with one value in common, in the order of the text. */
export interface RecordGroup {
  readonly key: GroupKey;
  readonly value: string;
  readonly records: readonly Voorziening[];
}

/** The records of a document by the values they have in common. */
export interface Groups {
  add(record: Voorziening): void;
  remove(record: Voorziening): void;
  get(key: GroupKey, value: string): readonly Voorziening[];
  /** The values of a key that there are records with. */
  valuesOf(key: GroupKey): Iterable<string>;
  invalidateAll(): void;
  readonly hasStale: boolean;
  /** The next stale group. */
  takeStale(): RecordGroup;
}

/**
 * Records by the values they have in common, and which of these groups are stale. Most records are alone in their
 * groups, so a group of one is the record itself.
 */
export class RecordGroups implements Groups {
  private readonly groupings: ReadonlyMap<GroupKey, Grouping>;
  /** In the order in which stale groups are taken. */
  private readonly inOrder: readonly Grouping[];

  /** @param checksSingleRecords whether rules apply to groups of one, too */
  constructor(keys: readonly GroupKey[], checksSingleRecords: (key: GroupKey) => boolean) {
    const groupings = keys.map((key) => new Grouping(key, checksSingleRecords(key)));
    this.groupings = new Map(groupings.map((grouping) => [grouping.key, grouping]));
    this.inOrder = [...groupings.filter(({ key }) => key !== 'bsn'), this.groupings.get('bsn')!];
  }

  add(record: Voorziening): void {
    for (const grouping of this.inOrder) grouping.add(record);
  }

  remove(record: Voorziening): void {
    for (const grouping of this.inOrder) grouping.remove(record);
  }

  get(key: GroupKey, value: string): readonly Voorziening[] {
    return this.groupings.get(key)?.get(value) ?? [];
  }

  valuesOf(key: GroupKey): IterableIterator<string> {
    return this.groupings.get(key)!.groups.keys();
  }

  invalidateAll(): void {
    for (const { groups, stale } of this.inOrder) for (const value of groups.keys()) stale.add(value);
  }

  get hasStale(): boolean {
    return this.inOrder.some(({ stale }) => stale.size > 0);
  }

  /**
   * The next stale group. What a rule says of the records of one person may depend on what another says of those with one
   * registratienummer, so the latter come first and take the former along.
   */
  takeStale(): RecordGroup {
    const grouping = this.inOrder.find(({ stale }) => stale.size > 0)!;
    const value = grouping.stale.take();
    const records = grouping.get(value);
    const persons = this.groupings.get('bsn')!;
    if (grouping !== persons) for (const record of records) persons.invalidateGroupOf(record);
    return { key: grouping.key, value, records };
  }
}

/** The records by their values of one concept. */
class Grouping {
  readonly groups = new Map<string, Voorziening | Voorziening[]>();
  readonly stale = new Stale();

  constructor(
    readonly key: GroupKey,
    private readonly checksSingleRecords: boolean,
  ) {}

  add(record: Voorziening): void {
    const value = record.value(this.key);
    if (value === undefined) return;
    const group = this.groups.get(value);
    if (group === undefined) {
      this.groups.set(value, record);
      if (!this.checksSingleRecords) return;
    } else if (Array.isArray(group)) group.splice(placeIn(group, record), 0, record);
    else this.groups.set(value, precedes(group, record) ? [group, record] : [record, group]);
    this.stale.add(value);
  }

  remove(record: Voorziening): void {
    const value = record.value(this.key);
    const group = value === undefined ? undefined : this.groups.get(value);
    if (group === undefined) return;
    if (!Array.isArray(group) || group.length === 1) this.groups.delete(value!);
    else {
      group.splice(group.indexOf(record), 1);
      this.stale.add(value!);
    }
  }

  get(value: string): readonly Voorziening[] {
    const group = this.groups.get(value);
    if (group === undefined) return [];
    return Array.isArray(group) ? group : [group];
  }

  /** A record that is alone in its group depends on no other. */
  invalidateGroupOf(record: Voorziening): void {
    const value = record.value(this.key);
    if (value !== undefined && Array.isArray(this.groups.get(value))) this.stale.add(value);
  }
}

/** A stack of values, each once. */
class Stale {
  private readonly values = new Set<string>();
  private readonly stack: string[] = [];

  get size(): number {
    return this.stack.length;
  }

  add(value: string): void {
    if (this.values.has(value)) return;
    this.values.add(value);
    this.stack.push(value);
  }

  take(): string {
    const value = this.stack.pop()!;
    this.values.delete(value);
    return value;
  }
}

/** Where a record belongs among others; mostly behind them all. */
function placeIn(group: readonly Voorziening[], record: Voorziening): number {
  let low = 0;
  let high = group.length;
  if (high === 0 || precedes(group[high - 1]!, record)) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (precedes(group[middle]!, record)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function precedes(a: Voorziening, b: Voorziening): boolean {
  return a.owner === b.owner
    ? a.range.start < b.range.start
    : isBefore(a.owner as RecordSegment, b.owner as RecordSegment);
}
