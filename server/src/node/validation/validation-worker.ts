// Runs libxml2 in a thread of its own for `ThreadValidator`.
import { type MessagePort, workerData } from 'node:worker_threads';
import type { CompileInput } from '../../engine/schema/files/compile-input.ts';
import '../../engine/schema/libxml2.ts';
import { InvalidSchema, SchemaValidator } from '../../engine/schema/validator.ts';
import type { Reply, ThreadMessage, ValidationWorkerData } from './validation-thread.ts';

const { port, count } = workerData as ValidationWorkerData & { port: MessagePort };

function reply(answer: Reply): void {
  port.postMessage(answer);
  Atomics.add(count, 0, 1);
  Atomics.notify(count, 0);
}

let validator: SchemaValidator | undefined;
let failed: Reply = { failure: '' };

function compile(schema: CompileInput): void {
  try {
    validator = SchemaValidator.compile(schema);
  } catch (error) {
    failed = error instanceof InvalidSchema ? { invalid: error.errors } : { failure: (error as Error).message };
  }
}

port.on('message', (message: ThreadMessage) => {
  if ('main' in message) {
    compile(message);
    return;
  }
  try {
    const start = performance.now();
    reply(validator ? { result: validator.validate(message), took: performance.now() - start } : failed);
  } catch (error) {
    reply({ failure: (error as Error).message });
  }
});
