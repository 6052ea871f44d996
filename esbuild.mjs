import { chmod } from 'node:fs/promises';
import { build } from 'esbuild';

// libxml2-wasm uses top-level await, so the server and the command line are ES modules; VS Code wants its
// extension as CommonJS. The CommonJS packages bundled into a module ask for `require` while they load.
const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

const node = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: process.argv.includes('--minify'),
  sourcemap: false,
  legalComments: 'linked',
  logLevel: 'warning',
};

export async function buildAll() {
  await Promise.all([
    build({
      ...node,
      entryPoints: {
        srg: 'server/src/cli/srg.ts',
        server: 'server/src/node.ts',
        'judge-thread': 'server/src/host/judge-thread.ts',
      },
      outdir: 'dist',
      format: 'esm',
      // What is only needed now and then, libxml2 above all, is loaded when it is.
      splitting: true,
      chunkNames: 'parts/[name]-[hash]',
      outExtension: { '.js': '.mjs' },
      mainFields: ['module', 'main'],
      banner: { js: REQUIRE },
    }),
    build({
      ...node,
      entryPoints: { extension: 'client/src/node/extension.ts' },
      outdir: 'dist',
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
      external: ['vscode'],
    }),
    build({
      ...node,
      platform: 'browser',
      target: 'es2022',
      entryPoints: { 'report-view': 'client/src/webview/report-view.ts' },
      outdir: 'dist',
      format: 'iife',
    }),
  ]);
  await Promise.all(['dist/srg.mjs', 'dist/server.mjs'].map((file) => chmod(file, 0o755)));
}

await buildAll();
