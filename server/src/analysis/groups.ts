import type { Voorziening } from '../delivery/record.ts';
import type { GroupKey } from '../rules/rule.ts';
import { type Item, isBefore } from './part.ts';

const GROUP_KEYS: readonly GroupKey[] = ['bsn', 'voorzieningnummer'];

/** The records with one value in common, in the order of the text. */
export interface Group {
  readonly key: GroupKey;
  readonly value: string;
  readonly records: readonly Voorziening[];
}

interface OwnGroup extends Group {
  readonly records: Voorziening[];
  /** It has to be judged again. */
  stale: boolean;
}

/** Records by the values they have in common, and which of these groups have to be judged again. */
export class Groups {
  private readonly maps: Record<GroupKey, Map<string, OwnGroup>> = { bsn: new Map(), voorzieningnummer: new Map() };
  private readonly stale: Record<GroupKey, OwnGroup[]> = { bsn: [], voorzieningnummer: [] };

  add(record: Voorziening): void {
    for (const key of GROUP_KEYS) {
      const value = record.value(key);
      if (value === undefined) continue;
      let group = this.maps[key].get(value);
      if (group) group.records.splice(placeIn(group.records, record), 0, record);
      else {
        group = { key, value, records: [record], stale: false };
        this.maps[key].set(value, group);
      }
      this.mark(group);
    }
  }

  remove(record: Voorziening): void {
    for (const key of GROUP_KEYS) {
      const value = record.value(key);
      const group = value === undefined ? undefined : this.maps[key].get(value);
      if (!group) continue;
      group.records.splice(group.records.indexOf(record), 1);
      if (group.records.length === 0) this.maps[key].delete(value!);
      this.mark(group);
    }
  }

  get(key: GroupKey, value: string): readonly Voorziening[] {
    return this.maps[key].get(value)?.records ?? [];
  }

  valuesOf(key: GroupKey): Iterable<string> {
    return this.maps[key].keys();
  }

  /** All have to be judged again. */
  markAll(): void {
    for (const key of GROUP_KEYS) for (const group of this.maps[key].values()) this.mark(group);
  }

  get hasStale(): boolean {
    return GROUP_KEYS.some((key) => this.stale[key].length > 0);
  }

  /**
   * The next group that has to be judged again. What a rule says of records with one voorzieningnummer may hang on
   * what it says of those with one BSN, so the latter come first and take the former along.
   */
  takeStale(): Group | undefined {
    const group = this.stale.bsn.pop();
    if (!group) {
      const numbered = this.stale.voorzieningnummer.pop();
      if (numbered) numbered.stale = false;
      return numbered;
    }
    group.stale = false;
    for (const record of group.records) {
      const value = record.value('voorzieningnummer');
      const numbered = value === undefined ? undefined : this.maps.voorzieningnummer.get(value);
      if (numbered) this.mark(numbered);
    }
    return group;
  }

  private mark(group: OwnGroup): void {
    if (group.stale) return;
    group.stale = true;
    this.stale[group.key].push(group);
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
  return a.owner === b.owner ? a.range.start < b.range.start : isBefore(a.owner as Item, b.owner as Item);
}
