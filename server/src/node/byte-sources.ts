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
const KEPT = 4;
/** Fast, and small enough: a delivery says the same things over and over. */
const LEVEL = 1;

/** Bytes that came once and can't be asked for again: they are kept compressed. */
export class CompressedBytes implements ByteSource {
  /** How many bytes they take. */
  size: number;
  /** What comes next is gathered here, until it is a piece. */
  private gathered: Buffer | undefined;
  /**
   * The pieces that were read last, in places that are used again and again: what V8 has kept for a while it collects late,
   * and a piece is larger than all that is read in it.
   */
  private readonly kept = new Map<number, Buffer>();

  /** @param pieces those of another one, with its length */
  constructor(
    readonly pieces: Uint8Array<ArrayBuffer>[] = [],
    public length = 0,
  ) {
    this.size = pieces.reduce((size, piece) => size + piece.length, 0);
  }

  push(bytes: Uint8Array): void {
    this.gathered ??= Buffer.allocUnsafe(PIECE);
    for (let from = 0; from < bytes.length; ) {
      const at = this.length % PIECE;
      const until = Math.min(bytes.length, from + PIECE - at);
      this.gathered.set(bytes.subarray(from, until), at);
      this.length += until - from;
      from = until;
      if (this.length % PIECE === 0) this.compress(this.gathered);
    }
  }

  /** Nothing more comes. */
  end(): void {
    const rest = this.length % PIECE;
    if (rest > 0) this.compress(this.gathered!.subarray(0, rest));
    this.gathered = undefined;
  }

  read(start: number, end: number): Uint8Array {
    const first = Math.floor(start / PIECE);
    const last = Math.floor(Math.max(start, end - 1) / PIECE);
    const from = start - first * PIECE;
    if (first === last) return this.piece(first).subarray(from, end - first * PIECE);
    const bytes = Buffer.allocUnsafe(end - start);
    for (let piece = first, at = 0; piece <= last; piece++) {
      at += this.piece(piece).copy(bytes, at, piece === first ? from : 0, Math.min(PIECE, end - piece * PIECE));
    }
    return bytes;
  }

  private compress(bytes: Buffer): void {
    // A copy: it may be a view of a larger buffer.
    const piece = new Uint8Array(deflateRawSync(bytes, { level: LEVEL }));
    this.size += piece.length;
    this.pieces.push(piece);
  }

  private piece(index: number): Buffer {
    const known = this.kept.get(index);
    if (known) return known;
    const oldest = this.kept.size < KEPT ? undefined : this.kept.entries().next().value;
    if (oldest) this.kept.delete(oldest[0]);
    const place = oldest?.[1] ?? Buffer.allocUnsafe(PIECE);
    // With room for one more it is known at once that this is all.
    inflateRawSync(this.pieces[index]!, { chunkSize: PIECE + 1 }).copy(place);
    this.kept.set(index, place);
    return place;
  }
}
