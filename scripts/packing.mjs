// What ships, as a .vsix and as a .tgz. What goes into them is the list `files` in package.json.
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVSIX, listFiles } from '@vscode/vsce';

export const root = path.resolve(import.meta.dirname, '..');
export const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

const LIMIT = 3_000_000;

// Files in the .vsix have this time, so that the same sources give the same bytes: the first that a zip can hold.
process.env.SOURCE_DATE_EPOCH ??= '315619200';

/** Bundles what ships: minified, and without source maps. */
export function buildForRelease() {
  execFileSync(process.execPath, ['esbuild.mjs', '--minify'], { cwd: root, stdio: 'inherit' });
}

/** Makes the .vsix of what is in dist/. */
export async function packExtension(packagePath) {
  await staged({ 'README.md': await readmeOfExtension() }, async (stage) => {
    const packing = { cwd: stage, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false };
    await createVSIX({ ...packing, packagePath });
    const packed = await listFiles(packing);
    refuseMaps(packed);
    const { size } = await stat(packagePath);
    console.log(`${packagePath}: ${packed.length} files, ${Math.round(size / 1000)} kB`);
    if (size > LIMIT) throw new Error(`more than ${LIMIT / 1000} kB`);
  });
}

/** Makes the .tgz of what is in dist/, for `npm install`, with the same bytes each time; gives its path. */
export async function packArchive(folder, { leavesOutMaps = false } = {}) {
  const pages = ['README.md', 'README.en.md'].map(async (name) => [name, await readFile(path.join(root, name))]);
  return await staged(
    Object.fromEntries(await Promise.all(pages)),
    (stage) => {
      const args = ['pack', '--json', '--pack-destination', folder];
      const [{ filename, files, size }] = JSON.parse(execFileSync('npm', args, { cwd: stage, encoding: 'utf8' }));
      refuseMaps(files.map((file) => file.path));
      const archive = path.join(folder, filename);
      console.log(`${archive}: ${files.length} files, ${Math.round(size / 1000)} kB`);
      return archive;
    },
    leavesOutMaps,
  );
}

/** Has a folder with what ships for as long as `pack` runs: a manifest without what developers need, and some pages. */
async function staged(pages, pack, leavesOutMaps = false) {
  const stage = await mkdtemp(path.join(tmpdir(), 'srg-xml-package-'));
  try {
    const { scripts: _scripts, devDependencies: _dependencies, ...shipped } = manifest;
    // vsce reads an exclusion as everything else.
    const files = manifest.files.filter((entry) => !entry.startsWith('!'));
    for (const entry of files) {
      const filter = (source) => !leavesOutMaps || !source.endsWith('.map');
      await cp(path.join(root, entry), path.join(stage, entry), { recursive: true, filter });
    }
    await writeFile(path.join(stage, 'package.json'), JSON.stringify({ ...shipped, files }, undefined, 2));
    for (const [name, text] of Object.entries(pages)) await writeFile(path.join(stage, name), text);
    return await pack(stage);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

function refuseMaps(files) {
  const maps = files.filter((file) => file.endsWith('.map'));
  if (maps.length > 0) throw new Error(`source maps don't ship: ${maps.join(', ')}`);
}

/**
 * The README as the page of the extension: pictures inside, since VS Code shows none by a relative address there, and of
 * a link to another file its text alone, since the page has nowhere to take it from.
 */
async function readmeOfExtension() {
  const markdown = await readFile(path.join(root, 'README.md'), 'utf8');
  const parts = [];
  let end = 0;
  for (const match of markdown.matchAll(/(!?)\[([^\]]*)\]\((?![a-z]+:|#)([^)]+)\)/g)) {
    const [link, isPicture, text, target] = match;
    parts.push(markdown.slice(end, match.index));
    if (isPicture) {
      const picture = await readFile(path.join(root, target), 'base64');
      parts.push(`![${text}](data:image/png;base64,${picture})`);
    } else parts.push(text);
    end = match.index + link.length;
  }
  return [...parts, markdown.slice(end)].join('');
}
