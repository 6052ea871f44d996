import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How much the heap may grow, in percent of what is alive, before V8 looks for garbage: by itself it lets it double and more. */
const GROWTH = 10;

/** From now on, memory goes before time: what is let go of is collected soon. It costs next to nothing. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}

/** From now on what is new takes no more room than it has, in any thread. */
export function keepNewSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** So many bytes are let go of before they are collected: V8 waits for 64 MB of what is outside its heap, as what is read is. */
const LET_GO = 8_388_608;

/** Chunks as they come; those that were let go of are collected soon. */
export async function* collected<T extends Uint8Array>(chunks: AsyncIterable<T>): AsyncGenerator<T> {
  let collect: ReturnType<typeof collector> | undefined;
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size >= LET_GO) {
      collect ??= collector();
      collect({ type: 'minor' });
      size = 0;
    }
    yield chunk;
  }
}

function collector(): (options: { type: 'minor' }) => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}
