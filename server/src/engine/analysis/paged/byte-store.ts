import { ByteReader } from './byte-buffer.ts';

const CHUNK = 1_048_576;
/** Where bytes start is this many times the number of their chunk, and the place in there. */
const BEYOND_CHUNK = 4_294_967_296;

/** Rows of bytes, each to be read from its start. */
export class ByteStore {
  private readonly chunks: Uint8Array[] = [];
  /** Bytes of the last chunk that are used. */
  private used = 0;
  /** Bytes that were put in. */
  size = 0;

  /** @returns where they start */
  push(bytes: Uint8Array): number {
    let chunk = this.chunks.at(-1);
    if (!chunk || this.used + bytes.length > chunk.length) {
      chunk = new Uint8Array(Math.max(CHUNK, bytes.length));
      this.chunks.push(chunk);
      this.used = 0;
    }
    chunk.set(bytes, this.used);
    const start = (this.chunks.length - 1) * BEYOND_CHUNK + this.used;
    this.used += bytes.length;
    this.size += bytes.length;
    return start;
  }

  readFrom(start: number): ByteReader {
    return new ByteReader(this.chunks[Math.floor(start / BEYOND_CHUNK)]!, start % BEYOND_CHUNK);
  }
}
