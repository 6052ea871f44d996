import { RULES } from '../rules/registry.ts';
import { factsOf, RULES_REQUEST } from '../rules/rule-facts.ts';
import type { RequestGroup } from './request-group.ts';

/** The rules that there are, for a client to choose from. */
export const rules: RequestGroup = {
  capabilities: () => ({}),

  register(connection) {
    connection.onRequest(RULES_REQUEST, () => RULES.map(factsOf));
  },
};
