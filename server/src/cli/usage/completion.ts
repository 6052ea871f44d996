import type { Argument, Command, Option } from 'commander';

/** What a shell is told besides proposals: whether names of files go here. See completion-scripts.ts. */
const NO_FILES = ':4';
const FILES = ':0';

interface Proposals {
  readonly found: readonly { readonly value: string; readonly description: string }[];
  readonly files: typeof NO_FILES | typeof FILES;
}

/**
 * What a shell is told for Tab, as completion-scripts.ts reads it.
 * @param given the words of the line up to the cursor, without the program, the last one with `_` behind it
 * @param define gives a command its options
 */
export async function completionsOf(
  line: Command,
  given: readonly string[],
  define: (command: Command) => Promise<void>,
): Promise<string> {
  const words = [...given.slice(0, -1), (given.at(-1) ?? '_').slice(0, -1)];
  // bash takes = for a word of its own.
  const { option, typed, written } = beforeCursor(words);
  const command = words.slice(0, -1).flatMap((word) => line.commands.find((one) => one.name() === word) ?? [])[0];
  if (command) await define(command);
  const { found, files } = proposalsAt(command ?? line, option, typed);
  const lines = found
    .filter(({ value }) => value.startsWith(typed))
    .map(({ value, description }) => `${written}${value}${description === '' ? '' : `\t${description}`}\n`);
  return `${lines.join('')}${files}\n`;
}

/** The option that a value may be typed for, what is typed of it, and what stands before that in the same word. */
function beforeCursor(words: readonly string[]): { option: string | undefined; typed: string; written: string } {
  const [last, second, third] = [words.at(-1)!, words.at(-2), words.at(-3)];
  if (last === '=') return { option: second, typed: '', written: '' };
  if (second === '=') return { option: third, typed: last, written: '' };
  const inOne = /^(--[\w-]+)=(.*)$/s.exec(last);
  if (inOne) return { option: inOne[1], typed: inOne[2]!, written: `${inOne[1]}=` };
  return { option: second, typed: last, written: '' };
}

function proposalsAt(command: Command, option: string | undefined, typed: string): Proposals {
  const awaiting = command.options.find(({ long, required }) => required && long === option);
  if (awaiting) return valuesOf(awaiting);
  if (typed.startsWith('-')) {
    const options = command.createHelp().visibleOptions(command);
    return { found: options.map(({ long, description }) => ({ value: long!, description })), files: NO_FILES };
  }
  if (command.commands.length > 0) {
    const found = command.commands.map((one) => ({ value: one.name(), description: one.summary() }));
    return { found, files: NO_FILES };
  }
  const argument = command.registeredArguments[0];
  return argument ? valuesOf(argument) : { found: [], files: NO_FILES };
}

/** What has no list of values is a file, or as hard to know. */
function valuesOf({ argChoices }: Argument | Option): Proposals {
  if (!argChoices) return { found: [], files: FILES };
  return { found: argChoices.map((value) => ({ value, description: '' })), files: NO_FILES };
}
