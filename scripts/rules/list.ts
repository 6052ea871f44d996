import { listOfRules } from './derived.ts';
import { rewrite } from './rewrite.ts';
import { RULES_FOLDER, ruleFiles } from './rule-files.ts';

/** The first half of `npm run rules`: the list of rules, which the other half is bundled with. */
export function main(): number {
  rewrite(`${RULES_FOLDER}/all-rules.ts`, () => listOfRules(ruleFiles()));
  return 0;
}
