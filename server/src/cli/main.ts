import { type Command, CommanderError } from 'commander';
import type { Language } from '../engine/messages/message.ts';
import { describePackError } from '../engine/messages/pack-problem.ts';
import { PackError } from '../engine/packs/load-pack.ts';
import { describeUnexpected, processOutput } from './output.ts';
import type { CommandDefinition, Program } from './program.ts';
import { apply, CommandLine, LANGUAGES, languageOption } from './usage/command-line.ts';
import { UsageError } from './usage/usage-error.ts';
import { type WordKey, wordsIn } from './usage/words.ts';

type Definition = Promise<CommandDefinition<never>>;

/** The commands, each of which is read when it is called: most of the program is of no use to any one of them. */
const COMMANDS = {
  check: async (): Definition => (await import('./commands/check.ts')).check,
  init: async (): Definition => (await import('./commands/init.ts')).init,
  baseline: async (): Definition => (await import('./commands/baseline.ts')).baseline,
  fix: async (): Definition => (await import('./commands/fix.ts')).fix,
  compare: async (): Definition => (await import('./commands/compare.ts')).compare,
  anonymise: async (): Definition => (await import('./commands/anonymise.ts')).anonymise,
  generate: async (): Definition => (await import('./commands/generate.ts')).generate,
  import: async (): Definition => (await import('./commands/import.ts')).importPack,
  pack: async (): Definition => (await import('./commands/pack.ts')).pack,
  rules: async (): Definition => (await import('./commands/rules.ts')).rules,
  explain: async (): Definition => (await import('./commands/explain.ts')).explain,
  complete: async (): Definition => (await import('./commands/complete.ts')).complete,
};

type CommandName = keyof typeof COMMANDS;

/**
 * The command line.
 * @param root the folder of the program, with `schemas/`, `dist/` and `docs/rules/`
 * @returns the exit status
 */
export async function main(args: readonly string[], root: URL, version: string): Promise<number> {
  const language = languageIn(args);
  const say = wordsIn(language);
  const output = processOutput(say);
  process.on('uncaughtException', (error) => {
    output.complain(describeUnexpected(say, error));
    process.exit(2);
  });
  const isTerminal = process.stdout.isTTY ?? false;
  const program: Program = {
    schemas: new URL('schemas/', root),
    validationWorker: new URL('dist/validation-worker.mjs', root),
    checkWorker: new URL('dist/check-worker.mjs', root),
    rulePages: new URL('docs/rules/', root),
    version,
    language,
    say,
    isTerminal,
    color: isTerminal && process.env.NO_COLOR === undefined,
    write: output.write,
    drained: output.drained,
    complain: output.complain,
  };
  return output.ended(await run(args, program, version));
}

async function run(args: readonly string[], program: Program, version: string): Promise<number> {
  let status = 0;
  const done = (ended: number) => {
    status = ended;
  };
  const line = commandLine(program, version, done);
  try {
    if (args.length === 0) line.refuse(program.say('usage.noCommand'));
    if (args[0] === 'complete' && args[1] === 'words') {
      const { completionsOf } = await import('./usage/completion.ts');
      program.write(await completionsOf(line, args.slice(2), (command) => defineCommand(command, program, done)));
      return 0;
    }
    await line.parseAsync(withHelpAsOption(args), { from: 'user' });
    return status;
  } catch (error) {
    // Help and version were shown.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (error instanceof UsageError) program.complain(error.message);
    else if (error instanceof PackError) {
      const options = { language: program.language, maskBsn: true };
      for (const problem of describePackError(error, options)) program.complain(problem);
    } else program.complain(describeUnexpected(program.say, error));
    return 2;
  }
}

/** The line with all commands, each with its options: for those who describe it. */
export async function definedLine(language: Language): Promise<CommandLine> {
  // Nothing runs: help is made of words alone.
  const program = { say: wordsIn(language), language, write() {} } as unknown as Program;
  const line = commandLine(program, '', () => {});
  for (const command of line.commands) await defineCommand(command, program, () => {});
  return line;
}

/** The line with all commands; of these only the one that is called gets its options. */
function commandLine(program: Program, version: string, done: (status: number) => void): CommandLine {
  const { say } = program;
  const line = new CommandLine(program, 'srg');
  line.usage(say('srg.usage')).description(say('srg.about')).version(version, '--version', say('srg.version'));
  // Taken here for all commands, wherever it stands.
  line.addOption(languageOption(say));
  line.addHelpText('after', `\n${say('srg.more')}`);
  for (const name of Object.keys(COMMANDS) as CommandName[]) {
    line.command(name).summary(say(`${name}.summary` satisfies WordKey));
  }
  line.hook('preSubcommand', (_line, command) => defineCommand(command, program, done));
  return line;
}

async function defineCommand(command: Command, program: Program, done: (status: number) => void): Promise<void> {
  const name = command.name() as CommandName;
  const definition = (await COMMANDS[name]()) as CommandDefinition<unknown>;
  command.usage(program.say(`${name}.usage`)).description(program.say(`${name}.about`));
  apply(command, definition, program, done);
}

/** The language is needed to say what is wrong with the rest. */
function languageIn(args: readonly string[]): Language {
  const given = args.flatMap((arg, i) => {
    const value = arg === '--language' ? args[i + 1] : /^--language=(.*)$/.exec(arg)?.[1];
    return LANGUAGES.find((language) => language === value) ?? [];
  });
  return given.at(-1) ?? 'nl';
}

/** `srg help check` as `srg check --help`. */
function withHelpAsOption(args: readonly string[]): string[] {
  if (args[0] !== 'help') return [...args];
  const [, command, ...more] = args;
  return command === undefined || Object.hasOwn(COMMANDS, command) ? [...args.slice(1), '--help'] : [command, ...more];
}
