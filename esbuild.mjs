// Bundles into dist/. `npm run build` writes source maps, for debuggers; `--minify`, for what ships, writes none.
// `npm run watch` stays, and bundles again what changes.
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, context } from 'esbuild';
import { filesReadBy, mergeChunks } from './scripts/merge-chunks.mjs';
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

/** What packages have for browsers, and export to nobody else. */
const forBrowsers = {
  name: 'for browsers',
  setup({ onResolve }) {
    onResolve({ filter: /^vscode-[a-z-]+[/]browser$/ }, ({ path: name }) => ({
      path: path.resolve('node_modules', name.replace('/browser', '/lib/browser/main.js')),
    }));
  },
};

/** In libxml2-wasm the WebAssembly is a text in JavaScript, which ends up in each bundle that has libxml2. */
const WASM_IN_TEXT = /(\w+)\?\?=(\w+)\(('(?:[^'\\]|\\.)*')\)/s;
const LIBXML2 = 'libxml2.wasm';

/** Leaves the WebAssembly of libxml2 in a file of its own, which all bundles share. */
const sharedWasm = {
  name: 'shared WebAssembly',
  setup({ onResolve, onLoad }) {
    onLoad({ filter: /[\\/]libxml2raw\.mjs$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const [whole, binary, decode, text] = WASM_IN_TEXT.exec(source);
      const [decoder] = new RegExp(`function ${decode}\\(.*?return \\w+}`, 's').exec(source);
      const bytes = Function(`${decoder}; return ${decode}(${text});`)();
      await mkdir('dist', { recursive: true });
      await writeFile(`dist/${LIBXML2}`, bytes);
      const contents = source.replace(whole, () => `${binary}??=readShared('${LIBXML2}')`);
      return { contents: `import { readShared } from 'shared-files';\n${contents}`, loader: 'js' };
    });
    onResolve({ filter: /^shared-files$/ }, ({ path }) => ({ path, namespace: 'shared' }));
    // A client in a browser gives the server a `readFileSync` that knows these files by their names.
    onLoad({ filter: /./, namespace: 'shared' }, () => ({
      contents: `import { readFileSync } from 'node:fs';
        const near = import.meta.url.replace(/parts\\/[^/]*$/, '');
        const at = (name) => (near.startsWith('blob:') ? name : new URL(name, near));
        export const readShared = (name, encoding) => readFileSync(at(name), encoding);`,
    }));
  },
};

const TEXTS = 'l10n';

/** What has the texts in a browser, where no bundle can read a file while it is loaded. */
const READ_BEFORE = path.resolve('client/src/browser/texts.ts');

/** How a bundle gets at the texts of a language. */
const TEXTS_OF = {
  program: (language) => `import { readShared } from 'shared-files';
    export default JSON.parse(readShared('${TEXTS}/${language}.json', 'utf8'));`,
  extension: (language) => `module.exports = require('./${TEXTS}/${language}.json');`,
  // Read before the rest is run.
  browser: (language) => `import { texts } from ${JSON.stringify(READ_BEFORE)}; export default texts.${language};`,
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

const IN_BROWSER = 'server/src/main-browser.ts';

const BUNDLES = [
  {
    ...node,
    target: [node.target, browser.target],
    entryPoints: {
      srg: 'server/src/cli/srg.ts',
      api: 'server/src/api/main.ts',
      server: 'server/src/main-node.ts',
      'validation-worker': 'server/src/node/validation/validation-worker.ts',
      'check-worker': 'server/src/cli/threads/check-worker.ts',
      // Nearly all of it is in the others.
      'server-browser': IN_BROWSER,
    },
    format: 'esm',
    // What is only needed now and then, libxml2 above all, is loaded when it is.
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    // What fflate has for Node.js asks for its threads.
    alias: { fflate: 'fflate/browser' },
    // Else the chunks are merged, and get it then.
    ...(WATCH ? REQUIRED : {}),
    plugins: [noPrograms, noHtml, forBrowsers, sharedWasm, sharedTexts('program')],
  },
  {
    ...desktop,
    entryPoints: { extension: 'client/src/node/extension.ts' },
    plugins: [apart, sharedTexts('extension')],
  },
  { ...desktop, entryPoints: { client: 'client/src/node/make-client.ts' }, plugins: [sharedTexts('extension')] },
  // The browser's extension host takes one file, whose name must end in .js.
  {
    ...browser,
    ...extension,
    entryPoints: { 'extension-browser': 'client/src/browser/extension.ts' },
    plugins: [sharedTexts('browser')],
  },
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
  const outputs = await mergeChunks(results[0].metafile.outputs, {
    read: READ_BY_CHECK,
    layers: [
      ['validation', ['server/src/node/validation/validation-worker.ts']],
      ['engine', [IN_BROWSER]],
      ['node', ['server/src/main-node.ts']],
    ],
    options: { ...node, ...REQUIRED, outdir: undefined },
  });
  await listParts(outputs);
  await makeExecutable();
  await copyFile('server/src/api/srg-xml.d.ts', 'dist/api.d.ts');
  const packages = bundledPackages(results.map(({ metafile }) => metafile));
  await writeFile('dist/third-party-notices.txt', await noticesOf(packages));
  const manifest = JSON.parse(await readFile('package.json', 'utf8'));
  await writeFile('dist/sbom.cdx.json', await materialsOf(packages, manifest));
}

/** Tells the client in a browser, which can't load modules by their addresses, what the server reads there. */
async function listParts(outputs) {
  const parts = filesReadBy(outputs, 'dist/server-browser.mjs');
  await writeFile('dist/server-browser.json', JSON.stringify(parts.map((file) => path.relative('dist', file))));
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

/** Makes the programs executable and the list, and removes the chunks of earlier rounds, whose names hold a hash. */
async function tidy(outputs) {
  await listParts(outputs);
  await makeExecutable();
  const chunks = (await readdir('dist/parts')).map((name) => `dist/parts/${name}`);
  await Promise.all(chunks.filter((chunk) => !(chunk in outputs)).map((chunk) => rm(chunk)));
}

async function makeExecutable() {
  await Promise.all(['dist/srg.mjs', 'dist/server.mjs'].map((file) => chmod(file, 0o755)));
}

await (WATCH ? watchAll() : buildAll());
