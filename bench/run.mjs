// Bundles the bench and runs it: `node bench/run.mjs [--short]`.
import { build } from 'esbuild';

const outdir = new URL('./out/', import.meta.url);
await build({
  entryPoints: { bench: 'bench/main.ts' },
  outdir: outdir.pathname,
  outExtension: { '.js': '.mjs' },
  // libxml2 waits for its WebAssembly: as a chunk of its own that works out, whoever asks for it first.
  splitting: true,
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
await import(new URL('bench.mjs', outdir).href);
