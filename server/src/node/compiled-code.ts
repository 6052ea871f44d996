import { existsSync, lstatSync, mkdirSync } from 'node:fs';
import nodeModule from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

/** The version of V8 that this runs on. */
export const V8 = Number.parseInt(process.versions.v8, 10);
/** From this version on (Node.js 24), what is new may take 190 MB before garbage is looked for; before, 50. */
export const LARGE_HEAP = 13;

/**
 * Keeps the program as V8 has compiled it for the next run, from Node.js 22 on. It lies in a folder that nobody else may
 * write to: who could, would have this user run what is in there.
 */
export function keepCompiledProgram(): void {
  const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder: string) => unknown };
  if (!enableCompileCache) return;
  const folder = cacheFolder(process.platform, process.env, homedir());
  if (folder !== undefined && isOwn(folder)) enableCompileCache(folder);
}

/**
 * Where programs keep what they can make anew.
 * @returns undefined where nobody knows of a home
 */
export function cacheFolder(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string | undefined {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = env;
  if (platform === 'win32') return LOCALAPPDATA ? join(LOCALAPPDATA, 'srg-xml', 'Cache') : undefined;
  // What is not absolute is to be ignored: https://specifications.freedesktop.org/basedir-spec/latest/
  if (XDG_CACHE_HOME?.startsWith('/')) return join(XDG_CACHE_HOME, 'srg-xml');
  if (!home.startsWith('/')) return undefined;
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'srg-xml') : join(home, '.cache', 'srg-xml');
}

/** Makes a folder where there is none. @returns whether it is this user's, and no others may write to it */
export function isOwn(folder: string): boolean {
  try {
    // The user's own folder for such things may be new; a home that is not there is none to be made.
    for (const one of [dirname(folder), folder]) if (!existsSync(one)) mkdirSync(one, { mode: 0o700 });
    const found = lstatSync(folder);
    // On Windows the folder lies in the user's own, and has no such modes.
    if (!process.getuid) return found.isDirectory();
    return found.isDirectory() && found.uid === process.getuid() && (found.mode & 0o022) === 0;
  } catch {
    return false;
  }
}

/**
 * How many bytes of WebAssembly run before V8 optimises a function: ten times what it takes by itself, and far more than
 * Node.js 20 does. Of most deliveries libxml2 is asked so little that optimising it never pays.
 */
const BUDGET = 130_000_000;
/** The last version of V8, that of Node.js 26, in which this was tried. */
const NEWEST = 14;

/**
 * Has V8 optimise libxml2 where that pays: by itself it begins so early that it takes a fifth of the time of a small
 * check. Call it before libxml2 is loaded.
 */
export function optimiseLate(): void {
  // A V8 that doesn't know a flag writes so to standard error.
  if (V8 <= NEWEST) setFlagsFromString(`--wasm-tiering-budget=${BUDGET}`);
}

/**
 * Gives what is new all its room the first time that it is full: most of what a check makes stays, and is copied at each
 * of the many collections that it takes to get there.
 */
export function growAtOnce(): void {
  if (V8 < LARGE_HEAP) setFlagsFromString('--semi-space-growth-factor=16');
}
