import { Worker } from 'node:worker_threads';
import { keepNewSmall } from '../../node/small-heap.ts';
import type { Result } from '../checking/check-file.ts';
import type { CheckOptions } from '../checking/check-options.ts';
import { ToldFailure } from '../checking/failure.ts';
import { ConfigError, type FileSettings } from '../files/file-settings.ts';
import { takeBytes } from '../files/streams.ts';
import type { Progress } from '../run/progress.ts';
import { Ahead } from './ahead.ts';
import type { Batch, Outcome, SentJob, ThreadSetup, Told } from './messages.ts';
import { sentContent } from './sent-inputs.ts';

/** So many milliseconds lie between two looks at how far threads have got. */
const LOOK_MS = 100;

/** What is new may take so many megabytes in a thread: more makes it no quicker. */
const YOUNG = 12;

/** What a run has beside its files. */
export interface RunAround {
  readonly progress?: Progress | undefined;
  /** Standard input, where it is one of the files, and which one. */
  readonly stream?: { readonly n: number; readonly all: AsyncIterable<Buffer> } | undefined;
}

/** Threads that judge the files of a run in their order, as many at a time as there are threads. */
export class CheckThreads {
  /** What came of each file that is not told of yet. */
  private readonly inboxes = new Map<number, Inbox>();
  private readonly threads = new Set<CheckThread>();
  private next = 0;
  private readonly looks: ReturnType<typeof setInterval> | undefined;

  /** @param program the bundle of `check-worker.ts` */
  constructor(
    private readonly setup: ThreadSetup,
    count: number,
    private readonly program: URL,
    private readonly around: RunAround = {},
  ) {
    const { progress } = around;
    for (let i = 0; i < count; i++) this.start();
    if (!progress) return;
    const look = () => {
      for (const thread of this.threads) thread.showProgress(progress);
    };
    this.looks = setInterval(look, LOOK_MS).unref();
  }

  /** Tells of a file what a thread has found out. Rejects with why it could not be judged. */
  async told(n: number, options: CheckOptions): Promise<readonly Result[]> {
    const inbox = this.inboxOf(n);
    let settings: Promise<FileSettings> | undefined;
    for (;;) {
      const { told, outcome, done } = await inbox.take();
      for (const one of told) {
        if (one.kind === 'settings') {
          settings = options.settingsOf(one.uri);
          // Where they are wrong, the thread says so as well.
          await settings.catch(() => undefined);
        } else tell(one, options, await settings);
      }
      done();
      if (!outcome) continue;
      this.inboxes.delete(n);
      return resultsOf(outcome);
    }
  }

  async end(): Promise<void> {
    clearInterval(this.looks);
    await Promise.all([...this.threads].map((thread) => thread.end()));
  }

  private inboxOf(n: number): Inbox {
    const known = this.inboxes.get(n);
    if (known) return known;
    const inbox = new Inbox();
    this.inboxes.set(n, inbox);
    return inbox;
  }

  private start(): void {
    const thread = new CheckThread(this.program, this.setup, {
      next: () => this.take(),
      finished: (n) => void this.around.progress?.finished(n),
      // The other files are for another thread.
      died: () => {
        this.threads.delete(thread);
        if (this.next < this.setup.inputs.length) this.start();
      },
    });
    this.threads.add(thread);
  }

  /** The next file to judge; undefined where there is none. */
  private take(): Job | undefined {
    const { inputs } = this.setup;
    const { stream } = this.around;
    while (this.next < inputs.length) {
      const n = this.next++;
      if (inputs[n]) return { n, inbox: this.inboxOf(n), stream: stream?.n === n ? stream.all : undefined };
    }
    return undefined;
  }
}

/** A file to judge, and where what comes of it goes. */
interface Job {
  readonly n: number;
  readonly inbox: Inbox;
  /** What it is read from, where that can't be done in a thread. */
  readonly stream: AsyncIterable<Buffer> | undefined;
}

interface Work {
  next(): Job | undefined;
  finished(n: number): void;
  died(): void;
}

class CheckThread {
  private readonly worker: Worker;
  private readonly ahead = new Ahead();
  /** What it is at. */
  private job: Job | undefined;
  private isOver = false;

  constructor(
    program: URL,
    setup: ThreadSetup,
    private readonly work: Work,
  ) {
    this.worker = new Worker(program, {
      workerData: { setup, ahead: this.ahead.cell },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    });
    // The threads have what they need by then. Of what they send, V8 would let a hundred megabytes come together here.
    this.worker.once('message', keepNewSmall);
    this.worker.on('message', (batch: Batch) => {
      this.job?.inbox.put({ ...batch, done: () => this.ahead.written(batch.size) });
      if (!batch.outcome) return;
      this.leave();
      this.goOn();
    });
    this.worker.on('error', (error) => this.die(error));
    this.worker.on('exit', (code) => this.die(new Error(`exit ${code}`)));
    this.goOn();
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.worker.terminate();
  }

  showProgress(progress: Progress): void {
    if (this.job) progress.of(this.job.n).part(this.ahead.part);
  }

  /** The file that it was at is not judged. */
  private die(error: unknown): void {
    if (this.isOver) return;
    this.isOver = true;
    this.leave()?.inbox.fail(error);
    void this.worker.terminate();
    this.work.died();
  }

  private goOn(): void {
    this.job = this.work.next();
    if (!this.job) {
      this.worker.unref();
      return;
    }
    const { n, stream } = this.job;
    if (stream) void this.read(n, stream);
    else this.send({ n });
  }

  /** Reads what the thread is to judge: in another thread each part of it would be copied, and take its memory there. */
  private async read(n: number, stream: AsyncIterable<Buffer>): Promise<void> {
    try {
      const { content, transfer } = sentContent(await takeBytes(this.whileWanted(stream)));
      if (!this.isOver) this.send({ n, content }, transfer);
    } catch (error) {
      if (this.isOver) return;
      this.leave()?.inbox.fail(error);
      this.goOn();
    }
  }

  private async *whileWanted(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of stream) {
      if (this.isOver) return;
      yield chunk;
    }
  }

  private send(job: SentJob, transfer: ArrayBuffer[] = []): void {
    this.worker.postMessage(job, transfer);
  }

  /** @returns what it was at */
  private leave(): Job | undefined {
    const { job } = this;
    this.job = undefined;
    if (job) this.work.finished(job.n);
    return job;
  }
}

/** What waits to be told of a file. */
class Inbox {
  private readonly waiting: (Batch & { done(): void })[] = [];
  private error: { readonly error: unknown } | undefined;
  private wake = () => {};

  put(batch: Batch & { done(): void }): void {
    this.waiting.push(batch);
    this.wake();
  }

  /** No more comes. */
  fail(error: unknown): void {
    this.error = { error };
    this.wake();
  }

  /** Rejects where nothing more comes. */
  async take(): Promise<Batch & { done(): void }> {
    for (;;) {
      const batch = this.waiting.shift();
      if (batch) return batch;
      if (this.error) throw this.error.error;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}

function tell(
  told: Exclude<Told, { kind: 'settings' }>,
  options: CheckOptions,
  settings: FileSettings | undefined,
): void {
  if (told.kind === 'piece') options.reporter.add(told.piece, told.isFirst);
  else if (told.kind === 'complaint') options.complain(told.path, told.reason, told.parameters);
  else {
    const file = settings?.schematron[told.file];
    if (file) options.foundOut([{ file, problems: told.problems }]);
  }
}

function resultsOf(outcome: Outcome): readonly Result[] {
  if ('config' in outcome) throw new ConfigError(outcome.config);
  if ('problem' in outcome) throw new ToldFailure(outcome.problem);
  return outcome.results;
}
