import type { Voorziening } from '../delivery/record.ts';
import type { GroupKey } from '../rules/rule.ts';

/** Records by the values they have in common, in the order of the text. */
export class Groups {
  private readonly maps: Record<GroupKey, Map<string, Voorziening[]>> = {
    bsn: new Map(),
    voorzieningnummer: new Map(),
  };

  /** Takes in a record that comes after all those taken in before. */
  add(record: Voorziening): void {
    for (const key of ['bsn', 'voorzieningnummer'] as const) {
      const value = record.value(key);
      if (value === undefined) continue;
      const group = this.maps[key].get(value);
      if (group) group.push(record);
      else this.maps[key].set(value, [record]);
    }
  }

  get(key: GroupKey, value: string): readonly Voorziening[] {
    return this.maps[key].get(value) ?? [];
  }

  all(key: GroupKey): IterableIterator<readonly Voorziening[]> {
    return this.maps[key].values();
  }
}
