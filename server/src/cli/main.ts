import { describePackError } from '../engine/messages/pack-problem.ts';
import { PackError } from '../engine/packs/load-pack.ts';
import type { FileProblems } from '../engine/schematron/schematron-file.ts';
import { loadPackFolder, loadShippedPacks } from '../node/shipped-packs.ts';
import { check } from './check.ts';
import { compare } from './compare.ts';
import { explain } from './explain.ts';
import { helpOn } from './help.ts';
import { parseCheckArguments, UsageError } from './options.ts';
import type { Command, Program } from './program.ts';
import { htmlReporter } from './reporters/html.ts';
import { jsonReporter } from './reporters/json.ts';
import { linesReporter } from './reporters/lines.ts';
import { prettyReporter } from './reporters/pretty.ts';
import { rules } from './rules.ts';

const REPORTERS = { pretty: prettyReporter, lines: linesReporter, json: jsonReporter, html: htmlReporter };

const REASONS = {
  absent: 'bestaat niet, of er is geen XML-bestand gevonden',
  unreadable: 'kan niet worden gelezen',
  tooLarge: 'is te groot',
  noDelivery: 'is geen SRG-levering in een bekend formaat',
};

const COMMANDS: Readonly<Record<string, Command>> = { check: checkFiles, compare, rules, explain };

/**
 * The command line.
 * @param root the folder of the program, with `schemas/` and `docs/rules/`
 * @returns the exit status
 */
export async function main(args: readonly string[], root: URL, version: string): Promise<number> {
  const [name, ...rest] = args;
  const program: Program = {
    schemas: new URL('schemas/', root),
    rulePages: new URL('docs/rules/', root),
    color: (process.stdout.isTTY ?? false) && process.env.NO_COLOR === undefined,
    write: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(`srg: ${text}\n`),
  };
  if (name === 'help' || args.includes('--help') || args.includes('-h')) {
    program.write(helpOn(name === 'help' ? rest[0] : name));
    return 0;
  }
  if (name === '--version') {
    program.write(`${version}\n`);
    return 0;
  }
  try {
    const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new UsageError(name === undefined ? 'geen opdracht opgegeven' : `onbekende opdracht ${name}`);
    return await command(rest, program);
  } catch (error) {
    if (error instanceof UsageError) program.complain(`${error.message} (zie srg --help)`);
    else if (error instanceof PackError) {
      for (const line of describePackError(error, { language: 'nl', maskBsn: true })) program.complain(line);
    } else throw error;
    return 2;
  }
}

/** `srg check` */
async function checkFiles(args: readonly string[], program: Program): Promise<number> {
  const options = parseCheckArguments(args);
  const ownPacks = await Promise.all(options.packs.map(loadPackFolder));
  // Most runs have no such rules, and need not read what they take.
  const customRules = options.schematron.length > 0 ? await import('./schematron.ts') : undefined;
  const schematron = customRules ? await Promise.all(options.schematron.map(customRules.readSchematron)) : [];
  const packs = [...ownPacks, ...(await loadShippedPacks(program.schemas))];
  const found: FileProblems[] = [];
  const terminal = process.stdout.isTTY ?? false;
  const reporter = REPORTERS[options.format ?? (terminal ? 'pretty' : 'lines')]({
    language: options.language,
    maskBsn: !options.showBsn,
    color: program.color,
    write: program.write,
  });
  const status = await check(options.files, {
    ...options,
    packs,
    schematron,
    reporter,
    complain: (path, reason) => program.complain(`${path}: ${REASONS[reason]}`),
    foundOut: (problems) => void found.push(...problems),
  });
  const areRight = customRules?.complainOfSchematron(schematron, found, packs, {
    ...options,
    complain: program.complain,
  });
  return areRight === false ? 2 : status;
}
