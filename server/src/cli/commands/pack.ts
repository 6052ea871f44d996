import { Argument } from 'commander';
import { masked } from '../../engine/messages/message.ts';
import { describePackProblem } from '../../engine/messages/pack-problem.ts';
import { type Pack, PackError } from '../../engine/packs/load-pack.ts';
import { isMapped, KENMERKEN } from '../../engine/packs/pack.ts';
import type { PackProblem } from '../../engine/packs/pack-problem.ts';
import { loadPackFolder } from '../../node/shipped-packs.ts';
import { whyNoPack } from '../files/own-packs.ts';
import type { CommandDefinition, Program } from '../program.ts';
import { addExamples, languageOption } from '../usage/command-line.ts';
import { oneOf } from '../usage/usage-error.ts';

const TASKS = ['check'] as const;

/** `srg pack check`: whether schema packs can be used. */
export const pack: CommandDefinition<object> = {
  define(command, { say }) {
    command
      .addArgument(new Argument(`<${TASKS.join('|')}>`, say('pack.task')).choices(TASKS).argParser((value) => value))
      .argument(`<${say('help.folder')}...>`, say('pack.folders'))
      .addOption(languageOption(say));
    addExamples(command, say, ['srg pack check schemas/eigen'], 'pack.statuses');
  },

  async run([task, ...folders], _values, program) {
    oneOf(program.say, `<${TASKS.join('|')}>`, task!, TASKS);
    const results = await Promise.all(folders.map((folder) => checkFolder(folder, program)));
    return Math.max(...results);
  },
};

/** Tells what is wrong with a pack: 0 it can be used, 1 it can't, 2 there is none. */
async function checkFolder(folder: string, program: Program): Promise<number> {
  const { say, write } = program;
  const reason = await whyNoPack(folder);
  if (reason !== undefined) {
    program.complain(say(reason, { path: folder }));
    return 2;
  }
  const loaded = await loadPackFolder(folder, program.validationWorker).catch((error: unknown) => {
    if (error instanceof PackError) return error;
    throw error;
  });
  const isRefused = loaded instanceof PackError;
  const lines = (isRefused ? loaded.problems : loaded.warnings).map((problem) => lineOf(folder, problem, program));
  if (isRefused) lines.push(say('pack.refused', { folder }));
  else {
    lines.push(say('pack.right', { folder, title: loaded.manifest.title }));
    const absent = unmapped(loaded);
    if (absent.length > 0) lines.push(say('pack.unmapped', { folder, concepts: absent.join(', ') }));
  }
  write(lines.map((line) => `${line}\n`).join(''));
  return isRefused ? 1 : 0;
}

function lineOf(folder: string, problem: PackProblem, { say, language }: Program): string {
  const severity = say(problem.severity === 'error' ? 'pack.error' : 'pack.warning');
  return `${folder}: ${severity}: ${describePackProblem(problem, masked(language))}`;
}

/** The kenmerken that the pack has no place for: what goes by them is off. */
function unmapped({ manifest }: Pack): string[] {
  return KENMERKEN.filter((concept) => !isMapped(manifest, concept));
}
