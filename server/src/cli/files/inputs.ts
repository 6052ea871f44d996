// Not from node:fs: importing that loads its streams, of which most runs need none.
import { open, readFile, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { TextChanged } from '../../engine/text/paged-text.ts';
import { fileUri } from '../../node/file-uri.ts';
import { LARGE_FROM } from '../../node/large-from.ts';
import { xmlFilesIn } from '../../node/xml-files.ts';
import { isArchive } from './binary.ts';
import { DamagedError, type Input, InputError, type LargeInput, TooLarge } from './input.ts';
import { globOf, shownPath } from './paths.ts';
import { readArchive, readingOnce, readToEnd, startOf, takeStream } from './streams.ts';

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
  // Standard input is there once.
  for (const arg of new Set(args)) {
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
  if (arg === '-') return ofStandardInput(standardInput, archives);
  const stats = await stat(arg).catch(() => undefined);
  const inputsAt = async (path: string, foundBy?: string) => {
    if (!isArchiveName(path)) return [fileInput(path, foundBy)];
    if (!archives) return [new InputError(shownPath(path), 'archive')];
    const { filesInArchive } = await import('./archives/archive.ts');
    return filesInArchive(shownPath(path), { foundIn: stats?.isDirectory() ? arg : undefined });
  };
  if (stats && !stats.isDirectory()) return inputsAt(arg);
  const errors: InputError[] = [];
  const unreadable = (folder: string) => errors.push(new InputError(shownPath(folder), 'unreadable'));
  const paths = stats ? await filesIn(arg, archives, unreadable) : await filesOf(arg);
  const inputs = await Promise.all(paths.sort().map((path) => inputsAt(relative('.', path), arg)));
  const found = [...inputs.flat(), ...errors];
  return found.length > 0 ? found : [new InputError(arg, stats ? 'empty' : /[*?[{]/.test(arg) ? 'noMatch' : 'missing')];
}

/** An archive is told by its first bytes, whatever it is called. */
async function ofStandardInput(name: string, archives: boolean): Promise<(Input | InputError)[]> {
  const isNamed = name !== '-';
  const path = shownPath(name);
  const { start, size, all } = await startOf(process.stdin);
  if (archives && isArchive(start)) {
    const bytes = await readArchive(all).catch((error) => {
      if (!isTooLarge(error)) throw error;
      return undefined;
    });
    if (!bytes) return [new InputError(path, 'largeArchive')];
    const { filesInArchive } = await import('./archives/archive.ts');
    return filesInArchive(path, { bytes, settingsUri: isNamed ? undefined : '' });
  }
  const uri = isNamed ? fileUri(name) : '';
  return [{ path, named: true, foundBy: [], uri, stream: { size, all }, ...readingOnce(all) }];
}

export function isArchiveName(path: string): boolean {
  return /\.zip$/i.test(path);
}

async function filesIn(folder: string, archives: boolean, unreadable: (folder: string) => void): Promise<string[]> {
  const paths: string[] = [];
  const options = { deep: true, unreadable, ...(archives ? { endings: /\.(xml|zip)$/i } : {}) };
  for await (const { path } of xmlFilesIn(folder, options)) paths.push(path);
  return paths;
}

async function filesOf(pattern: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  return glob(globOf(pattern), { absolute: true, dot: false, ignore: ['**/node_modules/**'] });
}

function fileInput(path: string, foundBy?: string): Input {
  const named = foundBy === undefined;
  return {
    path: shownPath(path),
    named,
    foundBy: named ? [] : [foundBy],
    uri: fileUri(path),
    read: () => readBytes(path),
    open: () => openFile(path),
  };
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

/** The same of what may be larger than memory. */
export async function openFile(path: string): Promise<Uint8Array | LargeInput> {
  const stats = await stat(path);
  if (!stats.isFile()) return takeStream((await open(path)).createReadStream());
  if (stats.size < LARGE_FROM) return readBytes(path);
  const { FileBytes } = await import('../../node/byte-sources.ts');
  const bytes = FileBytes.open(path);
  return { bytes, verify: () => bytes.verify(), close: () => bytes.close() };
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

/** What is told of a file whose bytes could not be had. @throws what is no such thing */
export function whyUnread(error: unknown): 'file.changed' | 'file.tooLarge' | 'file.unreadable' | 'file.damaged' {
  if (hasChanged(error)) return 'file.changed';
  if (isTooLarge(error)) return 'file.tooLarge';
  if (error instanceof DamagedError) return 'file.damaged';
  if (isUnreadable(error)) return 'file.unreadable';
  throw error;
}

/** A file is not there, or may not be read. */
export function isUnreadable(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).syscall !== undefined;
}
