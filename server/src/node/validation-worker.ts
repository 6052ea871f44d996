// Runs libxml2 in a thread of its own for `ThreadValidator`.
import { type MessagePort, workerData } from 'node:worker_threads';
import '../engine/schema/libxml2.ts';
import { InvalidSchema, SchemaValidator } from '../engine/schema/validator.ts';
import type { Reply, ValidationWorkerData } from './thread-validator.ts';

const { port, schema, count } = workerData as ValidationWorkerData & { port: MessagePort };

function reply(answer: Reply): void {
  port.postMessage(answer);
  Atomics.add(count, 0, 1);
  Atomics.notify(count, 0);
}

let validator: SchemaValidator | undefined;
let failed: Reply = { failure: '' };
try {
  validator = SchemaValidator.compile(schema);
} catch (error) {
  failed = error instanceof InvalidSchema ? { invalid: error.errors } : { failure: (error as Error).message };
}
port.on('message', (pieces: string[]) => {
  try {
    reply(validator ? { result: validator.validate(pieces) } : failed);
  } catch (error) {
    reply({ failure: (error as Error).message });
  }
});
