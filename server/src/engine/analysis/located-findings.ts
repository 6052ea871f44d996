import type { Finding, Severity } from '../rules/rule.ts';
import { compareTexts } from '../text/ascending.ts';
import type { TextRange } from '../text/text-range.ts';
import { shift } from '../text/text-range.ts';
import type { CheckedText } from './checked-text.ts';
import type { DeliveryAnalysis } from './delivery-analysis.ts';

/** A finding with its place in the text. */
export interface LocatedFinding {
  readonly finding: Finding;
  readonly range: TextRange;
}

const NONE: readonly never[] = [];

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information'];

/** The visible findings in the order of the text; of those at one place the most severe first. */
export function locateFindings(analysis: CheckedText): LocatedFinding[] {
  return locateIn(analysis.findings(), analysis);
}

/** Some of the findings of a text, in its order. */
export function locateIn(findings: Iterable<Finding>, analysis: CheckedText): LocatedFinding[] {
  return Array.from(findings, (finding) => locate(finding, analysis)).sort(inOrder);
}

/**
 * The visible findings in the order of the text, one by one: of a text that is read in pages, what is known of one may be
 * let go of when the next is asked for.
 */
export function* eachFinding(analysis: CheckedText): Generator<LocatedFinding> {
  for (const findings of analysis.findingsInGroups()) yield* locatedInOrder(findings, analysis);
}

/** The same of the suppressed ones. */
export function* eachSuppressed(analysis: DeliveryAnalysis): Generator<LocatedFinding> {
  for (const findings of analysis.suppressedInGroups()) yield* locatedInOrder(findings, analysis);
}

/** The `limit` most severe of them. */
export function* eachOfMostSevere(analysis: CheckedText, limit: number): Generator<LocatedFinding> {
  const left = { error: 0, warning: 0, information: 0 };
  const { tally } = analysis;
  let most = limit;
  for (const severity of SEVERITIES) {
    left[severity] = Math.min(most, tally[severity]);
    most -= left[severity];
  }
  let wanted = limit - most;
  if (wanted === 0) return;
  for (const located of eachFinding(analysis)) {
    if (left[located.finding.severity]-- <= 0) continue;
    yield located;
    if (--wanted === 0) return;
  }
}

/** The suppressed findings in the order of the text. */
export function locateSuppressed(analysis: DeliveryAnalysis): LocatedFinding[] {
  return locateIn(analysis.suppressedFindings(), analysis);
}

/** The `limit` most severe findings, in the order of the text. Visits no more segments than needed. */
export function mostSevere(analysis: CheckedText, limit: number): LocatedFinding[] {
  const chosen: LocatedFinding[] = [];
  for (const severity of SEVERITIES) {
    for (const findings of analysis.findingsOf(severity)) {
      for (const located of locateIn(findings, analysis)) chosen.push(located);
      if (chosen.length >= limit) return chosen.slice(0, limit).sort(inOrder);
    }
  }
  return chosen.sort(inOrder);
}

function locatedInOrder(findings: readonly Finding[], analysis: CheckedText): readonly LocatedFinding[] {
  if (findings.length === 0) return NONE;
  return findings.map((finding) => locate(finding, analysis)).sort(inOrder);
}

function locate(finding: Finding, analysis: CheckedText): LocatedFinding {
  return { finding, range: shift(finding.range, analysis.startOf(finding.owner)) };
}

function inOrder(a: LocatedFinding, b: LocatedFinding): number {
  return (
    a.range.start - b.range.start ||
    a.range.end - b.range.end ||
    SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity) ||
    compareTexts(a.finding.code, b.finding.code)
  );
}
