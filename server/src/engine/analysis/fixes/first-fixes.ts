import type { Pack } from '../../packs/load-pack.ts';
import { kindOf } from '../../rules/finding-kind.ts';
import type { Finding, Fix } from '../../rules/rule.ts';
import type { CheckedText } from '../checked-text.ts';

/** Of each kind of problem so many findings have fixes: to work these out takes longer than to find what is wrong. */
export const MOST_WITH_FIXES = 1_000;

/** The fixes of findings that are gone through one by one, of the first of each kind. */
export class FirstFixes {
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly checked: CheckedText,
    private readonly pack: Pack | undefined,
  ) {}

  /** Asked once for each finding. */
  of(finding: Finding): readonly Fix[] {
    const { id } = kindOf(finding, this.pack);
    const count = (this.counts.get(id) ?? 0) + 1;
    this.counts.set(id, count);
    return count > MOST_WITH_FIXES ? [] : this.checked.fixesOf(finding);
  }
}
