import type { Pack } from '../packs/load-pack.ts';
import { isMapped } from '../packs/pack.ts';
import { RULES } from './all-rules.ts';
import type { Rule, RuleCode, Severity } from './rule.ts';

export { RULES };

const BY_CODE = new Map<string, Rule>(RULES.map((rule) => [rule.code, rule]));

/** undefined for a code of the user's own. */
export function ruleOf(code: RuleCode): Rule;
export function ruleOf(code: string): Rule | undefined;
export function ruleOf(code: string): Rule | undefined {
  return BY_CODE.get(code);
}

export function isRuleCode(code: string): code is RuleCode {
  return BY_CODE.has(code);
}

/** `i103` and `srg-i103` as `SRG-I103`; what is no code of ours stays as it is. */
export function ruleCode(written: string): string {
  const code = written.toUpperCase().replace(/^(?!SRG-)/, 'SRG-');
  return isRuleCode(code) ? code : written;
}

/** A code that a custom rule may have. */
export function isCustomCode(code: string): boolean {
  return code !== '' && !/^SRG-[TIS]\d+$/i.test(code);
}

/**
 * Whether a comment in the delivery may suppress what a rule says: a technical mistake gets the file rejected. Of the
 * user's own rules all that a comment can name.
 */
export function isSuppressible(code: string): boolean {
  const rule = ruleOf(code);
  return rule ? code.startsWith('SRG-I') : !/[ \t\r\n,:]|--/.test(code);
}

/** What the user made of a rule's severity. */
export type RuleSetting = Severity | 'off';
/** By the code of a rule, ours or the user's own. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

export const RULE_SETTINGS: readonly RuleSetting[] = ['off', 'error', 'warning', 'information'];

export function isRuleSetting(value: unknown): value is RuleSetting {
  return (RULE_SETTINGS as readonly unknown[]).includes(value);
}

/**
 * The rules that apply, with all concepts they need in the pack. One that is switched off still does where it can have the
 * file rejected: what it finds is not to be seen, and keeps the file from being approved of.
 */
export function activeRules(pack: Pack, settings: RuleSettings): Rule[] {
  return RULES.filter(
    ({ code, consequence, needs }) =>
      (settings[code] !== 'off' || consequence === 'afkeur') &&
      needs.every((concept) => isMapped(pack.manifest, concept)),
  );
}
