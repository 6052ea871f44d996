// Not from node:fs: importing that loads its streams, of which most runs need none.
import { open, readFile, stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { TextChanged } from '../../engine/text/paged-text.ts';
import { fileUri } from '../../node/file-uri.ts';
import { xmlFilesIn } from '../../node/xml-files.ts';
import { isBinary } from './binary.ts';
import { type Input, InputError, type LargeInput, LONGEST_TEXT, TooLarge } from './input.ts';

export interface InputOptions {
  /** The name that stands for standard input, whose folder and ending count as those of a file. */
  readonly standardInput?: string | undefined;
  /** Archives are read as if they were folders. */
  readonly archives?: boolean;
}

/** From so many bytes on they are read a part at a time. */
export const LARGE_FROM = 16_777_216;
/** Of what comes once so many bytes are read, and so many kept when they are compressed: it may have no end. */
const MOST_STREAMED = 4_294_967_296;
const MOST_KEPT = 268_435_456;

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
    const path = shown(standardInput);
    const open = () => takeStream(process.stdin);
    return [{ path, named: true, foundBy: [], uri, read: () => readToEnd(process.stdin), open }];
  }
  const stats = await stat(arg).catch(() => undefined);
  const inputsAt = async (path: string, foundBy?: string) => {
    if (!archives || !/\.zip$/i.test(path)) return [fileInput(path, foundBy)];
    const { filesInArchive } = await import('./archives/archive.ts');
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
    open: () => openFile(path),
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
  const bytes = await readFile(path);
  const { size, mtimeMs } = await stat(path);
  // Some that the system makes as they are read have no size.
  const isWhole = stats.size === 0 || bytes.length === size;
  if (!isWhole || size !== stats.size || mtimeMs !== stats.mtimeMs) throw new TextChanged();
  return bytes;
}

async function openFile(path: string): Promise<Uint8Array | LargeInput> {
  const stats = await stat(path);
  if (!stats.isFile()) return takeStream((await open(path)).createReadStream());
  if (stats.size < LARGE_FROM) return readBytes(path);
  const { FileBytes } = await import('../../node/byte-sources.ts');
  const bytes = FileBytes.open(path);
  return { bytes, verify: () => bytes.verify(), close: () => bytes.close() };
}

/** All that comes; compressed where it is much. */
async function takeStream(stream: AsyncIterable<unknown>): Promise<Uint8Array | LargeInput> {
  const chunks: Buffer[] = [];
  let size = 0;
  let large: import('../../node/byte-sources.ts').CompressedBytes | undefined;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
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

/** A file was written while it was read. */
export function hasChanged(error: unknown): boolean {
  return error instanceof TextChanged;
}

/** The text of a file is longer than a text may be. */
export function isTooLarge(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return error instanceof TooLarge || code === 'ERR_STRING_TOO_LONG' || message === 'Invalid string length';
}

/** What is told of a file whose bytes could not be had. */
export function whyUnread(error: unknown): 'file.tooLarge' | 'file.unreadable' {
  return isTooLarge(error) ? 'file.tooLarge' : 'file.unreadable';
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
