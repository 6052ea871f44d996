import { isMapped } from '../packs/pack.ts';
import { RULES } from '../rules/registry.ts';
import type { Rule } from '../rules/rule.ts';
import type { RuleCode } from '../rules/rule-metadata.ts';
import type { DeliveryAnalysis } from './delivery-analysis.ts';

/**
 * Why a rule was not held against a delivery: the user switched it off (`setting`), or a
 * `srg.config.json` did (`configuration`); no pack is known for the document
 * (`format`); the pack lacks what the rule goes by (`pack`); the verslagmaand is missing or can't be read
 * (`month`); there is no delivery of the month before (`previous`); or the user has not said which berichtgevercode is the
 * right one (`expected`).
 */
export type NotCheckedReason = 'setting' | 'configuration' | 'format' | 'pack' | 'month' | 'previous' | 'expected';

/** A rule that the verdict on a delivery says nothing of. */
export interface NotChecked {
  readonly code: RuleCode;
  readonly reason: NotCheckedReason;
}

/** What was not judged of a delivery, to be named beside its verdict; what the product says of itself is no check. */
export function notCheckedIn(analysis: DeliveryAnalysis): NotChecked[] {
  return RULES.flatMap((rule) => {
    const reason = rule.consequence === 'geen' && !rule.code.startsWith('SRG-I') ? undefined : whyNot(rule, analysis);
    return reason === undefined ? [] : [{ code: rule.code, reason }];
  });
}

/** Why a rule was not held against a delivery; undefined where it was. */
export function whyNot(rule: Rule, analysis: DeliveryAnalysis): NotCheckedReason | undefined {
  if (analysis.settingOf(rule.code) === 'off')
    return analysis.isOffByConfiguration(rule.code) ? 'configuration' : 'setting';
  const { choice } = analysis;
  if (choice.kind !== 'known') return rule.code === judgedWithoutPack(choice.kind) ? undefined : 'format';
  const { manifest } = choice.pack;
  if (rule.needs.some((concept) => !isMapped(manifest, concept))) return 'pack';
  if (rule.needs.includes('verslagmaand') && analysis.verslagmaand === undefined && !analysis.isTemplate)
    return 'month';
  if (rule.checkContinuity && !analysis.continuityFacts && !analysis.isTemplate) return 'previous';
  return rule.idle?.(analysis);
}

/** What looks like SRG and is in no known format is said to be that, and nothing more is. */
function judgedWithoutPack(kind: 'unknown' | 'other' | 'none'): RuleCode {
  return kind === 'unknown' ? 'SRG-T005' : 'SRG-T001';
}
