import type { Rule } from './rule.ts';

/** What a rule is, as plain data. */
export type RuleFacts = Pick<Rule, 'code' | 'name' | 'severity' | 'consequence' | 'standing'>;

export function factsOf({ code, name, severity, consequence, standing }: Rule): RuleFacts {
  return { code, name, severity, consequence, standing };
}
