import { constants } from 'node:buffer';
import type { ByteSource } from '../../engine/workspace/decode-pages.ts';

/** A file to check. */
export interface Input {
  /** As it is shown: from the working directory, with `/`; `-` for standard input. */
  readonly path: string;
  /** It was named itself, and not only found in a folder or by a pattern. */
  readonly named: boolean;
  /** The folders and patterns that it was found by. */
  readonly foundBy: readonly string[];
  /** Empty for standard input. */
  readonly uri: string;
  /** Where its settings are looked for, where it is not by its own URI. */
  readonly settingsUri?: string | undefined;
  /** Rejects where it can't be read; with TooLarge where it doesn't end in time. */
  read(): Promise<Uint8Array>;
  /** The same of what may be larger than memory; `read` where it is missing. */
  open?(): Promise<Uint8Array | LargeInput>;
  /** It comes once, through standard input. */
  readonly stream?: StartedStream;
  /** Where the text is known, it counts, and not the bytes. */
  readonly text?: string;
  readonly inArchive?: InArchive;
}

/** What comes once, and of which some has come. */
export interface StartedStream {
  /** So many bytes have come: all, or enough to make it large. */
  readonly size: number;
  /** All of it, what has come included. */
  readonly all: AsyncIterable<Buffer>;
}

/** A file stands in an archive. */
export interface InArchive {
  readonly archive: string;
  /** All of the archive, where it came through standard input: threads share it. */
  readonly bytes?: Uint8Array<SharedArrayBuffer> | undefined;
  /** How large the file is there. */
  readonly size: number;
  /** What tells one state of it from another. */
  readonly stamp: string;
}

/** What is read a part at a time. */
export interface LargeInput {
  readonly bytes: ByteSource;
  /** @throws TextChanged where it is no longer what it was when it was opened */
  verify(): void;
  close(): void;
}

/** Something that was named and that gives no file. */
export class InputError extends Error {
  constructor(
    readonly path: string,
    readonly reason:
      | 'missing'
      | 'noMatch'
      | 'empty'
      | 'unreadable'
      /** It is an archive, and these are not read here. */
      | 'archive'
      /** Of archives and what is in them. */
      | 'noArchive'
      | 'emptyArchive'
      | 'largeArchive'
      | 'bomb'
      | 'encrypted'
      | 'nested'
      | 'method'
      | 'unsafeName',
  ) {
    super(path);
  }
}

/** More bytes than these are more characters than a text may have, but in UTF-16. */
export const LONGEST_TEXT = constants.MAX_STRING_LENGTH;

/** There is more than a text may hold. */
export class TooLarge extends Error {
  static readonly MOST_BYTES = 2 * LONGEST_TEXT;
}

/** A file in an archive is damaged, or another one than when the archive was listed. */
export class DamagedError extends Error {}
