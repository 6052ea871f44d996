import type { Language } from '../engine/messages/message.ts';

export type { RuleFacts } from '../engine/rules/rule-metadata.ts';

/** Answered with the `RuleFacts` of all rules; a request that our own client makes beside those of the protocol. */
export const RULES_REQUEST = 'srg/rules';
export interface RulesParams {
  /** Of names and summaries; Dutch without it. */
  readonly language: Language;
}

/** The client's command that shows the page of a rule: its code. */
export const EXPLAIN = 'srg.explain';
/** The client's command that switches a rule off in the settings of a document: the address of that, and the code. */
export const RULE_OFF = 'srg.ruleOff';
