import type { Voorziening } from '../delivery/record.ts';
import type { GroupKey } from '../rules/rule.ts';
import { GROUP_KEYS, type Groups } from './groups.ts';

/** The groups that have to be judged again while records leave and others come in. */
export class StaleGroups {
  private readonly stale = new Map<string, [GroupKey, string]>();

  constructor(private readonly groups: Groups) {}

  remove(record: Voorziening): void {
    this.mark(record);
    this.groups.remove(record);
  }

  add(record: Voorziening): void {
    this.groups.add(record);
    this.mark(record);
  }

  /**
   * All of them. What a rule says of records with one voorzieningnummer may hang on what it says of those with one
   * BSN, so the former go along with the latter.
   */
  all(): IterableIterator<[GroupKey, string]> {
    for (const [key, value] of [...this.stale.values()]) {
      if (key !== 'bsn') continue;
      for (const record of this.groups.get(key, value)) this.mark(record);
    }
    return this.stale.values();
  }

  private mark(record: Voorziening): void {
    for (const key of GROUP_KEYS) {
      const value = record.value(key);
      if (value !== undefined) this.stale.set(`${key} ${value}`, [key, value]);
    }
  }
}
