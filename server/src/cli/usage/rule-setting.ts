import {
  isCustomCode,
  isRuleCode,
  isRuleSetting,
  RULE_SETTINGS,
  RULES,
  type RuleSetting,
  ruleCode,
} from '../../engine/rules/registry.ts';
import { didYouMean, nearestCodes, UsageError } from './usage-error.ts';
import type { Say } from './words.ts';

/** What completion proposes for `--rule`. */
export const RULE_CHOICES = RULES.flatMap(({ code }) => RULE_SETTINGS.map((setting) => `${code}=${setting}`));

/**
 * `CODE=SETTING` as it is given with `--rule`.
 * @param hasOwn there may be custom rules, whose codes nobody knows yet
 * @throws UsageError
 */
export function parseRule(say: Say, value: string, hasOwn: boolean): [code: string, setting: RuleSetting] {
  const option = '--rule';
  const at = value.lastIndexOf('=');
  const [given, setting] = at < 0 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)];
  const code = ruleCode(given);
  if (!isRuleCode(code) && !(hasOwn && isCustomCode(code))) {
    const problem = `${option} ${value}: ${say('usage.noRule', { code: given })}`;
    throw new UsageError(didYouMean(say, problem, nearestCodes(code)));
  }
  if (!isRuleSetting(setting)) throw new UsageError(say('usage.severity', { option, value, code }));
  return [code, setting];
}
