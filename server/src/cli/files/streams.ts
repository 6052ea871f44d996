import type { CompressedBytes } from '../../node/byte-sources.ts';
import { LARGE_FROM } from '../../node/large-from.ts';
import { collected } from '../../node/small-heap.ts';
import { ARCHIVE_START, isBinary } from './binary.ts';
import { type Input, type LargeInput, LONGEST_TEXT, type StartedStream, TooLarge } from './input.ts';

/** Of what comes once so many bytes are read, and so many kept when they are compressed: it may have no end. */
const MOST_STREAMED = 4_294_967_296;
const MOST_KEPT = 268_435_456;

/**
 * Waits until so much of a stream has come as makes it large, or all. What goes wrong meanwhile is told who reads all of it.
 * @returns with the first bytes, as many as show an archive
 */
export async function startOf(stream: AsyncIterable<Buffer>): Promise<StartedStream & { readonly start: Buffer }> {
  const chunks = stream[Symbol.asyncIterator]();
  const waiting: Buffer[] = [];
  let size = 0;
  let failure: { readonly error: unknown } | undefined;
  try {
    while (size < LARGE_FROM) {
      const { done, value } = await chunks.next();
      if (done) break;
      waiting.push(value);
      size += value.length;
    }
  } catch (error) {
    failure = { error };
  }
  async function* all(): AsyncGenerator<Buffer> {
    for (let next = waiting.shift(); next; next = waiting.shift()) yield next;
    if (failure) throw failure.error;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { start: Buffer.concat(waiting, Math.min(ARCHIVE_START, size)), size, all: all() };
}

/** How what comes once is read. */
export function readingOnce(stream: AsyncIterable<Buffer>): Required<Pick<Input, 'read' | 'open'>> {
  return { read: () => readToEnd(stream), open: () => takeStream(stream) };
}

/** What came once, as a file. Rejects with TooLarge where it doesn't end in time. */
export async function takeStream(stream: AsyncIterable<Buffer>): Promise<Uint8Array | LargeInput> {
  return asContent(await takeBytes(stream));
}

/** Nobody writes in it any more. */
export function asContent(bytes: Uint8Array | CompressedBytes): Uint8Array | LargeInput {
  return bytes instanceof Uint8Array ? bytes : { bytes, verify: () => {}, close: () => {} };
}

/** All that comes; compressed where it is much. Rejects with TooLarge where it doesn't end in time. */
export async function takeBytes(stream: AsyncIterable<Buffer>): Promise<Buffer | CompressedBytes> {
  const chunks: Buffer[] = [];
  let size = 0;
  let large: CompressedBytes | undefined;
  for await (const chunk of collected(stream)) {
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
  return large ?? Buffer.concat(chunks);
}

/** All that comes, or as much as shows that it is no text. Rejects with TooLarge. */
export async function readToEnd(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  return Buffer.concat(await gather(stream, LONGEST_TEXT, isBinary));
}

/** An archive, which can only be read once all of it is there; threads may share it. Rejects with TooLarge. */
export async function readArchive(stream: AsyncIterable<Buffer>): Promise<Buffer<SharedArrayBuffer>> {
  const chunks = await gather(stream, MOST_KEPT, () => false);
  const bytes = Buffer.from(new SharedArrayBuffer(chunks.reduce((size, { length }) => size + length, 0)));
  let at = 0;
  for (const chunk of chunks) at += chunk.copy(bytes, at);
  return bytes;
}

/** @param isEnough what comes first shows that the rest is not needed */
async function gather(
  stream: AsyncIterable<Buffer>,
  most: number,
  isEnough: (first: Buffer) => boolean,
): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > most) throw new TooLarge();
    if (chunks.length === 1 && isEnough(chunk)) break;
  }
  return chunks;
}
