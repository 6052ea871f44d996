import { formatMessage, type Message, type MessageOptions } from '../messages/message.ts';
import type { Pack } from '../packs/load-pack.ts';
import { type Concept, isMapped, type PackManifest } from '../packs/pack.ts';
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
  /** What the pack lacks, where that is the reason. */
  readonly missing?: readonly Concept[];
}

/** What was not judged of a delivery, to be named beside its verdict; what the product says of itself is no check. */
export function notCheckedIn(analysis: DeliveryAnalysis): NotChecked[] {
  return RULES.flatMap((rule) => {
    const reason = rule.consequence === 'geen' && !rule.code.startsWith('SRG-I') ? undefined : whyNot(rule, analysis);
    return reason === undefined ? [] : [notChecked(rule, reason, analysis)];
  });
}

/** A rule that was not held against a delivery, with the reason for it. */
export function notChecked(rule: Rule, reason: NotCheckedReason, { choice }: DeliveryAnalysis): NotChecked {
  if (reason !== 'pack' || choice.kind !== 'known') return { code: rule.code, reason };
  const missing = missingFor(rule, choice.pack.manifest);
  return { code: rule.code, reason, ...(missing.length > 0 ? { missing } : {}) };
}

/** What was not held against a delivery and why, each reason once with all of its rules. */
export function notCheckedMessages(all: readonly NotChecked[]): Message[] {
  const groups = new Map<string, NotChecked[]>();
  for (const one of all) {
    const group = JSON.stringify([one.reason, one.missing ?? []]);
    groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  return Array.from(groups.values(), (group) => {
    const { reason, missing = [] } = group[0]!;
    const code = group.map((one) => one.code).join(', ');
    if (missing.length === 0) return { key: `notChecked.${reason}`, parameters: { code } };
    return { key: 'notChecked.place', parameters: { code, concepts: missing.join(', ') } };
  });
}

/** Why a rule says nothing where that is no matter of what the user gives, as last month's file and the berichtgevers are. */
export const OFF: readonly NotCheckedReason[] = ['setting', 'configuration', 'pack', 'month'];

/** What the verdict on a delivery says nothing of, in words; undefined for nothing, and for a template, which has none. */
export function notCheckedWords(
  analysis: DeliveryAnalysis,
  options: MessageOptions,
  reasons: readonly NotCheckedReason[] = OFF,
): string | undefined {
  if (analysis.isTemplate) return undefined;
  const left = notCheckedIn(analysis).filter(({ reason }) => reasons.includes(reason));
  if (left.length === 0) return undefined;
  const rules = notCheckedMessages(left).map((message) => formatMessage(message, options));
  return formatMessage({ key: 'notChecked', parameters: { rules: rules.join(', ') } }, options);
}

/** A rule that is off in all deliveries of a pack. */
export interface OffByPack {
  readonly rule: Rule;
  /** What the pack has no place for; none where it lacks codes, meanings or a key that the rule goes by. */
  readonly missing: readonly Concept[];
}

export function offByPack(pack: Pack): OffByPack[] {
  const years = pack.gemeentenYears;
  // Of a delivery in which nothing else keeps a rule from judging.
  const context = {
    pack,
    verslagmaand: years && years.from * 12,
    expectedBerichtgevers: ['0000'],
  };
  return RULES.flatMap((rule) => {
    const missing = missingFor(rule, pack.manifest);
    return missing.length > 0 || rule.idle?.(context) === 'pack' ? [{ rule, missing }] : [];
  });
}

function missingFor(rule: Rule, manifest: PackManifest): readonly Concept[] {
  return rule.needs.filter((concept) => !isMapped(manifest, concept));
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
