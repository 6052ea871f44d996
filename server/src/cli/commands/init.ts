import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG_NAME } from '../../engine/configuration/find-config.ts';
import type { CommandDefinition } from '../program.ts';
import { addExamples, languageOption, repeatable } from '../usage/command-line.ts';
import { parseRule, RULE_CHOICES } from '../usage/rule-setting.ts';
import { cannotWrite } from '../usage/system-error.ts';

interface InitValues {
  readonly berichtgever: readonly string[];
  readonly pack: readonly string[];
  readonly rule: readonly string[];
  readonly schematron: readonly string[];
}

/** `srg init`: writes a `srg.config.json` to begin with. */
export const init: CommandDefinition<InitValues> = {
  define(command, { say }) {
    command
      .argument(`[${say('help.folder')}]`, say('init.folder'))
      .addOption(repeatable('--berichtgever', say('help.code'), say('check.berichtgever')))
      .addOption(repeatable('--pack', say('help.path'), say('option.pack')))
      .addOption(repeatable('--rule', say('help.setting'), say('check.rule'), RULE_CHOICES))
      .addOption(repeatable('--schematron', say('help.file'), say('check.schematron')))
      .addOption(languageOption(say));
    addExamples(command, say, ['srg init', 'srg init --berichtgever 0363 leveringen/'], 'init.statuses');
  },

  async run([folder = '.'], { berichtgever, pack, rule, schematron }, { say, complain, write }) {
    const config = {
      berichtgevers: berichtgever,
      packs: pack,
      rules: Object.fromEntries(rule.map((value) => parseRule(say, value, true))),
      schematron,
    };
    const path = join(folder, CONFIG_NAME);
    try {
      await writeFile(path, `${JSON.stringify(config, undefined, 2)}\n`, { flag: 'wx' });
    } catch (error) {
      const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
      complain(isThere ? say('init.exists', { path }) : cannotWrite(say, path, error));
      return 2;
    }
    write(`${say('init.written', { path })}\n`);
    return 0;
  },
};
