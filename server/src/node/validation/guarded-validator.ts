import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { CompileInput } from '../../engine/schema/files/compile-input.ts';
import { InvalidSchema, SlowSchema, type TextValidator, type ValidationResult } from '../../engine/schema/validator.ts';
import { Patience } from './patience.ts';
import { lengthOf, NOTHING_SAID, type Reply, resultOf, type ValidationWorkerData } from './validation-thread.ts';

/** A schema that is not compiled by then is refused, in milliseconds. */
const COMPILE_MS = 8_000;
const POLL_MS = 5;

/** Ends the threads of validators that nobody has any more. */
const threads = new FinalizationRegistry<Worker>((worker) => void worker.terminate());

/**
 * libxml2 with a schema of somebody's own, in a thread that is ended where it takes too long: a content model or a
 * pattern may cost any amount of time. From then on it says nothing.
 */
export class GuardedValidator implements TextValidator {
  private readonly count = new Int32Array(new SharedArrayBuffer(4));
  private readonly port: MessagePort;
  private readonly worker: Worker;
  private readonly patience = new Patience();
  gaveUp = false;

  private constructor(schema: CompileInput, program: URL) {
    const { port1, port2 } = new MessageChannel();
    const data: ValidationWorkerData & { port: MessagePort } = { count: this.count, port: port2 };
    this.port = port1;
    this.worker = new Worker(program, { workerData: data, transferList: [port2] });
    port1.postMessage(schema);
    port1.unref();
    threads.register(this, this.worker);
  }

  /**
   * Compiles a schema.
   * @param program the bundle of `validation-worker.ts`
   * @throws InvalidSchema where it is none; SlowSchema where it takes too long
   */
  static async compile(schema: CompileInput, program: URL, limit = COMPILE_MS): Promise<GuardedValidator> {
    const validator = new GuardedValidator(schema, program);
    validator.port.postMessage(['']);
    // A machine with much else to do may be slow to start it.
    await once(validator.worker, 'online');
    const until = performance.now() + limit;
    for (let reply = validator.take(); ; reply = validator.take()) {
      if (reply && 'invalid' in reply) {
        validator.giveUp();
        throw new InvalidSchema(reply.invalid);
      }
      if (reply) {
        resultOf(reply);
        // What is to be done then keeps the program going, and not the thread.
        validator.worker.unref();
        return validator;
      }
      if (performance.now() > until) {
        validator.giveUp();
        throw new SlowSchema();
      }
      await after(POLL_MS);
    }
  }

  validate(pieces: readonly string[]): ValidationResult {
    if (this.gaveUp) return NOTHING_SAID;
    this.port.postMessage(pieces);
    // Who waits for a text waits for nothing else.
    const until = performance.now() + this.patience.for(lengthOf(pieces));
    for (;;) {
      const seen = Atomics.load(this.count, 0);
      const reply = this.take();
      if (reply) return this.patience.isLeftAfter(reply) ? resultOf(reply) : this.giveUp();
      const left = until - performance.now();
      if (left <= 0 || Atomics.wait(this.count, 0, seen, left) === 'timed-out') return this.giveUp();
    }
  }

  private take(): Reply | undefined {
    return receiveMessageOnPort(this.port)?.message as Reply | undefined;
  }

  private giveUp(): ValidationResult {
    this.gaveUp = true;
    void this.worker.terminate();
    return NOTHING_SAID;
  }
}
