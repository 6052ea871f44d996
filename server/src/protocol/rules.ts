export type { RuleFacts } from '../engine/rules/rule-facts.ts';

/** Answered with the `RuleFacts` of all rules; a request that our own client makes beside those of the protocol. */
export const RULES_REQUEST = 'srg/rules';
