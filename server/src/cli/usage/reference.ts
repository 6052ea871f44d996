import type { Argument, Command, Option } from 'commander';
import type { Language } from '../../engine/messages/message.ts';
import { definedLine } from '../main.ts';
import { notesOf } from './command-line.ts';
import { type Say, type WordKey, wordsIn } from './words.ts';

/** The whole command line as a page in Markdown, in a language, from what its help is made of. */
export async function referenceIn(language: Language): Promise<string> {
  const say = wordsIn(language);
  const line = await definedLine(language);
  const { commands } = line;
  const list = table(
    [say('reference.command'), say('reference.meaning')],
    commands.map((command) => [`[\`srg ${command.name()}\`](#srg-${command.name()})`, command.summary()]),
  );
  const sections = commands.map((command) => sectionOf(command, say));
  return `${[`# ${say('reference.title')}`, `${say('reference.made')}`, `${line.description()}`, list, ...sections].join('\n\n')}\n`;
}

function sectionOf(command: Command, say: Say): string {
  const { examples, statuses } = notesOf(command);
  const helper = command.createHelp();
  const parts = [
    `## srg ${command.name()}`,
    command.description(),
    fenced(`srg ${command.name()} ${command.usage()}`),
    tableOf('reference.argument', command.registeredArguments.map(argumentRow), say),
    tableOf('reference.option', helper.visibleOptions(command).map(optionRow), say),
    examples.length > 0 ? `${say('help.examples')}\n\n${fenced(examples.join('\n'))}` : undefined,
    statuses === undefined ? undefined : say('help.status', { statuses: say(statuses) }),
  ];
  return parts.filter((part) => part !== undefined).join('\n\n');
}

function argumentRow(argument: Argument): [string, string] {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return [`\`${argument.required ? `<${name}>` : `[${name}]`}\``, escaped(argument.description)];
}

function optionRow({ flags, description }: Option): [string, string] {
  return [`\`${flags}\``, escaped(description)];
}

function tableOf(key: WordKey, rows: readonly (readonly [string, string])[], say: Say): string | undefined {
  return rows.length === 0 ? undefined : table([say(key), say('reference.meaning')], rows);
}

/** A table whose columns are aligned, for those who read it as text. */
function table(head: readonly [string, string], rows: readonly (readonly [string, string])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')) as [string, string]);
  const [left, right] = [0, 1].map((column) => Math.max(...cells.map((row) => row[column]!.length))) as [
    number,
    number,
  ];
  const line = ([one, other]: readonly [string, string]) => `| ${one.padEnd(left)} | ${other.padEnd(right)} |`;
  const [first, ...rest] = cells;
  return [line(first!), line(['-'.repeat(left), '-'.repeat(right)]), ...rest.map(line)].join('\n');
}

/** Words of help are no Markdown. */
function escaped(words: string): string {
  return words.replace(/[*_<\\]/g, '\\$&');
}

function fenced(text: string): string {
  return `\`\`\`sh\n${text}\n\`\`\``;
}
