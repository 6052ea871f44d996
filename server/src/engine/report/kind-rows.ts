import type { CheckedText } from '../analysis/checked-text.ts';
import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { countByKind } from '../analysis/findings/kind-counts.ts';
import { eachFinding } from '../analysis/located-findings.ts';
import { formatMessage, hasMessage, type Message } from '../messages/message.ts';
import type { Pack } from '../packs/load-pack.ts';
import { type FindingKind, kindOf } from '../rules/finding-kind.ts';
import { ruleOf } from '../rules/registry.ts';
import type { Consequence, Finding, Severity } from '../rules/rule.ts';
import { type FindingRow, findingRow } from './finding-rows.ts';
import type { ReportOptions } from './report-options.ts';

/** A kind of problem: what the findings have in common that need the same to be done. */
export interface KindRow {
  /** See `FindingKind`. */
  readonly id: string;
  readonly code: string;
  readonly title: string;
  /** The most severe that one of it has. */
  readonly severity: Severity;
  /** undefined for a custom rule. */
  readonly consequence: Consequence | undefined;
  /** The name of the rule; undefined for a custom one. */
  readonly rule: string | undefined;
  /** How many findings. */
  readonly count: number;
  /** The same, where a finding that tells of many at once counts for all of these. */
  readonly weight: number;
  /** How many records have one; 0 where it is of no record. */
  readonly records: number;
  /** What to do about it, in a sentence or two; undefined for a custom rule. */
  readonly advice: string | undefined;
  /** The first ones, in the order of the text. */
  readonly findings: readonly FindingRow[];
}

/** The findings by kind: worst first, of these the most. */
export function kindRows(
  analysis: DeliveryAnalysis,
  checked: CheckedText,
  pack: Pack | undefined,
  options: ReportOptions,
): KindRow[] {
  const { maxFindings } = options;
  const first = new Map<string, FindingRow[]>();
  // One by one: of a large file no finding is kept.
  function* taken(): Generator<Finding> {
    for (const located of options.findings?.all() ?? eachFinding(checked)) {
      yield located.finding;
      if (maxFindings === 0) continue;
      const { id } = kindOf(located.finding, pack);
      const rows = first.get(id) ?? [];
      if (rows.length === 0) first.set(id, rows);
      if (rows.length < maxFindings) rows.push(findingRow(located, analysis, options));
    }
  }
  return countByKind(taken(), pack).map(({ kind, severity, count, weight, records }) => {
    const rule = ruleOf(kind.code);
    const advice = adviceOn(kind);
    return {
      id: kind.id,
      code: kind.code,
      title: formatMessage(kind.title, options),
      severity,
      consequence: rule?.consequence,
      rule: rule?.name[options.language],
      count,
      weight,
      records,
      advice: advice && formatMessage(advice, options),
      findings: first.get(kind.id) ?? [],
    };
  });
}

/** What to do about a kind of problem, said to who registers and delivers; undefined for a custom rule. */
export function adviceOn({ id, code }: FindingKind): Message | undefined {
  const said = id.split('/')[1];
  return [`advice.${code}.${said}`, `advice.${code}`].filter(hasMessage).map((key) => ({ key }))[0];
}
