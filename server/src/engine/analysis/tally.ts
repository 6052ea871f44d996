import { ruleOf } from '../rules/registry.ts';
import type { Finding, Severity } from '../rules/rule.ts';

/** What CBS would do with the file: accept it, get in touch, or reject it; or that nobody can tell. */
export type Verdict = 'goedgekeurd' | 'contact' | 'niet-te-beoordelen' | 'afkeur';

export type Counts = Readonly<Record<Severity, number>>;

/** How many findings there are of each severity to be seen, and what CBS would do because of all of them. */
export interface Tally extends Counts {
  /** How many more the delivery suppresses. CBS doesn't read its comments, so the verdict counts them. */
  readonly suppressed: number;
  readonly verdict: Verdict;
}

export function total(counts: Counts): number {
  return counts.error + counts.warning + counts.information;
}

/** The verdict on a delivery is the last of these that there is a finding for. */
const ORDER: readonly Verdict[] = ['goedgekeurd', 'contact', 'niet-te-beoordelen', 'afkeur'];

export const NO_FINDINGS: Tally = { error: 0, warning: 0, information: 0, suppressed: 0, verdict: 'goedgekeurd' };

export function tallyOf(findings: Iterable<Finding>, isSuppressed: (finding: Finding) => boolean): Tally {
  let tally: Mutable<Tally> | undefined;
  for (const finding of findings) {
    tally ??= { ...NO_FINDINGS };
    tally.verdict = worse(tally.verdict, verdictOn(finding));
    if (!finding.isOff) tally[isSuppressed(finding) ? 'suppressed' : finding.severity]++;
  }
  return tally ?? NO_FINDINGS;
}

/**
 * A late update is allowed, so what is only information changes nothing of the verdict, and where a schema is said to
 * lie is nothing to CBS; and CBS doesn't know the rules
 * of the user's own. A mistake that is not to be seen, since its rule is off, makes no better headline.
 */
function verdictOn({ code, defaultSeverity, isOff }: Finding): Verdict {
  const consequence = ruleOf(code)?.consequence;
  if (consequence === 'niet-te-beoordelen' || isOff) return 'niet-te-beoordelen';
  if (consequence === 'afkeur') return defaultSeverity === 'information' ? 'goedgekeurd' : 'afkeur';
  return consequence === 'contact' && defaultSeverity !== 'information' ? 'contact' : 'goedgekeurd';
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function addTallies(a: Tally, b: Tally): Tally {
  if (a === NO_FINDINGS) return b;
  if (b === NO_FINDINGS) return a;
  return {
    error: a.error + b.error,
    warning: a.warning + b.warning,
    information: a.information + b.information,
    suppressed: a.suppressed + b.suppressed,
    verdict: worse(a.verdict, b.verdict),
  };
}

function worse(a: Verdict, b: Verdict): Verdict {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}
