import { ruleOf } from '../rules/registry.ts';
import type { Finding, Severity } from '../rules/rule.ts';
import type { TextRange } from '../text/text-range.ts';
import { shift } from '../text/text-range.ts';
import type { DeliveryAnalysis } from './delivery-analysis.ts';

/** What CBS would do with the file: accept it, get in touch, or reject it. */
export type Verdict = 'goedgekeurd' | 'contact' | 'afkeur';

/** A finding with its place in the text. */
export interface LocatedFinding {
  readonly finding: Finding;
  readonly range: TextRange;
}

export type Counts = Readonly<Record<Severity, number>>;

const WEIGHT: Record<Severity, number> = { error: 0, warning: 1, information: 2 };

/** All findings in the order of the text; of those at one place the most severe first. */
export function locateFindings(analysis: DeliveryAnalysis): LocatedFinding[] {
  const located = Array.from(analysis.findings(), (finding) => ({
    finding,
    range: shift(finding.range, analysis.startOf(finding.owner)),
  }));
  return located.sort(inOrder);
}

function inOrder(a: LocatedFinding, b: LocatedFinding): number {
  return (
    a.range.start - b.range.start ||
    a.range.end - b.range.end ||
    WEIGHT[a.finding.severity] - WEIGHT[b.finding.severity] ||
    (a.finding.code < b.finding.code ? -1 : a.finding.code > b.finding.code ? 1 : 0)
  );
}

/** At most `limit` findings, the most severe ones, in the order of the text. */
export function mostSevere(findings: readonly LocatedFinding[], limit: number): readonly LocatedFinding[] {
  if (findings.length <= limit) return findings;
  const bySeverity = [...findings].sort((a, b) => WEIGHT[a.finding.severity] - WEIGHT[b.finding.severity]);
  return bySeverity.slice(0, limit).sort(inOrder);
}

export function countFindings(findings: readonly LocatedFinding[]): Counts {
  const counts = { error: 0, warning: 0, information: 0 };
  for (const { finding } of findings) counts[finding.severity]++;
  return counts;
}

/** A late update is allowed, so what is only information changes nothing. */
export function verdictOf(findings: readonly LocatedFinding[]): Verdict {
  if (findings.some(({ finding }) => ruleOf(finding.code).consequence === 'afkeur')) return 'afkeur';
  return findings.some(({ finding }) => finding.ownSeverity !== 'information') ? 'contact' : 'goedgekeurd';
}
