import { readFile } from 'node:fs/promises';
import { Argument } from 'commander';
import { isRuleCode, RULES, ruleCode } from '../../engine/rules/registry.ts';
import { renderMarkdown } from '../markdown-text.ts';
import type { CommandDefinition, Program } from '../program.ts';
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

/** The page in the language of the run. */
function pageOf(code: string, { language, rulePages }: Program): Promise<string> {
  return readFile(new URL(language === 'nl' ? `${code}.md` : `${language}/${code}.md`, rulePages), 'utf8');
}
