import { LARGE_FROM } from '../../node/large-from.ts';
import { isBinary } from './binary.ts';
import { type LargeInput, LONGEST_TEXT, TooLarge } from './input.ts';

/** Of what comes once so many bytes are read, and so many kept when they are compressed: it may have no end. */
const MOST_STREAMED = 4_294_967_296;
const MOST_KEPT = 268_435_456;

/** A stream that is there once, and what it begins with. */
export interface StartedStream {
  readonly start: Buffer;
  /** All of it, the start included. */
  readonly all: AsyncIterable<Buffer>;
}

/** Waits until so many bytes have come, or all. */
export async function startOf(stream: AsyncIterable<Buffer>, bytes: number): Promise<StartedStream> {
  const chunks = stream[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  while (start.length < bytes) {
    const { done, value } = await chunks.next();
    if (done) break;
    start = start.length === 0 ? value : Buffer.concat([start, value]);
  }
  async function* all(): AsyncGenerator<Buffer> {
    if (start.length > 0) yield start;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { start, all: all() };
}

/** All that comes; compressed where it is much. Rejects with TooLarge where it doesn't end in time. */
export async function takeStream(stream: AsyncIterable<Buffer>): Promise<Uint8Array | LargeInput> {
  const chunks: Buffer[] = [];
  let size = 0;
  let large: import('../../node/byte-sources.ts').CompressedBytes | undefined;
  for await (const chunk of stream) {
    size += chunk.length;
    if (large) large.push(chunk);
    else chunks.push(chunk);
    if (chunks.length === 1 && isBinary(chunk)) break;
    if (!large && size >= LARGE_FROM) {
      const { CompressedBytes } = await import('../../node/byte-sources.ts');
      large = new CompressedBytes();
      for (const each of chunks.splice(0)) large.push(each);
    }
    if (size > MOST_STREAMED || (large?.size ?? 0) > MOST_KEPT) throw new TooLarge();
  }
  large?.end();
  return large ? { bytes: large, verify: () => {}, close: () => {} } : Buffer.concat(chunks);
}

/** All that comes, or as much as shows that it is no text. Rejects with TooLarge. */
export function readToEnd(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  return gather(stream, LONGEST_TEXT, isBinary);
}

/** An archive, which can only be read once all of it is there. Rejects with TooLarge. */
export function readArchive(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  return gather(stream, MOST_KEPT, () => false);
}

/** @param isEnough what comes first shows that the rest is not needed */
async function gather(
  stream: AsyncIterable<Buffer>,
  most: number,
  isEnough: (first: Buffer) => boolean,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > most) throw new TooLarge();
    if (chunks.length === 1 && isEnough(chunk)) break;
  }
  return Buffer.concat(chunks);
}
