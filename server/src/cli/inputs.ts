import { readFile, stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { glob } from 'tinyglobby';
import { fileUri } from '../node/file-uri.ts';

/** A file to check. */
export interface Input {
  /** As it is shown: from the working directory, with `/`; `-` for standard input. */
  readonly path: string;
  /** It was named itself, and not found in a folder or by a pattern. */
  readonly named: boolean;
  /** Empty for standard input. */
  readonly uri: string;
  read(): Promise<Uint8Array>;
}

/** Something that was named and is not there. */
export class InputError extends Error {
  constructor(readonly path: string) {
    super(path);
  }
}

/**
 * The files behind the arguments, each once: files, folders (all `.xml` in them), patterns, and `-`.
 * An argument that gives no file comes as an InputError in its place.
 */
export async function expandInputs(args: readonly string[]): Promise<(Input | InputError)[]> {
  const found = new Map<string, Input | InputError>();
  for (const arg of args) {
    if (arg === '-') found.set(arg, { path: '-', named: true, uri: '', read: readStandardInput });
    else for (const input of await expand(arg)) if (!found.has(input.path)) found.set(input.path, input);
  }
  return [...found.values()];
}

async function expand(arg: string): Promise<(Input | InputError)[]> {
  const stats = await stat(arg).catch(() => undefined);
  if (stats && !stats.isDirectory()) return [fileInput(arg, true)];
  const pattern = stats ? '**/*.xml' : arg.split(sep).join('/');
  const paths = await glob(pattern, {
    cwd: stats ? arg : '.',
    absolute: true,
    dot: false,
    ignore: ['**/node_modules/**'],
  });
  if (paths.length === 0) return [new InputError(arg)];
  return paths.sort().map((path) => fileInput(relative('.', path), false));
}

function fileInput(path: string, named: boolean): Input {
  return { path: path.split(sep).join('/'), named, uri: fileUri(path), read: () => readFile(path) };
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
