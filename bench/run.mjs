// Bundles the bench and runs it: `node bench/run.mjs [--short]`.
import { build } from 'esbuild';

const outfile = new URL('./out/bench.mjs', import.meta.url);
await build({
  entryPoints: ['bench/main.ts'],
  outfile: outfile.pathname,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  mainFields: ['module', 'main'],
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
await import(outfile.href);
