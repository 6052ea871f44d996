import { ByteReader } from './byte-buffer.ts';

const CHUNK = 1_048_576;

/** Rows of bytes, each to be read from its start: all together they take no more than 4 GB. */
export class ByteStore {
  private readonly chunks: Uint8Array[] = [];
  /** Bytes of the last chunk that are used. */
  private used = 0;
  /** Bytes that were put in. */
  size = 0;

  /** @returns where they start: the number of their chunk times the size of one, and the place in there */
  push(bytes: Uint8Array): number {
    let chunk = this.chunks.at(-1);
    if (!chunk || this.used + bytes.length > chunk.length) {
      chunk = new Uint8Array(Math.max(CHUNK, bytes.length));
      this.chunks.push(chunk);
      this.used = 0;
    }
    chunk.set(bytes, this.used);
    const start = (this.chunks.length - 1) * CHUNK + this.used;
    this.used += bytes.length;
    this.size += bytes.length;
    return start;
  }

  readFrom(start: number): ByteReader {
    return new ByteReader(this.chunks[Math.floor(start / CHUNK)]!, start % CHUNK);
  }
}
