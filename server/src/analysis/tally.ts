import { ruleOf } from '../rules/registry.ts';
import type { Finding, Severity } from '../rules/rule.ts';

/** What CBS would do with the file: accept it, get in touch, or reject it. */
export type Verdict = 'goedgekeurd' | 'contact' | 'afkeur';

export type Counts = Readonly<Record<Severity, number>>;

/** How many findings there are of each severity, and what CBS would do because of them. */
export interface Tally extends Counts {
  readonly verdict: Verdict;
}

export function total(counts: Counts): number {
  return counts.error + counts.warning + counts.information;
}

const ORDER: readonly Verdict[] = ['goedgekeurd', 'contact', 'afkeur'];

export const NO_FINDINGS: Tally = { error: 0, warning: 0, information: 0, verdict: 'goedgekeurd' };

/** A late update is allowed, so what is only information changes nothing of the verdict. */
export function tallyOf(findings: Iterable<Finding>): Tally {
  let tally = NO_FINDINGS;
  for (const { code, severity, ownSeverity } of findings) {
    const own =
      ruleOf(code).consequence === 'afkeur' ? 'afkeur' : ownSeverity === 'information' ? 'goedgekeurd' : 'contact';
    tally = { ...tally, [severity]: tally[severity] + 1, verdict: worse(tally.verdict, own) };
  }
  return tally;
}

export function addTallies(a: Tally, b: Tally): Tally {
  if (a === NO_FINDINGS) return b;
  if (b === NO_FINDINGS) return a;
  return {
    error: a.error + b.error,
    warning: a.warning + b.warning,
    information: a.information + b.information,
    verdict: worse(a.verdict, b.verdict),
  };
}

function worse(a: Verdict, b: Verdict): Verdict {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}
