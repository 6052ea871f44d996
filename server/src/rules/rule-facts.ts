import type { Rule } from './rule.ts';

/** Answered with the `RuleFacts` of all rules; a request that our own client makes beside those of the protocol. */
export const RULES_REQUEST = 'srg/rules';

/** What a rule is, as plain data. */
export type RuleFacts = Pick<Rule, 'code' | 'name' | 'severity' | 'consequence' | 'standing'>;

export function factsOf({ code, name, severity, consequence, standing }: Rule): RuleFacts {
  return { code, name, severity, consequence, standing };
}
