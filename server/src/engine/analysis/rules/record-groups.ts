import type { Voorziening } from '../../delivery/record.ts';
import type { GroupKey } from '../../rules/rule.ts';
import { isBefore, type RecordSegment } from '../document/segment.ts';

const GROUP_KEYS: readonly GroupKey[] = ['bsn', 'registratienummer'];

/** The records with one value in common, in the order of the text. */
export interface RecordGroup {
  readonly key: GroupKey;
  readonly value: string;
  readonly records: readonly Voorziening[];
}

/**
 * Records by the values they have in common, and which of these groups are stale. Most records are alone in their
 * groups, so a group of one is the record itself.
 */
export class RecordGroups {
  private readonly maps: Record<GroupKey, Map<string, Voorziening | Voorziening[]>> = {
    bsn: new Map(),
    registratienummer: new Map(),
  };
  private readonly stale: Record<GroupKey, Stale> = { bsn: new Stale(), registratienummer: new Stale() };
  private readonly alone: Readonly<Record<GroupKey, boolean>>;

  /** @param checksSingleRecords whether rules apply to groups of one, too */
  constructor(checksSingleRecords: (key: GroupKey) => boolean) {
    this.alone = { bsn: checksSingleRecords('bsn'), registratienummer: checksSingleRecords('registratienummer') };
  }

  add(record: Voorziening): void {
    for (const key of GROUP_KEYS) {
      const value = record.value(key);
      if (value === undefined) continue;
      const group = this.maps[key].get(value);
      if (group === undefined) {
        this.maps[key].set(value, record);
        if (!this.alone[key]) continue;
      } else if (Array.isArray(group)) group.splice(placeIn(group, record), 0, record);
      else this.maps[key].set(value, precedes(group, record) ? [group, record] : [record, group]);
      this.stale[key].add(value);
    }
  }

  remove(record: Voorziening): void {
    for (const key of GROUP_KEYS) {
      const value = record.value(key);
      const group = value === undefined ? undefined : this.maps[key].get(value);
      if (group === undefined) continue;
      if (!Array.isArray(group) || group.length === 1) this.maps[key].delete(value!);
      else {
        group.splice(group.indexOf(record), 1);
        this.stale[key].add(value!);
      }
    }
  }

  get(key: GroupKey, value: string): readonly Voorziening[] {
    const group = this.maps[key].get(value);
    if (group === undefined) return [];
    return Array.isArray(group) ? group : [group];
  }

  /** The values of a key that there are records with. */
  valuesOf(key: GroupKey): IterableIterator<string> {
    return this.maps[key].keys();
  }

  invalidateAll(): void {
    for (const key of GROUP_KEYS) for (const value of this.maps[key].keys()) this.stale[key].add(value);
  }

  get hasStale(): boolean {
    return this.stale.bsn.size > 0 || this.stale.registratienummer.size > 0;
  }

  /**
   * The next stale group. What a rule says of records with one registratienummer may depend on what it says of those with
   * one BSN, so the latter come first and take the former along.
   */
  takeStale(): RecordGroup {
    const key = this.stale.bsn.size > 0 ? 'bsn' : 'registratienummer';
    const value = this.stale[key].take();
    const records = this.get(key, value);
    if (key === 'bsn' && records.length > 1) {
      for (const record of records) {
        const number = record.value('registratienummer');
        if (number !== undefined && Array.isArray(this.maps.registratienummer.get(number))) {
          this.stale.registratienummer.add(number);
        }
      }
    }
    return { key, value, records };
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
