// Not from node:fs: importing that loads its streams, of which most runs need none.
import { open, readFile, stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { fileUri } from '../../node/file-uri.ts';
import { xmlFilesIn } from '../../node/xml-files.ts';
import { isBinary } from './binary.ts';
import { type Input, InputError, LONGEST_TEXT, TooLarge } from './input.ts';

export interface InputOptions {
  /** The name that stands for standard input, whose folder and ending count as those of a file. */
  readonly standardInput?: string | undefined;
  /** Archives are read as if they were folders. */
  readonly archives?: boolean;
}

/**
 * The files behind the arguments, each once: files, folders (all XML files in them), patterns, and `-`.
 * An argument that gives no file comes as an InputError in its place.
 */
export async function expandInputs(
  args: readonly string[],
  options: InputOptions = {},
): Promise<(Input | InputError)[]> {
  const found = new Map<string, Input | InputError>();
  for (const arg of args) {
    for (const input of await expand(arg, options)) {
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

async function expand(arg: string, options: InputOptions): Promise<(Input | InputError)[]> {
  const { standardInput = '-', archives = false } = options;
  if (arg === '-') {
    const uri = standardInput === '-' ? '' : fileUri(standardInput);
    return [{ path: shown(standardInput), named: true, foundBy: [], uri, read: () => readToEnd(process.stdin) }];
  }
  const stats = await stat(arg).catch(() => undefined);
  const inputsAt = async (path: string, foundBy?: string) => {
    if (!archives || !/\.zip$/i.test(path)) return [fileInput(path, foundBy)];
    const { filesInArchive } = await import('./archive.ts');
    return filesInArchive(shown(path));
  };
  if (stats && !stats.isDirectory()) return inputsAt(arg);
  const errors: InputError[] = [];
  const paths = stats
    ? await filesIn(arg, (folder) => errors.push(new InputError(shown(folder), 'unreadable')))
    : await filesOf(arg);
  if (paths.length === 0 && errors.length === 0) return [new InputError(arg, stats ? 'empty' : 'missing')];
  const inputs = await Promise.all(paths.sort().map((path) => inputsAt(relative('.', path), arg)));
  return [...inputs.flat(), ...errors];
}

async function filesIn(folder: string, unreadable: (folder: string) => void): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path } of xmlFilesIn(folder, { deep: true, unreadable })) paths.push(path);
  return paths;
}

/** A shell of Windows leaves the quotation marks of other shells around a pattern. */
async function filesOf(pattern: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const ignore = ['**/node_modules/**'];
  const bare = pattern.replace(/^'(.*)'$/s, '$1');
  return glob(bare.split(sep).join('/'), { absolute: true, dot: false, ignore });
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
  if (stats.size > TooLarge.MOST_BYTES) throw new TooLarge();
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
    if (size > LONGEST_TEXT) throw new TooLarge();
    if (chunks.length === 1 && isBinary(chunk)) break;
  }
  return Buffer.concat(chunks);
}
