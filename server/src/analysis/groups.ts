import type { Voorziening } from '../delivery/record.ts';
import type { GroupKey } from '../rules/rule.ts';
import type { Item } from './part.ts';

export const GROUP_KEYS: readonly GroupKey[] = ['bsn', 'voorzieningnummer'];

/** Records by the values they have in common, in the order of the text. */
export class Groups {
  private readonly maps: Record<GroupKey, Map<string, Voorziening[]>> = {
    bsn: new Map(),
    voorzieningnummer: new Map(),
  };

  /** Takes in a record. */
  add(record: Voorziening): void {
    for (const key of GROUP_KEYS) {
      const value = record.value(key);
      if (value === undefined) continue;
      const group = this.maps[key].get(value);
      if (!group) this.maps[key].set(value, [record]);
      else group.splice(placeIn(group, record), 0, record);
    }
  }

  remove(record: Voorziening): void {
    for (const key of GROUP_KEYS) {
      const value = record.value(key);
      const group = value === undefined ? undefined : this.maps[key].get(value);
      if (!group) continue;
      if (group.length === 1) this.maps[key].delete(value!);
      else group.splice(group.indexOf(record), 1);
    }
  }

  get(key: GroupKey, value: string): readonly Voorziening[] {
    return this.maps[key].get(value) ?? [];
  }

  all(key: GroupKey): IterableIterator<[string, readonly Voorziening[]]> {
    return this.maps[key].entries();
  }
}

/** Where a record belongs among others; mostly behind them all. */
function placeIn(group: readonly Voorziening[], record: Voorziening): number {
  let low = 0;
  let high = group.length;
  if (isBefore(group[high - 1]!, record)) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(group[middle]!, record)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBefore(a: Voorziening, b: Voorziening): boolean {
  if (a.owner !== b.owner) return (a.owner as Item).index < (b.owner as Item).index;
  return a.range.start < b.range.start;
}
