import { isCustomCode, isRuleCode, isRuleSetting, type RuleSettings, ruleCode } from '../rules/registry.ts';
import { trimPasted } from '../text/pasted-space.ts';

/*
 * Takes settings as they are given, by an editor or in a file: what is not of its kind counts as not set.
 */

export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Addresses or paths, of which one may stand by itself. */
export function paths(value: unknown): string[] {
  return [value]
    .flat()
    .flatMap((path) => (typeof path === 'string' ? [trimPasted(path)] : []))
    .filter((path) => path !== '');
}

/** A whole number from 1 up. */
export function count(value: unknown): number | undefined {
  return Number.isInteger(value) && (value as number) > 0 ? (value as number) : undefined;
}

export function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function ruleSettings(value: unknown): RuleSettings {
  return Object.fromEntries(
    Object.entries(object(value))
      .map(([code, setting]) => [ruleCode(code), setting] as const)
      .filter(([code, setting]) => (isRuleCode(code) || isCustomCode(code)) && isRuleSetting(setting)),
  ) as RuleSettings;
}
