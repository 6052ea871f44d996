import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { CompileInput } from '../engine/schema/files/compile-input.ts';
import type { CompileError, ValidationResult, WorkerValidator } from '../engine/schema/validator.ts';
import { trimXml } from '../engine/text/xml-whitespace.ts';

export interface ValidationWorkerData {
  /** How many replies there have been; who waits for one waits on it. */
  readonly count: Int32Array;
}

/** What the thread is sent: the schema first, then the texts in pieces. */
export type ThreadMessage = CompileInput | readonly string[];

/** What comes back for each text, in the order of the texts. */
export type Reply =
  | { readonly result: ValidationResult }
  | { readonly failure: string }
  /** The schema is none. */
  | { readonly invalid: readonly CompileError[] };

/** No text takes libxml2 as long as this, in milliseconds. */
const TIMEOUT_MS = 120_000;

/**
 * libxml2 in a thread of its own. The thread is waited for without giving way: for command lines. The schema is one that
 * libxml2 has compiled before, or that ships.
 */
export class ThreadValidator implements WorkerValidator {
  private readonly count = new Int32Array(new SharedArrayBuffer(4));
  private readonly port: MessagePort;
  private readonly worker: Worker;
  /** Those that nobody has asked for yet, by the places of their texts. */
  private readonly replies = new Map<number, Reply>();
  private replied = 0;
  private submitted = 0;

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
    });
    this.worker.unref();
    port1.unref();
  }

  /** Gives it the schema that the texts are validated by; once, before all of them. */
  compile(schema: CompileInput): void {
    this.send(schema);
  }

  submit(pieces: readonly string[]): () => ValidationResult {
    const place = this.submitted++;
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
      const received = receiveMessageOnPort(this.port);
      if (received) {
        this.replies.set(this.replied++, received.message as Reply);
        continue;
      }
      const seen = Atomics.load(this.count, 0);
      if (seen > this.replied) continue;
      if (Atomics.wait(this.count, 0, seen, TIMEOUT_MS) === 'timed-out') throw new Error('libxml2 does not answer');
    }
    const reply = this.replies.get(place)!;
    this.replies.delete(place);
    if ('invalid' in reply) throw new Error('libxml2: the schema is not valid');
    if ('failure' in reply) throw new Error(`libxml2: ${trimXml(reply.failure)}`);
    return reply.result;
  }
}
