import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { CompileInput } from '../../engine/schema/files/compile-input.ts';
import type { ValidationResult, WorkerValidator } from '../../engine/schema/validator.ts';
import { Patience } from './patience.ts';
import { lengthOf, NOTHING_SAID, type Reply, resultOf, type ThreadMessage } from './validation-thread.ts';

/** What is new may take so many megabytes in the thread: a text is let go of when it is judged. */
const YOUNG = 12;

/** The first text waits for the start of the thread and for the schema too, in milliseconds. */
const START_MS = 120_000;

/**
 * libxml2 in a thread of its own. The thread is waited for without giving way: for command lines. The schema is one that
 * libxml2 has compiled before, or that ships. A text that takes too long ends it: from then on it says nothing.
 */
export class ThreadValidator implements WorkerValidator {
  private readonly count = new Int32Array(new SharedArrayBuffer(4));
  private readonly port: MessagePort;
  private readonly worker: Worker;
  /** Those that nobody has asked for yet, by the places of their texts. */
  private readonly replies = new Map<number, Reply>();
  /** The lengths of the texts that are out. */
  private readonly lengths = new Map<number, number>();
  private readonly patience = new Patience();
  private replied = 0;
  private submitted = 0;
  gaveUp = false;

  /**
   * Starts the thread. It takes its time, so start it before the schema is known, and {@link compile} that.
   * @param program the bundle of `validation-worker.ts`: code is bundled in chunks, which don't know where that is
   */
  constructor(program: URL) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.worker = new Worker(program, {
      workerData: { count: this.count, port: port2 },
      transferList: [port2],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    });
    this.worker.unref();
    port1.unref();
  }

  /** Gives it the schema that the texts are validated by; once, before all of them. */
  compile(schema: CompileInput): void {
    this.send(schema);
  }

  submit(pieces: readonly string[]): () => ValidationResult {
    if (this.gaveUp) return () => NOTHING_SAID;
    const place = this.submitted++;
    this.lengths.set(place, lengthOf(pieces));
    this.send(pieces);
    return () => this.resultOf(place);
  }

  validate(pieces: readonly string[]): ValidationResult {
    return this.submit(pieces)();
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private send(message: ThreadMessage): void {
    this.port.postMessage(message);
  }

  private resultOf(place: number): ValidationResult {
    while (this.replied <= place) {
      if (this.gaveUp) return NOTHING_SAID;
      const received = receiveMessageOnPort(this.port)?.message as Reply | undefined;
      if (received) this.take(received);
      else this.wait();
    }
    const reply = this.replies.get(place)!;
    this.replies.delete(place);
    return resultOf(reply);
  }

  private take(reply: Reply): void {
    this.lengths.delete(this.replied);
    this.replies.set(this.replied++, reply);
    if (!this.patience.isLeftAfter(reply)) this.giveUp();
  }

  private wait(): void {
    const seen = Atomics.load(this.count, 0);
    if (seen > this.replied) return;
    const limit = this.patience.for(this.lengths.get(this.replied)!) + (seen === 0 ? START_MS : 0);
    if (Atomics.wait(this.count, 0, seen, limit) === 'timed-out') this.giveUp();
  }

  private giveUp(): void {
    this.gaveUp = true;
    void this.worker.terminate();
  }
}
