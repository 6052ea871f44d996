import { resolve } from 'node:path';
import { type Day, dayOf } from '../../engine/delivery/day.ts';
import type { RuleCode } from '../../engine/rules/rule.ts';
import type { ReadFiles } from '../files/read-files.ts';
import { pageOf } from '../files/rule-page.ts';
import type { OutputFile } from '../files/written/output-file.ts';
import type { Program } from '../program.ts';
import { cannotWrite } from '../usage/system-error.ts';
import { UsageError } from '../usage/usage-error.ts';
import { BINARY, FORMAT_NAMES, type Format } from './formats.ts';
import { joined, makeReporter, type ReporterPlan } from './make-reporters.ts';
import type { CheckReporterOptions, Reporter } from './report.ts';

/** Where `srg check` writes to. */
export interface Outputs {
  /** For standard output; without it what fits the terminal, or a pipe. */
  readonly format: Format | undefined;
  /** `FORMAT=FILE`, for files. */
  readonly files: readonly string[];
  /** The files that are read: none of these is written over. */
  readonly inputs: ReadFiles;
}

type Options = Pick<CheckReporterOptions, 'maskBsn' | 'failing'>;

/**
 * Opens the outputs.
 * @returns a reporter for all of them, and what other threads make one like it by; `close` puts the files in their places, where the reporter got to its end, and
 *   tells whether that went well
 * @throws UsageError for what can't be written
 */
export async function openReporters(outputs: Outputs, options: Options, program: Program) {
  const { say, complain } = program;
  const format = outputs.format ?? (program.isTerminal ? 'pretty' : 'lines');
  if (BINARY.has(format) && program.isTerminal) throw new UsageError(say('usage.binary', { format }));
  const asked = outputs.files.map((value) => parse(value, outputs.inputs, program));
  const paths = new Set(asked.map(({ path }) => resolve(path)));
  if (paths.size < asked.length) throw new UsageError(say('usage.sameOutput'));
  const formats = [{ format, color: program.color }, ...asked.map(({ name }) => ({ format: name, color: false }))];
  const plan = { kind: 'formats', formats, ...options, today: today() } as const satisfies ReporterPlan;
  const make = (n: number, write: (content: string | Uint8Array) => void) =>
    makeReporter(formats[n]!, plan, program, { write, rulePages: () => pagesOf(program) });

  const files: { readonly path: string; readonly file: OutputFile }[] = [];
  const reporters = [await make(0, program.write)];
  const { OutputFile } = asked.length > 0 ? await import('../files/written/output-file.ts') : {};
  for (const [n, { path }] of asked.entries()) {
    try {
      const file = OutputFile!.open(path);
      files.push({ path, file });
      reporters.push(await make(n + 1, (content) => file.write(content)));
    } catch (error) {
      for (const { file } of files) file.discard();
      throw new UsageError(cannotWrite(say, path, error));
    }
  }
  const all = joined(reporters);
  let isWhole = false;
  const end: Reporter['end'] = async (passedOver) => {
    await all.end(passedOver);
    isWhole = true;
  };
  const close = (): boolean => {
    let areWritten = true;
    for (const { path, file } of files) {
      try {
        if (isWhole) file.commit();
        else file.discard();
      } catch (error) {
        areWritten = false;
        complain(cannotWrite(say, path, error));
      }
    }
    return areWritten;
  };
  return { reporter: { ...all, end }, plan, close };
}

function parse(value: string, inputs: ReadFiles, { say }: Program): { name: Format; path: string } {
  const at = value.indexOf('=');
  const [name, path] = [value.slice(0, Math.max(0, at)), value.slice(at + 1)];
  if (at < 0 || path === '' || !(FORMAT_NAMES as readonly string[]).includes(name)) {
    throw new UsageError(say('usage.outputForm', { value, choices: FORMAT_NAMES.join(', ') }));
  }
  if (inputs.has(path)) throw new UsageError(say('usage.outputIsInput', { option: '--output', path }));
  return { name: name as Format, path };
}

/** The day that it is on this machine, in its own time zone. */
function today(): Day {
  const now = new Date();
  return dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

async function pagesOf(program: Program): Promise<ReadonlyMap<RuleCode, string>> {
  const { RULES } = await import('../../engine/rules/registry.ts');
  return new Map(await Promise.all(RULES.map(async ({ code }) => [code, await pageOf(code, program)] as const)));
}
