import type { MessagePort } from 'node:worker_threads';
import { FileChecker } from '../checking/check-file.ts';
import type { CheckOptions } from '../checking/check-options.ts';
import { settingsBy } from '../checking/check-settings.ts';
import { describeFailure } from '../checking/failure.ts';
import { Baseline } from '../files/baseline.ts';
import { ConfigError, type FileSettings } from '../files/file-settings.ts';
import type { JudgingProgram } from '../program.ts';
import { piecesBy } from '../reporters/make-reporters.ts';
import type { FileProgress } from '../run/progress.ts';
import { wordsIn } from '../usage/words.ts';
import { Ahead } from './ahead.ts';
import type { Batch, Outcome, SentJob, ThreadSetup, Told } from './messages.ts';
import { receivedInputs, withContent } from './sent-inputs.ts';

export interface ThreadData {
  readonly setup: ThreadSetup;
  readonly ahead: Int32Array;
}

/** Judges the files whose numbers come, one at a time, and posts what there is to tell of each. */
export async function judgeFiles({ setup, ahead }: ThreadData, port: MessagePort): Promise<void> {
  const program = programOf(setup);
  const settings = await settingsBy(setup.values, setup.maxProblems, program);
  const baseline = setup.baseline === undefined ? undefined : await Baseline.read(setup.baseline, program.say);
  const pieces = await piecesBy(setup.reporters, setup.program);
  const shared = new Ahead(ahead);
  const outbox = new Outbox(port, shared);
  let current: FileSettings | undefined;
  const options: CheckOptions = {
    async settingsOf(uri) {
      outbox.add({ kind: 'settings', uri });
      current = await settings.of(uri);
      return current;
    },
    failOn: setup.failOn,
    reporter: {
      pieces,
      add: (piece, isFirst) => outbox.add({ kind: 'piece', piece, isFirst }),
      end() {},
    },
    baseline,
    validationWorker: setup.validatesBeside ? program.validationWorker : undefined,
    ignoresUnknown: setup.values.ignoreUnknown ?? false,
    complain: (path, reason, parameters) => outbox.add({ kind: 'complaint', path, reason, parameters }),
    foundOut(found) {
      for (const { file, problems } of found)
        outbox.add({ kind: 'foundOut', file: current!.schematron.indexOf(file), problems });
    },
  };
  const inputs = receivedInputs(setup.inputs);
  const checker = new FileChecker(
    inputs.filter((input) => input !== undefined),
    options,
  );
  const progress: FileProgress = {
    async sizeIs() {},
    part(fraction) {
      shared.part = fraction;
      return false;
    },
  };
  port.on('message', async ({ n, content }: SentJob) => {
    const input = inputs[n]!;
    shared.part = 0;
    try {
      const whole = content ? await withContent(input, content) : input;
      outbox.end({ results: await checker.check(whole, progress) });
    } catch (error) {
      outbox.end(
        error instanceof ConfigError
          ? { config: error.path }
          : { problem: describeFailure(program, input.path, error) },
      );
    }
  });
}

/** The program as far as files are judged by it: what it has to say of settings is said where all is written. */
function programOf({ program: { schemas, validationWorker, language } }: ThreadSetup): JudgingProgram {
  return {
    schemas: new URL(schemas),
    validationWorker: new URL(validationWorker),
    language,
    say: wordsIn(language),
    complain() {},
  };
}

/** So much is posted together, about as many characters. */
const BATCH = 65_536;
/** What a value takes beside the text in it. */
const LEAST = 64;

/** Gathers what there is to tell of a file. */
class Outbox {
  private told: Told[] = [];
  private size = 0;

  constructor(
    private readonly port: MessagePort,
    private readonly ahead: Ahead,
  ) {}

  add(told: Told): void {
    this.told.push(told);
    this.size += sizeOf(told);
    if (this.size >= BATCH) this.post();
  }

  end(outcome: Outcome): void {
    this.post(outcome);
  }

  private post(outcome?: Outcome): void {
    const { told, size } = this;
    this.told = [];
    this.size = 0;
    this.port.postMessage({ told, size, ...(outcome ? { outcome } : {}) } satisfies Batch);
    this.ahead.add(size);
  }
}

/** How much there is of a value, about: as many characters. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return LEAST + value.length;
  if (typeof value !== 'object' || value === null) return 0;
  let size = LEAST;
  for (const one of Object.values(value)) size += sizeOf(one);
  return size;
}
