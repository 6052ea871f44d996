import { Argument } from 'commander';
import { isRuleCode, RULES, ruleCode } from '../../engine/rules/registry.ts';
import { pageOf } from '../files/rule-page.ts';
import { renderMarkdown } from '../markdown-text.ts';
import type { CommandDefinition } from '../program.ts';
import { addExamples, languageOption } from '../usage/command-line.ts';
import { didYouMean, nearestCodes, UsageError } from '../usage/usage-error.ts';

/** `srg explain`: the page of a rule. */
export const explain: CommandDefinition<object> = {
  define(command, { say }) {
    const codes = RULES.map((rule) => rule.code);
    // The choices are for completion: a code may be written shorter.
    const code = new Argument('<code>', say('explain.code')).choices(codes).argParser((value) => value);
    command.addArgument(code).addOption(languageOption(say));
    addExamples(command, say, ['srg explain SRG-I103', 'srg explain i103']);
  },

  async run([asked], _values, program) {
    const { say } = program;
    const code = ruleCode(asked!);
    if (!isRuleCode(code)) {
      const problem = didYouMean(say, say('usage.noRule', { code: asked! }), nearestCodes(code));
      throw new UsageError(say('usage.allRules', { problem }));
    }
    program.write(renderMarkdown(await pageOf(code, program), program.color));
    return 0;
  },
};
