import { Command, Help, Option } from 'commander';
import type { Language } from '../../engine/messages/message.ts';
import type { CommandDefinition, Program } from '../program.ts';
import { wrapText } from '../text-layout.ts';
import { alike, countOf, didYouMean, oneOf, UsageError } from './usage-error.ts';
import type { Say, WordKey } from './words.ts';

/** A line of help is no longer, and on a narrow terminal shorter. */
const WIDTH = 100;

const HEADINGS = {
  'Usage:': 'help.usage',
  'Arguments:': 'help.arguments',
  'Options:': 'help.options',
  'Commands:': 'help.commands',
} as const;

export const LANGUAGES: readonly Language[] = ['nl', 'en'];

/**
 * The command line as commander reads it, with what it says in the language of the run: it has no other way to that
 * than these methods, by which it reports what is wrong.
 */
export class CommandLine extends Command {
  constructor(
    private readonly program: Program,
    name: string,
  ) {
    super(name);
    const { say, write } = program;
    this.exitOverride();
    this.configureOutput({ writeOut: write, writeErr: () => {} });
    this.helpCommand(false);
    this.helpOption('-h, --help', say('srg.help'));
    this.configureHelp({
      helpWidth: Math.min(process.stdout.columns ?? WIDTH, WIDTH),
      styleTitle: (title) => (title in HEADINGS ? say(HEADINGS[title as keyof typeof HEADINGS]) : title),
      subcommandTerm: (command) => command.name(),
      optionDescription: ({ description }) => description,
      argumentDescription: ({ description }) => description,
    });
  }

  override createCommand(name: string): CommandLine {
    return new CommandLine(this.program, name);
  }

  override createHelp(): Help {
    return Object.assign(new Help(), this.configureHelp());
  }

  /** Where the help of the command is found. */
  get path(): string {
    return this.parent ? `${this.parent.name()} ${this.name()}` : this.name();
  }

  unknownOption(option: string): never {
    const all = [...this.options, ...(this.parent?.options ?? [])].flatMap(({ long }) => long ?? []);
    const meant = option.startsWith('--')
      ? alike(option.slice(2), [...all.map((flag) => flag.slice(2)), 'help']).map((name) => `--${name}`)
      : [];
    this.refuse(didYouMean(this.program.say, this.program.say('usage.unknownOption', { option }), meant));
  }

  unknownCommand(): never {
    const name = this.args[0]!;
    const names = this.commands.map((command) => command.name());
    const problem = this.program.say('usage.unknownCommand', { name });
    this.refuse(didYouMean(this.program.say, problem, alike(name, names)));
  }

  missingArgument(argument: string): never {
    const { description } = this.registeredArguments.find((one) => one.name() === argument)!;
    this.refuse(this.program.say('usage.missingArgument', { argument: `<${argument}>`, description }));
  }

  optionMissingArgument({ long }: Option): never {
    this.refuse(this.program.say('usage.missingValue', { option: long! }));
  }

  _excessArguments(received: readonly string[]): never {
    const more = received.slice(this.registeredArguments.length);
    this.refuse(this.program.say('usage.tooMany', { arguments: more.join(' ') }));
  }

  /** @throws UsageError with where to find help */
  refuse(problem: string): never {
    throw new UsageError(this.program.say('usage.see', { problem, command: this.path }));
  }
}

/** An option with one of some values. */
export function choice(
  flag: string,
  allowed: readonly string[],
  say: Say,
  key: WordKey,
  parameters: Readonly<Record<string, string>> = {},
): Option {
  // Many are listed in the description alone.
  const values = allowed.length > 5 ? say('help.format') : allowed.join('|');
  return new Option(`${flag} <${values}>`, say(key, parameters))
    .choices(allowed)
    .argParser((value) => oneOf(say, flag, value, allowed));
}

/**
 * An option that may be given several times.
 * @param choices what completion proposes
 */
export function repeatable(
  flag: string,
  placeholder: string,
  description: string,
  choices?: readonly string[],
): Option {
  const option = new Option(`${flag} <${placeholder}>`, description).default([]);
  if (choices) option.choices(choices);
  return option.argParser<readonly string[]>((value, before) => [...before, value]);
}

/** An option with a whole number from 1 up. */
export function counted(flag: string, say: Say, key: WordKey): Option {
  return new Option(`${flag} <${say('help.count')}>`, say(key)).argParser((value) => countOf(say, flag, value));
}

export function languageOption(say: Say): Option {
  return choice('--language', LANGUAGES, say, 'option.language');
}

/** `--config FILE` and `--no-config`: the value is the file, or false. */
export function configOptions(say: Say): readonly [Option, Option] {
  const given = new Option(`--config <${say('help.file')}>`, say('check.config'));
  return [given, new Option('--no-config', say('check.noConfig'))];
}

export function packOption(say: Say): Option {
  return repeatable('--pack', say('help.path'), say('option.pack'));
}

/** What help tells of a command beside its arguments and options. */
export interface Notes {
  readonly examples: readonly string[];
  /** What the exit statuses say. */
  readonly statuses?: WordKey | undefined;
}

const notes = new WeakMap<Command, Notes>();

export function notesOf(command: Command): Notes {
  return notes.get(command) ?? { examples: [] };
}

/** What stands below the options: examples, and what the exit statuses say. */
export function addExamples(command: Command, say: Say, examples: readonly string[], statuses?: WordKey): void {
  notes.set(command, { examples, statuses });
  const lines = [say('help.examples'), ...examples.map((example) => `  ${example}`)];
  if (statuses) lines.push('', ...wrapText(say('help.status', { statuses: say(statuses) }), WIDTH));
  command.addHelpText('after', `\n${lines.join('\n')}`);
}

/** Gives a command what it is defined with; `done` gets its exit status. */
export function apply<Values>(
  command: Command,
  { define, run }: CommandDefinition<Values>,
  program: Program,
  done: (status: number) => void,
): void {
  define(command, program);
  command.action(async () => done(await run(command.args, command.opts() as Values, program)));
}
