import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { FileProblems } from '../../engine/schematron/schematron-file.ts';
import { filePathOf } from '../../node/file-uri.ts';
import { checkFiles } from '../checking/check-files.ts';
import { type CheckOptions, FAILING } from '../checking/check-options.ts';
import { type CheckSettings, settingsBy } from '../checking/check-settings.ts';
import { describeFailure } from '../checking/failure.ts';
import { ConfigError } from '../files/file-settings.ts';
import { InputError } from '../files/input.ts';
import { expandInputs } from '../files/inputs.ts';
import { ReadFiles } from '../files/read-files.ts';
import type { CommandDefinition, Program } from '../program.ts';
import { FORMAT_NAMES, type Format } from '../reporters/formats.ts';
import type { ReporterPlan } from '../reporters/make-reporters.ts';
import { openReporters } from '../reporters/open-reporters.ts';
import type { Reporter } from '../reporters/report.ts';
import type { Progress } from '../run/progress.ts';
import { sizeOf, startThreads } from '../threads/start-threads.ts';
import {
  addExamples,
  choice,
  configOptions,
  counted,
  languageOption,
  packOption,
  repeatable,
} from '../usage/command-line.ts';
import { RULE_CHOICES } from '../usage/rule-setting.ts';
import { UsageError } from '../usage/usage-error.ts';
import type { Say } from '../usage/words.ts';

interface CheckValues extends CheckSettings {
  readonly format?: Format;
  readonly output: readonly string[];
  readonly failOn?: CheckOptions['failOn'];
  readonly maxProblems?: number;
  readonly showBsn?: boolean;
  readonly baseline?: string;
  readonly watch?: boolean;
}

/** `srg check` */
export const check: CommandDefinition<CheckValues> = {
  define(command, { say }) {
    command
      .argument(`<${say('help.file')}...>`, say('check.files'))
      .addOption(choice('--format', FORMAT_NAMES, say, 'check.format', { formats: FORMAT_NAMES.join(', ') }))
      .addOption(
        repeatable(
          '--output',
          say('help.output'),
          say('check.output'),
          FORMAT_NAMES.map((name) => `${name}=`),
        ),
      )
      .addOption(choice('--fail-on', ['error', 'warning', 'information', 'never'], say, 'check.failOn'))
      .addOption(counted('--max-problems', say, 'check.maxProblems'))
      .option('--show-bsn', say('option.showBsn'))
      .addOption(new Option(`--baseline <${say('help.file')}>`, say('check.baseline')))
      .option('--watch', say('check.watch'));
    addCheckSettings(command, say);
    const examples = [
      'srg check levering.srg.xml',
      'srg check --format html levering.srg.xml > rapport.html',
      'srg check --output sarif=srg.sarif --output junit=srg.xml leveringen/',
      'srg check --rule i106=off --fail-on warning leveringen/',
      'srg check --watch "leveringen/**/*.xml"',
    ];
    addExamples(command, say, examples, 'check.statuses');
  },

  async run(files, values, program) {
    if (!values.watch) return checkOnce(files, values, program);
    if (files.includes('-')) throw new UsageError(program.say('usage.watchInput'));
    const { runOnChanges } = await import('../run/watch.ts');
    const given = [values.baseline, values.config || undefined].flatMap((path) => path ?? []);
    const judgedBy = [...values.pack, ...values.schematron, ...values.previous, ...given];
    const outputs = values.output.map((value) => value.slice(value.indexOf('=') + 1));
    let isFirst = true;
    return runOnChanges({ inputs: files, judgedBy, outputs }, async () => {
      try {
        await checkOnce(files, values, program);
      } catch (error) {
        // What can be judged by may be mended while this waits.
        if (isFirst || !(error instanceof UsageError)) throw error;
        program.complain(error.message);
      }
      isFirst = false;
      program.complain(program.say('check.watching'));
    });
  },
};

async function checkOnce(files: readonly string[], values: CheckValues, program: Program): Promise<number> {
  const failOn = values.failOn ?? 'error';
  const more = { failOn, maxProblems: values.maxProblems, baseline: values.baseline };
  const progress = process.stderr.isTTY
    ? (await import('../run/progress.ts')).terminalProgress(program.say)
    : undefined;
  const shown: Program = progress ? besideProgress(program, progress) : program;
  return checkWith(files, values, { ...more, progress }, shown, (inputs) => {
    const outputs = { format: values.format, files: values.output, inputs };
    return openReporters(outputs, { maskBsn: !values.showBsn, failing: FAILING[failOn] }, shown);
  });
}

/** What is written to the terminal comes in the place of the bar. */
function besideProgress(program: Program, progress: Progress): Program {
  return {
    ...program,
    write(text) {
      if (program.isTerminal) progress.clear();
      program.write(text);
    },
    complain(text) {
      progress.clear();
      program.complain(text);
    },
  };
}

/** Gives a command the options for what files are judged by. */
export function addCheckSettings(command: Command, say: Say): void {
  command
    .addOption(languageOption(say))
    .addOption(packOption(say))
    .addOption(repeatable('--berichtgever', say('help.code'), say('check.berichtgever')))
    .addOption(repeatable('--rule', say('help.setting'), say('check.rule'), RULE_CHOICES))
    .addOption(repeatable('--template', say('help.pattern'), say('check.template')))
    .addOption(repeatable('--schematron', say('help.file'), say('check.schematron')))
    .option('--ignore-unknown', say('check.ignoreUnknown'))
    .addOption(new Option(`--stdin-filename <${say('help.path')}>`, say('check.stdinFilename')))
    .addOption(repeatable('--previous', say('help.file'), say('check.previous')))
    .addOption(counted('--jobs', say, 'check.jobs'));
  for (const option of configOptions(say)) command.addOption(option);
}

interface HowChecked extends Pick<CheckOptions, 'failOn'> {
  readonly progress?: Progress | undefined;
  readonly maxProblems?: number | undefined;
  /** The file of what has been accepted. */
  readonly baseline?: string | undefined;
}

interface OpenReporter {
  readonly reporter: Reporter;
  /** What another thread makes one like it by. */
  readonly plan: ReporterPlan;
  /** Called whatever happens. @returns whether all is written */
  close(): boolean;
}

/**
 * Checks files, and tells a reporter what is found.
 * @param open gets the files that are read
 * @returns the exit status
 */
export async function checkWith(
  files: readonly string[],
  values: CheckSettings,
  { failOn, maxProblems, baseline, progress }: HowChecked,
  program: Program,
  open: (inputs: ReadFiles) => Promise<OpenReporter>,
): Promise<number> {
  const { say, language, complain } = program;
  const accepted =
    baseline === undefined ? undefined : await (await import('../files/baseline.ts')).Baseline.read(baseline, say);
  const settings = await settingsBy(values, maxProblems, program);
  await settings.check();
  const found: FileProblems[] = [];
  const inputs = await expandInputs(files, { standardInput: values.stdinFilename, archives: true });
  const read = inputs.flatMap((input) => {
    if (input instanceof InputError) return [];
    return input.inArchive ? resolve(input.inArchive.archive) : (filePathOf(input.uri) ?? []);
  });
  const besides = [...values.previous, ...values.schematron, baseline, values.config || undefined];
  const { reporter, plan, close } = await open(new ReadFiles([...read, ...besides.flatMap((path) => path ?? [])]));
  const setup = { values, maxProblems, failOn, baseline, reporters: plan };
  await progress?.begin(inputs.map(sizeOf));
  const threads = await startThreads(inputs, setup, program, progress);
  const tell = (path: string, problem: string, isReported = false) => {
    complain(problem);
    reporter.failed?.(path, problem, isReported);
  };
  const run = checkFiles(inputs, {
    failOn,
    progress,
    baseline: accepted,
    threads,
    settingsOf: (uri) => settings.of(uri),
    reporter,
    validationWorker: program.validationWorker,
    ignoresUnknown: values.ignoreUnknown ?? false,
    complain: (path, reason, parameters) =>
      tell(path, say(`file.${reason}`, { path, ...parameters }), reason === 'otherXml' || reason === 'templatePart'),
    failed: (path, error) => {
      // What is wrong with a configuration has been told, once.
      if (error instanceof ConfigError) reporter.failed?.(path, say('error.config', { path, config: error.path }));
      else tell(path, describeFailure(program, path, error));
    },
    foundOut: (problems) => void found.push(...problems),
  });
  let isWritten = false;
  const status = await run.finally(() => {
    isWritten = close();
  });
  const { schematron } = settings;
  const areRight =
    schematron.length === 0 ||
    (await import('../files/schematron.ts')).complainOfSchematron(schematron, found, settings.packs, {
      language,
      complain,
    });
  return isWritten && areRight ? status : 2;
}
