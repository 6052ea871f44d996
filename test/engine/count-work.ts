import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';

/** What a module is to export as `measures`: by name, what makes ready for a size and gives the acts that are counted. */
export type Measures = Readonly<Record<string, (size: number) => Acts>>;

/** By name, in the order in which they are done. */
export type Acts = Readonly<Record<string, () => void>>;

/** By the names of a measure and of an act, the work at each size. */
export type Work = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

/** libxml2 is not bundled, and so it is found from here; git knows nothing of this folder. */
const FOLDER = 'node_modules/.cache';

/**
 * How much work each act is at each size: how often V8 runs each block of code, in all. It runs in a process of its
 * own, for V8 counts nothing in code that it has compiled before. What a built-in does inside counts as nothing.
 * @param module the path of a module with {@link Measures}, from the project's folder
 * @param names those to count
 */
export function countWork(module: string, sizes: readonly number[], names: readonly string[]): Work {
  mkdirSync(FOLDER, { recursive: true });
  const folder = mkdtempSync(resolve(FOLDER, 'work-'));
  try {
    const bundle = join(folder, 'bundle.mjs');
    const counter = join(folder, 'counter.mjs');
    const options: BuildOptions = {
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
      external: ['libxml2-wasm'],
      banner: { js: REQUIRE },
    };
    buildSync({ ...options, entryPoints: [resolve(module)], outfile: bundle });
    buildSync({ ...options, stdin: { contents: COUNTER }, outfile: counter });
    const given = JSON.stringify({ bundle, sizes, names });
    return JSON.parse(execFileSync(process.execPath, [counter, given], { encoding: 'utf8', maxBuffer: 1e8 }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** CommonJS packages that are bundled ask for it. */
const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

const COUNTER = `
import { Session } from 'node:inspector/promises';
const { bundle, sizes, names } = JSON.parse(process.argv[2]);
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
const { measures } = await import(bundle);
const counts = async () => {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const [script] = result.filter(({ url }) => url.endsWith('/bundle.mjs'));
  let work = 0;
  for (const { ranges } of script?.functions ?? []) for (const { count } of ranges) work += count;
  return work;
};
const found = {};
for (const name of names) {
  found[name] = {};
  for (const size of sizes) {
    for (const [act, run] of Object.entries(measures[name](size))) {
      await counts();
      run();
      (found[name][act] ??= []).push(await counts());
    }
  }
}
console.log(JSON.stringify(found));
`;
