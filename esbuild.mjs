// Bundles into dist/. `npm run build` writes source maps, for debuggers; `--minify`, for what ships, writes none.
// `npm run watch` stays, and bundles again what changes.
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, context } from 'esbuild';
import { mergeChunks } from './scripts/merge-chunks.mjs';
import { bundledPackages, materialsOf, noticesOf } from './scripts/third-party-notices.mjs';

const MINIFY = process.argv.includes('--minify');
const WATCH = process.argv.includes('--watch');

// libxml2-wasm uses top-level await, so the servers and the command line are ES modules; VS Code wants its
// extension as CommonJS. The CommonJS packages bundled into a module ask for `require` while they load.
const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";
const REQUIRED = { banner: { js: REQUIRE } };

const common = {
  bundle: true,
  outdir: 'dist',
  minify: MINIFY,
  sourcemap: !MINIFY,
  // WebAssembly as text takes much less room so.
  charset: 'utf8',
  // The licences of all that is bundled are in one file: see below.
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};
const node = { ...common, platform: 'node', target: 'node20' };
// What the oldest browsers that VS Code for the Web runs in understand, top-level await included.
const browser = { ...common, platform: 'browser', target: 'es2022' };
const extension = { format: 'cjs', external: ['vscode'] };
const desktop = { ...node, ...extension, outExtension: { '.js': '.cjs' }, supported: { 'dynamic-import': false } };

/** Leaves the client in a file of its own, which is read when the activation is over: reading it takes most of the time. */
const apart = {
  name: 'client apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/make-client\.ts$/ }, () => ({ path: './client.cjs', external: true }));
  },
};

/** Commander can run a command as a program of its own, which srg has none of: what it takes is slow to load. */
const noPrograms = {
  name: 'no programs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'nothing' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** An XML parser that reads no HTML needs none of its two thousand entities, which take long to load. */
const noHtml = {
  name: 'no HTML',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]@xmldom[\\/]xmldom[\\/]lib[\\/]entities\.js$/ }, () => ({
      contents: `exports.XML_ENTITIES = Object.freeze({ amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' });
        exports.HTML_ENTITIES = exports.entityMap = exports.XML_ENTITIES;`,
    }));
  },
};

/** In libxml2-wasm the WebAssembly is a text in JavaScript, which ends up in each bundle that has libxml2. */
const WASM_IN_TEXT = /(\w+)\?\?=(\w+)\(('(?:[^'\\]|\\.)*')\)/s;
const LIBXML2 = 'libxml2.wasm';

/**
 * Leaves the WebAssembly of libxml2 in a file of its own, which all bundles share: programs read it, and in a browser it
 * is given to the worker before the server is loaded.
 */
const sharedWasm = ({ platform }) => ({
  name: 'shared WebAssembly',
  setup({ onResolve, onLoad }) {
    onLoad({ filter: /[\\/]libxml2raw\.mjs$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const [whole, binary, decode, text] = WASM_IN_TEXT.exec(source);
      const [decoder] = new RegExp(`function ${decode}\\(.*?return \\w+}`, 's').exec(source);
      const bytes = Function(`${decoder}; return ${decode}(${text});`)();
      await mkdir('dist', { recursive: true });
      await writeFile(`dist/${LIBXML2}`, bytes);
      const contents = source.replace(whole, () => `${binary}??=shared`);
      return { contents: `import shared from 'shared-wasm';\n${contents}`, loader: 'js' };
    });
    onResolve({ filter: /^shared-wasm$/ }, ({ path }) => ({ path, namespace: 'shared' }));
    onLoad({ filter: /./, namespace: 'shared' }, () => ({
      contents:
        platform === 'node'
          ? `import { readFileSync } from 'node:fs';
            const near = import.meta.url.replace(/parts\\/[^/]*$/, '');
            export default readFileSync(new URL('${LIBXML2}', near));`
          : 'export default globalThis.libxml2Wasm;',
    }));
  },
});

const TEXTS = 'l10n';

/** How a bundle gets at the texts of a language. */
const TEXTS_OF = {
  program: (language) => `import { readFileSync } from 'node:fs';
    const near = import.meta.url.replace(/parts\\/[^/]*$/, '');
    export default JSON.parse(readFileSync(new URL('${TEXTS}/${language}.json', near), 'utf8'));`,
  extension: (language) => `module.exports = require('./${TEXTS}/${language}.json');`,
  // From the client, before the server is loaded.
  server: (language) => `export default globalThis.texts.${language};`,
  // From the document that the view's script stands in.
  view: (language) => `export default JSON.parse(document.getElementById('texts').textContent).${language};`,
};

/** Leaves the texts for users in files of their own, which all bundles share. */
const sharedTexts = (host) => ({
  name: 'shared texts',
  setup({ onResolve, onLoad }) {
    onLoad({ filter: /[\\/]l10n[\\/](?:nl|en)\.json$/ }, async ({ path: file }) => {
      await mkdir(`dist/${TEXTS}`, { recursive: true });
      const { name, base } = path.parse(file);
      await writeFile(`dist/${TEXTS}/${base}`, JSON.stringify(JSON.parse(await readFile(file, 'utf8'))));
      return { contents: TEXTS_OF[host](name), loader: 'js' };
    });
    onResolve({ filter: new RegExp(`^\\./${TEXTS}/`) }, ({ path }) => ({ path, external: true }));
  },
});

const BUNDLES = [
  {
    ...node,
    entryPoints: {
      srg: 'server/src/cli/srg.ts',
      api: 'server/src/api/main.ts',
      server: 'server/src/main-node.ts',
      'validation-worker': 'server/src/node/validation/validation-worker.ts',
      'check-worker': 'server/src/cli/threads/check-worker.ts',
    },
    format: 'esm',
    // What is only needed now and then, libxml2 above all, is loaded when it is.
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    // Else the chunks are merged, and get it then.
    ...(WATCH ? REQUIRED : {}),
    plugins: [noPrograms, noHtml, sharedWasm(node), sharedTexts('program')],
  },
  {
    ...browser,
    entryPoints: { 'server-browser': 'server/src/main-browser.ts' },
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    // libxml2's loader asks for it where it finds itself in Node.
    external: ['module', 'node:module'],
    plugins: [noHtml, sharedWasm(browser), sharedTexts('server')],
  },
  {
    ...desktop,
    entryPoints: { extension: 'client/src/node/extension.ts' },
    plugins: [apart, sharedTexts('extension')],
  },
  { ...desktop, entryPoints: { client: 'client/src/node/make-client.ts' }, plugins: [sharedTexts('extension')] },
  // The browser's extension host takes one file, whose name must end in .js.
  { ...browser, ...extension, entryPoints: { 'extension-browser': 'client/src/browser/extension.ts' } },
  {
    ...browser,
    entryPoints: {
      'report-view': 'client/src/report/webview/report-view.ts',
      'comparison-view': 'client/src/compare/webview/comparison-view.ts',
      'overview-view': 'client/src/workspace/webview/overview-view.ts',
    },
    format: 'iife',
    plugins: [sharedTexts('view')],
  },
];

/** What nearly every run of `srg check` reads. */
const READ_BY_CHECK = [
  'server/src/cli/main.ts',
  'server/src/cli/commands/check.ts',
  'server/src/cli/reporters/pretty.ts',
  'server/src/cli/reporters/lines.ts',
];

async function buildAll() {
  await rm('dist', { recursive: true, force: true });
  const results = await Promise.all(BUNDLES.map((bundle) => build(bundle)));
  await mergeChunks(results[0].metafile.outputs, {
    read: READ_BY_CHECK,
    layers: [
      ['validation', ['server/src/node/validation/validation-worker.ts']],
      ['engine', ['server/src/main-node.ts']],
    ],
    options: { ...node, ...REQUIRED, outdir: undefined, metafile: false },
  });
  await makeExecutable();
  await copyFile('server/src/api/srg-xml.d.ts', 'dist/api.d.ts');
  const packages = bundledPackages(results.map(({ metafile }) => metafile));
  await writeFile('dist/third-party-notices.txt', await noticesOf(packages));
  const manifest = JSON.parse(await readFile('package.json', 'utf8'));
  await writeFile('dist/sbom.cdx.json', await materialsOf(packages, manifest));
}

/** Says when a round of builds begins and ends, in the words that .vscode/tasks.json waits for. */
async function watchAll() {
  await rm('dist', { recursive: true, force: true });
  let running = 0;
  const rounds = {
    name: 'rounds',
    setup({ onStart, onEnd }) {
      onStart(() => {
        if (running++ === 0) console.log('[watch] build started');
      });
      onEnd(async ({ metafile, errors }) => {
        if (errors.length === 0 && 'dist/srg.mjs' in metafile.outputs) await tidy(metafile.outputs);
        if (--running === 0) console.log('[watch] build finished');
      });
    },
  };
  const contexts = BUNDLES.map((bundle) => context({ ...bundle, plugins: [...(bundle.plugins ?? []), rounds] }));
  await Promise.all((await Promise.all(contexts)).map((one) => one.watch()));
}

/** Makes the programs executable, and removes the chunks of earlier rounds, whose names hold a hash. */
async function tidy(outputs) {
  await makeExecutable();
  const chunks = (await readdir('dist/parts')).map((name) => `dist/parts/${name}`);
  await Promise.all(chunks.filter((chunk) => !(chunk in outputs)).map((chunk) => rm(chunk)));
}

async function makeExecutable() {
  await Promise.all(['dist/srg.mjs', 'dist/server.mjs'].map((file) => chmod(file, 0o755)));
}

await (WATCH ? watchAll() : buildAll());
