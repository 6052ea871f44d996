import type { Pack } from '../../packs/load-pack.ts';
import { type FindingKind, kindOf } from '../../rules/finding-kind.ts';
import type { Finding, Severity } from '../../rules/rule.ts';
import { compareTexts } from '../../text/ascending.ts';

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
  records: number;
  /** What was found on last, and its records that have one. */
  owner: object | undefined;
  readonly ofOwner: Set<object>;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information'];

/**
 * Findings by kind: the most severe first, of these the most frequent.
 * @param findings those of one owner behind each other: a record is counted once, and none is kept
 */
export function countByKind(findings: Iterable<Finding>, pack: Pack | undefined): KindCount[] {
  const counter = new KindCounter(pack);
  for (const finding of findings) counter.add(finding);
  return counter.counts;
}

/** The same of findings that are gone through for something else. */
export class KindCounter {
  private readonly kinds = new Map<string, Counted>();

  constructor(private readonly pack: Pack | undefined) {}

  add(finding: Finding): void {
    const { kinds, pack } = this;
    const kind = kindOf(finding, pack);
    const { severity, record } = finding;
    const known = kinds.get(kind.id);
    const counted = known ?? {
      kind,
      severity,
      count: 0,
      weight: 0,
      records: 0,
      owner: undefined,
      ofOwner: new Set<object>(),
    };
    if (!known) kinds.set(kind.id, counted);
    counted.count++;
    counted.weight += kind.standsFor;
    if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(counted.severity)) counted.severity = severity;
    if (!record) return;
    const { owner } = record;
    if (counted.owner !== owner) counted.ofOwner.clear();
    counted.owner = owner;
    if (counted.ofOwner.has(record)) return;
    counted.ofOwner.add(record);
    counted.records++;
  }

  get counts(): KindCount[] {
    return [...this.kinds.values()]
      .map(({ kind, severity, count, weight, records }) => ({ kind, severity, count, weight, records }))
      .sort(inOrder);
  }
}

function inOrder(a: KindCount, b: KindCount): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.weight - a.weight ||
    compareTexts(a.kind.id, b.kind.id)
  );
}
