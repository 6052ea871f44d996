import { RULES } from '../engine/rules/registry.ts';
import { factsOf } from '../engine/rules/rule-facts.ts';
import { RULES_REQUEST, type RuleFacts } from '../protocol/rules.ts';
import type { RequestGroup } from './handler-context.ts';

/** The rules that there are, for a client to choose from. */
export const rules: RequestGroup = {
  capabilities: () => ({}),

  register(connection, { onRequest }) {
    connection.onRequest(
      RULES_REQUEST,
      onRequest<unknown, readonly RuleFacts[]>('rules', [], () => RULES.map(factsOf)),
    );
  },
};
