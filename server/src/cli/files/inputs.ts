import { constants } from 'node:buffer';
// Not from node:fs: importing that loads its streams, of which most runs need none.
import { open, readFile, stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { fileUri } from '../../node/file-uri.ts';
import { xmlFilesIn } from '../../node/xml-files.ts';
import { isBinary } from './binary.ts';

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
  /** Rejects where it can't be read; with TooLarge where it doesn't end in time. */
  read(): Promise<Uint8Array>;
}

/** Something that was named and that gives no file. */
export class InputError extends Error {
  constructor(
    readonly path: string,
    readonly reason: 'missing' | 'empty' | 'unreadable',
  ) {
    super(path);
  }
}

/** More bytes than these are more characters than a text may have, but in UTF-16. */
const MOST_BYTES = constants.MAX_STRING_LENGTH;

class TooLarge extends Error {}

/**
 * The files behind the arguments, each once: files, folders (all XML files in them), patterns, and `-`.
 * An argument that gives no file comes as an InputError in its place.
 * @param standardInput the name that stands for standard input, whose folder and ending count as those of a file
 */
export async function expandInputs(args: readonly string[], standardInput = '-'): Promise<(Input | InputError)[]> {
  const found = new Map<string, Input | InputError>();
  for (const arg of args) {
    for (const input of await expand(arg, standardInput)) {
      const known = found.get(input.path);
      if (known instanceof InputError || input instanceof InputError || !known) found.set(input.path, input);
      else {
        const foundBy = [...known.foundBy, ...input.foundBy];
        found.set(input.path, { ...known, named: known.named || input.named, foundBy });
      }
    }
  }
  return [...found.values()];
}

async function expand(arg: string, standardInput: string): Promise<(Input | InputError)[]> {
  if (arg === '-') {
    const uri = standardInput === '-' ? '' : fileUri(standardInput);
    return [{ path: shown(standardInput), named: true, foundBy: [], uri, read: () => readToEnd(process.stdin) }];
  }
  const stats = await stat(arg).catch(() => undefined);
  if (stats && !stats.isDirectory()) return [fileInput(arg)];
  const errors: InputError[] = [];
  const paths = stats
    ? await filesIn(arg, (folder) => errors.push(new InputError(shown(folder), 'unreadable')))
    : await filesOf(arg);
  if (paths.length === 0 && errors.length === 0) return [new InputError(arg, stats ? 'empty' : 'missing')];
  return [...paths.sort().map((path) => fileInput(relative('.', path), arg)), ...errors];
}

async function filesIn(folder: string, unreadable: (folder: string) => void): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path } of xmlFilesIn(folder, { deep: true, unreadable })) paths.push(path);
  return paths;
}

async function filesOf(pattern: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const ignore = ['**/node_modules/**'];
  return glob(pattern.split(sep).join('/'), { absolute: true, dot: false, ignore });
}

function fileInput(path: string, foundBy?: string): Input {
  const named = foundBy === undefined;
  return {
    path: shown(path),
    named,
    foundBy: named ? [] : [foundBy],
    uri: fileUri(path),
    read: () => readBytes(path),
  };
}

function shown(path: string): string {
  return path.split(sep).join('/');
}

/** The bytes of a file. Rejects with TooLarge for what is too large for a text, or has no end. */
export async function readBytes(path: string): Promise<Uint8Array> {
  const stats = await stat(path);
  // Devices and pipes don't tell how much there is to read.
  if (!stats.isFile()) return readToEnd((await open(path)).createReadStream());
  if (stats.size > 2 * MOST_BYTES) throw new TooLarge();
  return readFile(path);
}

/** The text of a file is longer than a text may be. */
export function isTooLarge(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return error instanceof TooLarge || code === 'ERR_STRING_TOO_LONG' || message === 'Invalid string length';
}

/** A file is not there, or may not be read. */
export function isUnreadable(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).syscall !== undefined;
}

/** All that comes, or as much as shows that it is no text. */
async function readToEnd(stream: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) throw new TooLarge();
    if (chunks.length === 1 && isBinary(chunk)) break;
  }
  return Buffer.concat(chunks);
}
