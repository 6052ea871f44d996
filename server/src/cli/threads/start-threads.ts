import { statSync } from 'node:fs';
import * as os from 'node:os';
import { LARGE_HEAP, V8 } from '../../node/compiled-code.ts';
import { filePathOf } from '../../node/file-uri.ts';
import { LARGE_FROM } from '../../node/large-from.ts';
import { type Input, InputError } from '../files/input.ts';
import type { Program } from '../program.ts';
import type { Progress } from '../run/progress.ts';
import type { CheckThreads, RunAround } from './check-threads.ts';
import type { ThreadSetup } from './messages.ts';

/** What takes less work, in bytes, is done before threads have started. */
const WORTH = 16_000_000;
/** So many bytes keep a thread busy for longer than it takes to start. */
const FOR_EACH = 6_000_000;
/** More cores than these are left to others, and more threads than these are never started. */
const MOST = 8;
const MOST_ASKED = 64;
/** A thread may take so much memory, in bytes; half of what there is, is left to others. */
const MEMORY = 400_000_000;

/** What the number of threads goes by. */
export interface Machine {
  readonly cores: number;
  /** In bytes. */
  readonly memory: number;
}

/** This machine, or what of it this program may use. */
function thisMachine(): Machine {
  // 0, or more than there is, where nothing is set.
  const memory = Math.min(process.constrainedMemory() || Number.POSITIVE_INFINITY, os.totalmem());
  return { cores: os.availableParallelism(), memory };
}

/**
 * How many threads are to judge the files of a run; less than 2 where they are judged one after the other.
 * @param asked at most so many, however little there is to do
 */
export function threadsFor(
  inputs: readonly (Input | InputError)[],
  asked: number | undefined,
  { cores, memory }: Machine = thisMachine(),
): number {
  const files = inputs.filter((input) => !(input instanceof InputError));
  if (asked !== undefined) return Math.min(asked, files.length, MOST_ASKED);
  const most = Math.min(files.length, cores, MOST, Math.floor(memory / 2 / MEMORY));
  if (most < 2) return 1;
  let bytes = 0;
  for (const input of files) {
    bytes += sizeOf(input);
    // No more is asked of the disk than it takes to know.
    if (bytes >= most * FOR_EACH && bytes >= WORTH) return most;
  }
  return bytes < WORTH ? 1 : Math.floor(bytes / FOR_EACH);
}

/**
 * Whether a thread is to judge the files, were it one after the other, since its memory can be limited: a file is so large
 * that it is read a part at a time.
 */
export function needsOwnMemory(inputs: readonly (Input | InputError)[], v8 = V8): boolean {
  return v8 >= LARGE_HEAP && inputs.some((input) => sizeOf(input) >= LARGE_FROM);
}

/** The disk is asked of each once: progress and threads go by sizes. */
const SIZES = new WeakMap<Input, number>();

/** In bytes, of a stream as many as have come; 0 of what is none, or doesn't tell. */
export function sizeOf(input: Input | InputError): number {
  if (input instanceof InputError) return 0;
  const size = SIZES.get(input) ?? askSizeOf(input);
  SIZES.set(input, size);
  return size;
}

function askSizeOf({ uri, inArchive, stream }: Input): number {
  if (stream) return stream.size;
  if (inArchive) return inArchive.size;
  const path = filePathOf(uri);
  return (path !== undefined && statSync(path, { throwIfNoEntry: false })?.size) || 0;
}

/** Starts threads where the files of a run are worth them. */
export async function startThreads(
  inputs: readonly (Input | InputError)[],
  setup: Omit<ThreadSetup, 'inputs' | 'program' | 'validatesBeside'>,
  program: Program,
  progress: Progress | undefined,
): Promise<CheckThreads | undefined> {
  const count = threadsFor(inputs, setup.values.jobs);
  if (count < 2 && !needsOwnMemory(inputs)) return undefined;
  const [{ CheckThreads }, { sentInputs }] = await Promise.all([
    import('./check-threads.ts'),
    import('./sent-inputs.ts'),
  ]);
  const { schemas, validationWorker, checkWorker, language, version } = program;
  return new CheckThreads(
    {
      ...setup,
      inputs: sentInputs(inputs),
      program: { schemas: schemas.href, validationWorker: validationWorker.href, language, version },
      validatesBeside: os.availableParallelism() >= 2 * count,
    },
    Math.max(1, count),
    checkWorker,
    { progress, stream: streamIn(inputs) },
  );
}

function streamIn(inputs: readonly (Input | InputError)[]): RunAround['stream'] {
  for (const [n, input] of inputs.entries())
    if (!(input instanceof InputError) && input.stream) return { n, all: input.stream.all };
  return undefined;
}
