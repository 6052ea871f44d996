import type { Pack } from '../packs/load-pack.ts';
import { i101 } from './content/i101-datumvolgorde.ts';
import { i102 } from './content/i102-arbeidsvermogen.ts';
import { i103 } from './content/i103-duur-forfaitaire-lks.ts';
import { i104 } from './content/i104-continuiteit.ts';
import { i105 } from './content/i105-combinatie.ts';
import { i106 } from './content/i106-selectieperiode.ts';
import { i107 } from './content/i107-elfproef.ts';
import { i108 } from './content/i108-persoonsgegevens.ts';
import { i109 } from './content/i109-datums-aannemelijk.ts';
import { i110 } from './content/i110-loonkostensubsidiegegevens.ts';
import { i111 } from './content/i111-loonwaarde-vooraf.ts';
import { i112 } from './content/i112-verslagmaand.ts';
import type { Rule, RuleCode, Severity } from './rule.ts';
import { s001 } from './suppression/s001-onderdrukking.ts';
import { t001 } from './technical/t001-welgevormd.ts';
import { t002 } from './technical/t002-schema.ts';
import { t003 } from './technical/t003-berichtgevercode.ts';
import { t004 } from './technical/t004-uniek-record.ts';
import { t005 } from './technical/t005-onbekend-formaat.ts';

/** All rules, in the order of their codes: those of CBS, and what is said of suppressions. */
export const RULES: readonly Rule[] = [
  t001,
  t002,
  t003,
  t004,
  t005,
  i101,
  i102,
  i103,
  i104,
  i105,
  i106,
  i107,
  i108,
  i109,
  i110,
  i111,
  i112,
  s001,
];

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
  return rule ? rule.consequence === 'contact' : !/[\s,:]|--/.test(code);
}

/** What the user made of a rule's severity. */
export type RuleSetting = Severity | 'off';
/** By the code of a rule, ours or the user's own. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

export function isRuleSetting(value: unknown): value is RuleSetting {
  return value === 'off' || value === 'error' || value === 'warning' || value === 'information';
}

/** The rules that apply: not switched off, and with all concepts they need in the pack. */
export function activeRules(pack: Pack, settings: RuleSettings): Rule[] {
  return RULES.filter(
    (rule) =>
      settings[rule.code] !== 'off' && rule.needs.every((concept) => pack.manifest.concepts[concept] !== undefined),
  );
}
