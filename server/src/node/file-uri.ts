import { resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { parseUri } from '../engine/text/uri.ts';

/**
 * The path of a file on this machine.
 * @returns undefined for what can't be one: an address of another scheme, and a share of a server but on Windows
 */
export function filePathOf(uri: string): string | undefined {
  const parsed = parseUri(uri);
  if (parsed?.scheme !== 'file') return undefined;
  if (process.platform === 'win32') return parsed.fsPath;
  return parsed.authority === '' ? parsed.path : undefined;
}

/** @param path absolute, or from the working directory */
export function fileUri(path: string): string {
  return URI.file(resolve(path)).toString();
}
