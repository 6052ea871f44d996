import type { CheckedText } from '../analysis/checked-text.ts';
import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { type NotCheckedReason, whyNot } from '../analysis/not-checked.ts';
import { type Counts, total } from '../analysis/tally.ts';
import type { Language } from '../messages/message.ts';
import { RULES } from '../rules/registry.ts';
import type { Consequence, Finding, Severity } from '../rules/rule.ts';
import type { RuleProvenance } from '../rules/rule-metadata.ts';

/** Whether a rule had its say, and if not, why. */
export type RuleState = 'applied' | NotCheckedReason;

/** A rule, and how often it was broken. */
export interface RuleCount {
  readonly code: string;
  /** Of a custom rule, what its file calls itself, or that file's name. */
  readonly name: string;
  /** undefined for a custom rule. */
  readonly consequence: Consequence | undefined;
  readonly provenance: readonly RuleProvenance[];
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

/** A finding of these bears on the verdict, whatever its severity. */
const REJECTING: ReadonlySet<Consequence> = new Set(['afkeur', 'niet-te-beoordelen']);

interface Tally {
  readonly counts: Record<Severity, number>;
  suppressed: number;
  weighs: boolean;
}

/**
 * All rules in the order of their codes, and behind them those of the user's own that were broken.
 * @param language of the rules' names
 * @param checked what has the findings, where that is not the delivery
 */
export function countByRule(
  analysis: DeliveryAnalysis,
  language: Language,
  checked: CheckedText = analysis,
): RuleCount[] {
  const tallies = new Map(RULES.map(({ code }) => [code as string, newTally()]));
  const own = new Map<string, Finding>();
  const tallyFor = (finding: Finding): Tally => {
    const { code, defaultSeverity } = finding;
    const tally = tallies.get(code) ?? newTally();
    tallies.set(code, tally);
    if (finding.custom && !own.has(code)) own.set(code, finding);
    if (defaultSeverity !== 'information') tally.weighs = true;
    return tally;
  };
  for (const finding of checked.findings()) tallyFor(finding).counts[finding.severity]++;
  for (const finding of analysis.suppressedFindings()) tallyFor(finding).suppressed++;
  const ofOurs = RULES.map((rule): RuleCount => {
    const { code, name, consequence, provenance } = rule;
    const { counts, suppressed, weighs } = tallies.get(code)!;
    const setting = analysis.settingOf(code);
    const count = total(counts);
    return {
      code,
      name: name[language],
      consequence,
      provenance: provenance.map(({ id }) => id),
      severity: setting === undefined || setting === 'off' ? rule.severity : setting,
      state: count > 0 ? 'applied' : (whyNot(rule, analysis) ?? 'applied'),
      counts,
      count,
      suppressed,
      weighs: (consequence !== 'geen' && weighs) || (REJECTING.has(consequence) && count > 0),
    };
  });
  const ofUsers = [...own].sort(([a], [b]) => (a < b ? -1 : 1));
  return [...ofOurs, ...ofUsers.map(([code, finding]) => countOfOwn(finding, tallies.get(code)!))];
}

function newTally(): Tally {
  return { counts: { error: 0, warning: 0, information: 0 }, suppressed: 0, weighs: false };
}

function countOfOwn({ code, custom: own, severity }: Finding, { counts, suppressed }: Tally): RuleCount {
  return {
    code,
    name: own?.title ?? code,
    consequence: undefined,
    provenance: [],
    severity,
    state: 'applied',
    counts,
    count: total(counts),
    suppressed,
    weighs: false,
  };
}
