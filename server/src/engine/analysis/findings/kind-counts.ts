import type { Pack } from '../../packs/load-pack.ts';
import { type FindingKind, kindOf } from '../../rules/finding-kind.ts';
import type { Finding, Severity } from '../../rules/rule.ts';

/** A kind of problem, and how often it is there. */
export interface KindCount {
  readonly kind: FindingKind;
  /** The most severe that a finding of it has. */
  readonly severity: Severity;
  readonly count: number;
  /** The same, where a finding that tells of many at once counts for all of these. */
  readonly weight: number;
  /** How many records have it; 0 where it is of no record. */
  readonly records: number;
}

interface Counted {
  readonly kind: FindingKind;
  severity: Severity;
  count: number;
  weight: number;
  readonly records: Set<object>;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information'];

/** Findings by kind: the most severe first, of these the most frequent. */
export function countByKind(findings: Iterable<Finding>, pack: Pack | undefined): KindCount[] {
  const kinds = new Map<string, Counted>();
  for (const finding of findings) {
    const kind = kindOf(finding, pack);
    const { severity, record } = finding;
    const known = kinds.get(kind.id);
    const counted = known ?? { kind, severity, count: 0, weight: 0, records: new Set<object>() };
    if (!known) kinds.set(kind.id, counted);
    counted.count++;
    counted.weight += kind.standsFor;
    if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(counted.severity)) counted.severity = severity;
    if (record) counted.records.add(record);
  }
  return [...kinds.values()].map((counted) => ({ ...counted, records: counted.records.size })).sort(inOrder);
}

function inOrder(a: KindCount, b: KindCount): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.weight - a.weight ||
    (a.kind.id < b.kind.id ? -1 : a.kind.id > b.kind.id ? 1 : 0)
  );
}
