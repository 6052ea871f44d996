// Bundles a TypeScript program of the workshop and runs it, since Node 20 doesn't read TypeScript:
// `node scripts/run-typescript.mjs scripts/rules/update.ts [arguments]`.
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [program, ...args] = process.argv.slice(2);
// Below node_modules, so that the bundle finds its packages.
const folder = await mkdtemp(resolve('node_modules/.run-'));
try {
  const outfile = join(folder, 'program.mjs');
  await build({
    entryPoints: [program],
    outfile,
    bundle: true,
    packages: 'external',
    // Bundlers find it without its ending, and Node.js doesn't.
    alias: { 'picomatch/posix': 'picomatch/posix.js' },
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
  });
  const { main } = await import(pathToFileURL(outfile).href);
  process.exitCode = await main(args);
} finally {
  await rm(folder, { recursive: true });
}
