import { RULES } from '../engine/rules/registry.ts';
import { factsOf } from '../engine/rules/rule-metadata.ts';
import { RULES_REQUEST, type RuleFacts, type RulesParams } from '../protocol/rules.ts';
import type { RequestGroup } from './handler-context.ts';

/** The rules that there are, for a client to choose from. */
export const rules: RequestGroup = {
  capabilities: () => ({}),

  register(connection, { onRequest }) {
    connection.onRequest(
      RULES_REQUEST,
      onRequest<RulesParams | null, readonly RuleFacts[]>('rules', [], (parameters) => {
        const language = parameters?.language === 'en' ? 'en' : 'nl';
        return RULES.map((rule) => factsOf(rule, language));
      }),
    );
  },
};
