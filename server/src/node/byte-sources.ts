import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { pagedText, TextChanged } from '../engine/text/paged-text.ts';
import { type ByteSource, decodePages } from '../engine/workspace/decode-pages.ts';
import type { DistantText } from '../engine/workspace/delivery-files.ts';
import { NODE_BYTES } from './node-bytes.ts';

/** The text of bytes, which is read whenever it is looked at; undefined where their encoding doesn't allow that. */
export function textOf(bytes: ByteSource, close: () => void): DistantText | undefined {
  const decoded = decodePages(bytes, NODE_BYTES);
  if (decoded) return { text: pagedText(decoded.pages), close };
  close();
  return undefined;
}

/** The bytes of a file, which are read whenever they are looked at. */
export class FileBytes implements ByteSource {
  private constructor(
    private readonly path: string,
    private readonly file: number,
    private readonly stats: Stats,
  ) {}

  static open(path: string): FileBytes {
    const file = openSync(path, 'r');
    return new FileBytes(path, file, fstatSync(file));
  }

  get length(): number {
    return this.stats.size;
  }

  read(start: number, end: number): Uint8Array {
    const bytes = Buffer.allocUnsafe(end - start);
    for (let at = 0; at < bytes.length; ) {
      const count = readSync(this.file, bytes, at, bytes.length - at, start + at);
      if (count === 0) throw new TextChanged();
      at += count;
    }
    return bytes;
  }

  /** @throws TextChanged where it was written since it was opened, or another file has taken its place */
  verify(): void {
    const { ino, size, mtimeMs } = this.stats;
    const now = statSync(this.path, { throwIfNoEntry: false });
    if (now?.ino !== ino || now.size !== size || now.mtimeMs !== mtimeMs) throw new TextChanged();
  }

  close(): void {
    closeSync(this.file);
  }
}

/** So many bytes are compressed together. */
const PIECE = 262_144;
/** So many pieces are kept as they were. */
const KEPT = 16;
/** Fast, and small enough: a delivery says the same things over and over. */
const LEVEL = 1;

/** Bytes that came once and can't be asked for again: they are kept compressed. */
export class CompressedBytes implements ByteSource {
  private readonly pieces: Buffer[] = [];
  private readonly kept = new Map<number, Buffer>();
  private waiting: Uint8Array[] = [];
  private waitingSize = 0;
  length = 0;
  /** How many bytes they take. */
  size = 0;

  push(bytes: Uint8Array): void {
    this.length += bytes.length;
    let from = 0;
    while (this.waitingSize + bytes.length - from >= PIECE) {
      const until = from + PIECE - this.waitingSize;
      this.waiting.push(bytes.subarray(from, until));
      from = until;
      this.compress();
    }
    if (from === bytes.length) return;
    // Not a view of a larger buffer.
    this.waiting.push(Buffer.from(bytes.subarray(from)));
    this.waitingSize += bytes.length - from;
  }

  /** Nothing more comes. */
  end(): void {
    if (this.waitingSize > 0) this.compress();
  }

  read(start: number, end: number): Uint8Array {
    const first = Math.floor(start / PIECE);
    const last = Math.floor(Math.max(start, end - 1) / PIECE);
    const parts: Buffer[] = [];
    for (let piece = first; piece <= last; piece++) parts.push(this.piece(piece));
    const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    return bytes.subarray(start - first * PIECE, end - first * PIECE);
  }

  private compress(): void {
    const piece = deflateRawSync(Buffer.concat(this.waiting), { level: LEVEL });
    this.size += piece.length;
    this.pieces.push(piece);
    this.waiting = [];
    this.waitingSize = 0;
  }

  private piece(index: number): Buffer {
    const known = this.kept.get(index);
    if (known) return known;
    const bytes = inflateRawSync(this.pieces[index]!);
    if (this.kept.size >= KEPT) this.kept.delete(this.kept.keys().next().value!);
    this.kept.set(index, bytes);
    return bytes;
  }
}
