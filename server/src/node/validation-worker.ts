// Runs libxml2 in a thread of its own for `ThreadValidator`.
import { type MessagePort, workerData } from 'node:worker_threads';
import '../engine/schema/libxml2.ts';
import { SchemaValidator } from '../engine/schema/validator.ts';
import type { Reply, ValidationWorkerData } from './thread-validator.ts';

const { port, schema, count } = workerData as ValidationWorkerData & { port: MessagePort };

function reply(answer: Reply): void {
  port.postMessage(answer);
  Atomics.add(count, 0, 1);
  Atomics.notify(count, 0);
}

let validator: SchemaValidator | undefined;
let failure = '';
try {
  validator = SchemaValidator.compile(schema);
} catch (error) {
  failure = (error as Error).message;
}
port.on('message', (pieces: string[]) => {
  try {
    reply(validator ? { result: validator.validate(pieces) } : { failure });
  } catch (error) {
    reply({ failure: (error as Error).message });
  }
});
