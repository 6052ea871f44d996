import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

/** What a module is to export as `measures`: by name, what makes ready for a size and gives the act that is counted. */
export type Measures = Readonly<Record<string, (size: number) => () => void>>;

/**
 * How much work each act is at each size: how often V8 runs each block of code, in all. It runs in a process of its
 * own, for V8 counts nothing in code that it has compiled before. What a built-in does inside counts as nothing.
 * @param module the path of a module with {@link Measures}, from the project's folder
 */
export function countWork(module: string, sizes: readonly number[]): Record<string, number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'work-'));
  try {
    const bundle = join(folder, 'bundle.mjs');
    const counter = join(folder, 'counter.mjs');
    const options = { bundle: true, platform: 'node', format: 'esm', logLevel: 'error' } as const;
    buildSync({ ...options, entryPoints: [resolve(module)], outfile: bundle });
    buildSync({ ...options, stdin: { contents: COUNTER }, outfile: counter });
    const given = JSON.stringify({ bundle, sizes });
    return JSON.parse(execFileSync(process.execPath, [counter, given], { encoding: 'utf8', maxBuffer: 1e8 }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const COUNTER = `
import { Session } from 'node:inspector/promises';
const { bundle, sizes } = JSON.parse(process.argv[2]);
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
for (const [name, prepare] of Object.entries(measures)) {
  found[name] = [];
  for (const size of sizes) {
    const act = prepare(size);
    await counts();
    act();
    found[name].push(await counts());
  }
}
console.log(JSON.stringify(found));
`;
