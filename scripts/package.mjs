// Makes the .vsix: `npm run package [-- <path>]`. What goes into it is the list `files` in package.json.
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVSIX, listFiles } from '@vscode/vsce';

const root = path.resolve(import.meta.dirname, '..');
const LIMIT = 3_000_000;

const { name, version, files } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
const packagePath = path.resolve(process.argv[2] ?? path.join(root, `${name}-${version}.vsix`));
execFileSync(process.execPath, ['esbuild.mjs', '--minify'], { cwd: root, stdio: 'inherit' });

const stage = await mkdtemp(path.join(tmpdir(), 'srg-xml-package-'));
try {
  for (const entry of ['package.json', ...files]) {
    await cp(path.join(root, entry), path.join(stage, entry), { recursive: true });
  }
  await writeFile(
    path.join(stage, 'README.md'),
    await withPictures(await readFile(path.join(root, 'README.md'), 'utf8')),
  );
  // Links stay relative: the extension has no home on the web.
  const packing = { cwd: stage, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false };
  await createVSIX({ ...packing, packagePath });
  const { size } = await stat(packagePath);
  console.log(`${packagePath}: ${(await listFiles(packing)).length} files, ${Math.round(size / 1000)} kB`);
  if (size > LIMIT) throw new Error(`more than ${LIMIT / 1000} kB`);
} finally {
  await rm(stage, { recursive: true, force: true });
}

/** The README with its pictures inside: VS Code shows no picture by a relative address there. */
async function withPictures(markdown) {
  const parts = [];
  let end = 0;
  for (const match of markdown.matchAll(/(!\[[^\]]*\]\()([^):]+\.png)\)/g)) {
    const picture = await readFile(path.join(root, match[2]), 'base64');
    parts.push(markdown.slice(end, match.index), match[1], 'data:image/png;base64,', picture, ')');
    end = match.index + match[0].length;
  }
  return [...parts, markdown.slice(end)].join('');
}
