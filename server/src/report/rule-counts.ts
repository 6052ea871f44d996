import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { type Counts, total } from '../analysis/tally.ts';
import type { Standing } from '../packs/pack.ts';
import { RULES } from '../rules/registry.ts';
import type { Consequence, Rule, RuleCode, Severity } from '../rules/rule.ts';

/**
 * Whether a rule had its say: it did; the user switched it off; the pack doesn't map what it needs; or the document is
 * in no known pack, so that hardly any rule can look at it.
 */
export type RuleState = 'applied' | 'off' | 'unmapped' | 'noPack';

/** A rule, and how often it was broken. */
export interface RuleCount {
  readonly code: RuleCode;
  readonly name: string;
  readonly consequence: Consequence;
  readonly standing: readonly Standing[];
  /** Of a finding of this rule, unless that one says otherwise: as the user set it, else the rule's own. */
  readonly severity: Severity;
  readonly state: RuleState;
  readonly counts: Counts;
  readonly count: number;
  /** How many more the delivery suppresses. */
  readonly suppressed: number;
  /** It has findings that bear on the verdict: the user's setting of the severity doesn't change what CBS does. */
  readonly weighs: boolean;
}

interface Tally {
  readonly counts: Record<Severity, number>;
  suppressed: number;
  weighs: boolean;
}

/** All rules in the order of their codes. */
export function countByRule(analysis: DeliveryAnalysis): RuleCount[] {
  const tallies = new Map<RuleCode, Tally>(
    RULES.map(({ code }) => [code, { counts: { error: 0, warning: 0, information: 0 }, suppressed: 0, weighs: false }]),
  );
  for (const { code, severity, ownSeverity } of analysis.findings()) {
    const tally = tallies.get(code)!;
    tally.counts[severity]++;
    if (ownSeverity !== 'information') tally.weighs = true;
  }
  for (const { code, ownSeverity } of analysis.suppressedFindings()) {
    const tally = tallies.get(code)!;
    tally.suppressed++;
    if (ownSeverity !== 'information') tally.weighs = true;
  }
  return RULES.map((rule) => {
    const { code, name, consequence, standing } = rule;
    const { counts, suppressed, weighs } = tallies.get(code)!;
    const setting = analysis.settingOf(code);
    const count = total(counts);
    return {
      code,
      name,
      consequence,
      standing,
      severity: setting === undefined || setting === 'off' ? rule.severity : setting,
      state: stateOf(rule, analysis, count > 0),
      counts,
      count,
      suppressed,
      weighs: (consequence !== 'geen' && weighs) || (consequence === 'afkeur' && count > 0),
    };
  });
}

function stateOf(rule: Rule, analysis: DeliveryAnalysis, hasFindings: boolean): RuleState {
  if (analysis.settingOf(rule.code) === 'off') return 'off';
  if (analysis.choice.kind !== 'known') return hasFindings ? 'applied' : 'noPack';
  const { concepts } = analysis.choice.pack.manifest;
  return rule.needs.every((concept) => concepts[concept] !== undefined) ? 'applied' : 'unmapped';
}
