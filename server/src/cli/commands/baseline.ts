import { Option } from 'commander';
import type { CheckSettings } from '../checking/check-settings.ts';
import type { CommandDefinition, Program } from '../program.ts';
import { type Accepted, baselineReporter } from '../reporters/baseline.ts';
import type { Reporter } from '../reporters/report.ts';
import { addExamples } from '../usage/command-line.ts';
import { cannotWrite } from '../usage/system-error.ts';
import { UsageError } from '../usage/usage-error.ts';
import { addCheckSettings, checkWith } from './check.ts';

interface BaselineValues extends CheckSettings {
  readonly out: string;
}

/** `srg baseline`: accepts what is found in files today, so that `srg check --baseline` tells what is new. */
export const baseline: CommandDefinition<BaselineValues> = {
  define(command, { say }) {
    command
      .argument(`<${say('help.file')}...>`, say('check.files'))
      .addOption(new Option(`--out <${say('help.file')}>`, say('baseline.out')).default('srg.baseline.json'));
    addCheckSettings(command, say);
    const examples = ['srg baseline leveringen/', 'srg check --baseline srg.baseline.json leveringen/'];
    addExamples(command, say, examples, 'baseline.statuses');
  },

  async run(files, values, program) {
    const more = { failOn: 'never', maxProblems: Number.POSITIVE_INFINITY } as const;
    const status = await checkWith(files, values, more, program, (inputs) => {
      if (inputs.has(values.out)) {
        throw new UsageError(program.say('usage.outputIsInput', { option: '--out', path: values.out }));
      }
      return open(values.out, program);
    });
    // That a file can't be judged is among what is accepted.
    return status;
  },
};

async function open(path: string, program: Program) {
  const { OutputFile } = await import('../files/written/output-file.ts');
  const { baselineOf } = await import('../files/baseline.ts');
  const found = new Map<string, readonly string[]>();
  let isWhole = false;
  const all = baselineReporter(([path, prints]) => void found.set(path, prints));
  const reporter: Reporter<Accepted> = {
    ...all,
    end() {
      isWhole = true;
    },
  };
  const close = (): boolean => {
    if (!isWhole) return true;
    // What was accepted before is not to be lost by a name that is misspelt.
    if (found.size === 0) {
      program.complain(program.say('baseline.nothing', { path }));
      return false;
    }
    const count = [...found.values()].reduce((sum, { length }) => sum + length, 0);
    try {
      const file = OutputFile.open(path);
      file.write(baselineOf(path, found));
      file.commit();
    } catch (error) {
      program.complain(cannotWrite(program.say, path, error));
      return false;
    }
    program.write(`${program.say('baseline.written', { path, count })}\n`);
    return true;
  };
  return { reporter, plan: { kind: 'baseline' } as const, close };
}
