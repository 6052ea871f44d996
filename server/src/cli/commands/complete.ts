import { Argument } from 'commander';
import type { CommandDefinition } from '../program.ts';
import { addExamples } from '../usage/command-line.ts';
import { COMPLETION_SCRIPTS } from '../usage/completion-scripts.ts';
import { oneOf } from '../usage/usage-error.ts';

const SHELLS = Object.keys(COMPLETION_SCRIPTS) as (keyof typeof COMPLETION_SCRIPTS)[];

/** `srg complete <shell>`: the script by which a shell completes what is typed. */
export const complete: CommandDefinition<object> = {
  define(command, { say }) {
    command.addArgument(new Argument('<shell>', say('complete.shell')).choices(SHELLS).argParser((value) => value));
    const examples = [
      'srg complete powershell >> $PROFILE',
      'srg complete bash >> ~/.bashrc',
      'srg complete zsh >> ~/.zshrc',
      'srg complete fish > ~/.config/fish/completions/srg.fish',
    ];
    addExamples(command, say, examples);
  },

  async run([shell], _values, { say, write }) {
    write(COMPLETION_SCRIPTS[oneOf(say, '<shell>', shell!, SHELLS)]);
    return 0;
  },
};
