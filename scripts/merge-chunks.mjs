// Few files instead of many: reading a module costs Node.js more than what most chunks of esbuild's hold.
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Merges the chunks that are read whenever one of some modules is. Each layer becomes a file: what its modules read, and
 * no layer before it does. All other files of the build get what they take of those from there.
 *
 * @param outputs of the metafile of a build with `splitting`, whose files are there
 * @param read the sources that the chunks are merged for
 * @param layers the name of a file, and the sources that read no more than that and the files before it
 * @param options of esbuild's for the files that are written
 * @returns what esbuild tells of these
 */
export async function mergeChunks(outputs, { read, layers, options }) {
  const wanted = new Set([...readWith(outputs, read)].filter((file) => path.basename(path.dirname(file)) === 'parts'));
  const layerOf = new Map();
  for (const [name, sources] of [...layers, ['command-line', read]]) {
    for (const file of readWith(outputs, sources)) if (wanted.has(file) && !layerOf.has(file)) layerOf.set(file, name);
  }
  const chunks = [...wanted];
  const merged = new Map(
    chunks.map((file, number) => [path.resolve(file), { file, number, layer: layerOf.get(file) }]),
  );
  const exportsOf = ({ file, number }) => outputs[file].exports.map((name) => ({ name, merged: `${name}$${number}` }));
  const folder = path.resolve(path.dirname(chunks[0]));
  const fileOf = (layer) => path.join(folder, `${layer}.mjs`);
  const facadeOf = (chunk, from) => {
    const names = exportsOf(chunk).map((one) => `${one.merged} as ${one.name}`);
    return `export { ${names.join(', ')} } from ${JSON.stringify(from)};`;
  };

  /** Imports of merged chunks lead to the file of their layer; those within a layer are bundled, and all others stay. */
  const redirected = (own) => ({
    name: 'merged chunks',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ path: name, kind, resolveDir }) => {
        if (kind === 'entry-point') return undefined;
        if (path.isAbsolute(name)) return { path: `./${path.relative(resolveDir, name)}`, external: true };
        const chunk = kind === 'import-statement' ? merged.get(path.resolve(resolveDir, name)) : undefined;
        if (!chunk) return { path: name, external: true };
        const file = path.resolve(chunk.file);
        if (chunk.layer === own) return { path: file };
        // Where a file imports nothing of it, it is not read.
        const facade = { namespace: 'merged', sideEffects: false, pluginData: { chunk, resolveDir } };
        return { path: `${chunk.file} for ${path.relative('.', resolveDir)}`, ...facade };
      });
      onLoad({ filter: /./, namespace: 'merged' }, ({ pluginData: { chunk, resolveDir } }) => ({
        contents: facadeOf(chunk, fileOf(chunk.layer)),
        resolveDir,
      }));
    },
  });
  const logOverride = { 'ignored-bare-import': 'silent' };
  const shared = { ...options, bundle: true, format: 'esm', logOverride, metafile: true };
  const results = await Promise.all(
    [...new Set(layerOf.values())].map((layer) => {
      const contents = [...merged.values()]
        .filter((chunk) => chunk.layer === layer)
        .map((chunk) => {
          const names = exportsOf(chunk).map((one) => `${one.name} as ${one.merged}`);
          return `export { ${names.join(', ')} } from './${path.basename(chunk.file)}';`;
        })
        .join('\n');
      const stdin = { contents, resolveDir: folder, sourcefile: layer };
      return build({ ...shared, stdin, outfile: fileOf(layer), plugins: [redirected(layer)] });
    }),
  );
  const others = Object.keys(outputs).filter((file) => file.endsWith('.mjs') && !wanted.has(file));
  const outdir = path.dirname(folder);
  results.push(
    await build({
      ...shared,
      entryPoints: others,
      outdir,
      outbase: outdir,
      outExtension: { '.js': '.mjs' },
      allowOverwrite: true,
      plugins: [redirected(undefined)],
    }),
  );
  for (const chunk of merged.values()) {
    await rm(`${chunk.file}.map`, { force: true });
    // What is loaded by its name is found there still.
    const isEntry = outputs[chunk.file].entryPoint !== undefined;
    if (isEntry) await writeFile(chunk.file, `${facadeOf(chunk, `./${chunk.layer}.mjs`)}\n`);
    else await rm(chunk.file);
  }
  return Object.assign({}, ...results.map(({ metafile }) => metafile.outputs));
}

/** The files that are read whenever one of these sources is. */
function readWith(outputs, sources) {
  const found = new Set();
  const visit = (file) => {
    if (found.has(file)) return;
    found.add(file);
    for (const { path: other, kind, external } of outputs[file].imports)
      if (kind === 'import-statement' && !external) visit(other);
  };
  for (const [file, { entryPoint }] of Object.entries(outputs)) if (sources.includes(entryPoint)) visit(file);
  return found;
}

/** The files that one of those written reads, at once or later; each behind those that it reads at once. */
export function filesReadBy(outputs, start) {
  const found = new Set();
  const entered = new Set();
  const later = [start];
  const visit = (file) => {
    if (entered.has(file)) return;
    entered.add(file);
    for (const { path: name, kind, external } of outputs[file].imports) {
      if (external && !name.startsWith('.')) continue;
      const other = external ? path.posix.join(path.posix.dirname(file), name) : name;
      if (kind === 'import-statement') visit(other);
      else later.push(other);
    }
    found.add(file);
  };
  for (const file of later) visit(file);
  return [...found];
}
