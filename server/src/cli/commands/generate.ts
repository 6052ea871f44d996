import { stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Option } from 'commander';
import type { DeliveryGenerator, ExpectedFinding } from '../../engine/generate/generate.ts';
import { isRuleCode, ruleCode } from '../../engine/rules/registry.ts';
import type { RuleCode } from '../../engine/rules/rule.ts';
import { loadShippedPacks } from '../../node/shipped-packs.ts';
import { loadOwnPacks } from '../files/own-packs.ts';
import { makeFolder } from '../files/written/make-folder.ts';
import type { CommandDefinition, Program } from '../program.ts';
import { addExamples, counted, languageOption } from '../usage/command-line.ts';
import { cannotWrite } from '../usage/system-error.ts';
import { countOf, didYouMean, nearestCodes, UsageError } from '../usage/usage-error.ts';
import type { Say, WordKey } from '../usage/words.ts';

interface GenerateValues {
  readonly records?: number;
  readonly gemeente: string;
  readonly berichtgever?: string;
  readonly maand: string;
  readonly months?: number;
  readonly seed?: number;
  readonly faults?: string;
  readonly pack?: string;
  readonly out?: string;
  readonly force?: boolean;
}

/** So many characters are given to standard output at a time. */
const PIECE = 65_536;

/** `srg generate`: invented deliveries, and what is to be found in them. */
export const generate: CommandDefinition<GenerateValues> = {
  define(command, { say }) {
    command
      .addOption(counted('--records', say, 'generate.records'))
      .addOption(new Option(`--gemeente <${say('help.code')}>`, say('generate.gemeente')).default('0363'))
      .addOption(new Option(`--berichtgever <${say('help.code')}>`, say('generate.berichtgever')))
      .addOption(new Option(`--maand <${say('help.month')}>`, say('generate.maand')).default('2025-03'))
      .addOption(counted('--months', say, 'generate.months'))
      .addOption(counted('--seed', say, 'generate.seed'))
      .addOption(new Option(`--faults <${say('help.faults')}>`, say('generate.faults')))
      .addOption(new Option(`--pack <${say('help.path')}>`, say('generate.pack')))
      .addOption(new Option(`--out <${say('help.path')}>`, say('generate.out')))
      .option('--force', say('generate.force'))
      .addOption(languageOption(say));
    const examples = [
      'srg generate --records 500 --out voorbeeld.srg.xml',
      'srg generate --months 3 --maand 2025-01 --out maanden/',
      'srg generate --faults SRG-I101=3,SRG-T004=1 --out fout.srg.xml',
    ];
    addExamples(command, say, examples, 'generate.statuses');
  },

  async run(_operands, values, program) {
    const { say } = program;
    const { records = 100, months = 1, seed = 1, gemeente, berichtgever = gemeente, out } = values;
    const faults = parseFaults(say, values.faults);
    const month = parseMonth(say, values.maand);
    for (const [option, value] of Object.entries({ '--gemeente': gemeente, '--berichtgever': berichtgever }))
      if (!/^[0-9]{4}$/.test(value)) throw new UsageError(say('generate.wrongCode', { option, value }));
    if (out === undefined && (months > 1 || faults.size > 0)) {
      throw new UsageError(say('generate.outNeeded', { option: months > 1 ? '--months' : '--faults' }));
    }
    const own = values.pack === undefined ? [] : await loadOwnPacks([values.pack], program);
    const pack = own[0] ?? (await loadShippedPacks(program.schemas))[0]!;
    const { CannotGenerate, DeliveryGenerator } = await import('../../engine/generate/generate.ts');
    let generator: DeliveryGenerator;
    try {
      generator = new DeliveryGenerator({ pack, records, gemeente, berichtgever, month, months, seed, faults });
    } catch (error) {
      if (!(error instanceof CannotGenerate)) throw error;
      throw new UsageError(say(`generate.cannot.${error.reason}` satisfies WordKey, { detail: error.detail }));
    }
    if (out === undefined) {
      await toOutput(generator.delivery(0), program);
      return 0;
    }
    const paths = await pathsFor(out, month, months, values.force ?? false, faults.size > 0, say);
    const expected: ExpectedFinding[] = [];
    for (const [n, path] of paths.entries()) {
      if (
        !(await toFile(
          path,
          generator.delivery(n, (finding) => expected.push(finding)),
          program,
        ))
      )
        return 2;
    }
    if (faults.size === 0) return 0;
    const last = paths.at(-1)!;
    const previous = paths.length > 1 ? [nameOf(paths.at(-2)!)] : [];
    const { expectedBerichtgever } = generator;
    const document = {
      version: 1,
      file: nameOf(last),
      pack: pack.manifest.id,
      seed,
      berichtgever: expectedBerichtgever ?? null,
      previous,
      counts: Object.fromEntries(countByCode(expected)),
      findings: expected,
    };
    return (await toFile(`${last}.expected.json`, [`${JSON.stringify(document, undefined, 2)}\n`], program)) ? 0 : 2;
  },
};

/** Where the deliveries go: one file, or a folder with one a month. @throws UsageError where something is there */
async function pathsFor(
  out: string,
  month: number,
  months: number,
  mayReplace: boolean,
  hasFaults: boolean,
  say: Say,
): Promise<string[]> {
  const isFolder = months > 1 || out.endsWith('/') || out.endsWith(sep);
  const paths = isFolder ? Array.from({ length: months }, (_, n) => join(out, `${written(month + n)}.srg.xml`)) : [out];
  if (!mayReplace) {
    for (const path of [...paths, ...(hasFaults ? [`${paths.at(-1)}.expected.json`] : [])]) {
      const known = await stat(path).catch(() => undefined);
      if (known?.isFile()) throw new UsageError(say('generate.exists', { path }));
    }
  }
  if (isFolder) {
    await makeFolder(out).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(cannotWrite(say, out, error));
    });
  }
  return paths;
}

/** @returns whether the file is there; complains where it isn't */
async function toFile(path: string, pieces: Iterable<string>, { say, complain }: Program): Promise<boolean> {
  const { OutputFile } = await import('../files/written/output-file.ts');
  try {
    const file = OutputFile.open(path);
    for (const piece of pieces) {
      file.write(piece);
      if (file.hasFailed) break;
    }
    file.commit();
    return true;
  } catch (error) {
    complain(cannotWrite(say, path, error));
    return false;
  }
}

/** No more than is read. */
async function toOutput(pieces: Iterable<string>, { write, drained }: Program): Promise<void> {
  let waiting = '';
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < PIECE) continue;
    write(waiting);
    waiting = '';
    if (!(await drained())) return;
  }
  write(waiting);
}

function parseFaults(say: Say, given: string | undefined): Map<RuleCode, number> {
  const faults = new Map<RuleCode, number>();
  for (const part of given?.split(',') ?? []) {
    const [written = '', count] = part.split('=');
    const code = ruleCode(written);
    if (count === undefined) throw new UsageError(say('generate.wrongFaults', { value: given! }));
    if (!isRuleCode(code)) {
      throw new UsageError(
        didYouMean(say, `--faults ${part}: ${say('usage.noRule', { code: written })}`, nearestCodes(code)),
      );
    }
    faults.set(code, countOf(say, `--faults ${code}`, count));
  }
  return faults;
}

/** Twelve times the year, and January 0. */
function parseMonth(say: Say, value: string): number {
  const [, year, month] = /^([0-9]{4})-([0-9]{2})$/.exec(value) ?? [];
  const isMonth = Number(month) >= 1 && Number(month) <= 12 && Number(year) >= 2019;
  if (!isMonth) throw new UsageError(say('generate.wrongMonth', { value }));
  return Number(year) * 12 + Number(month) - 1;
}

function written(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

function nameOf(path: string): string {
  return path.replace(/^.*[\\/]/, '');
}

function countByCode(findings: readonly ExpectedFinding[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
