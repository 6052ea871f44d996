// Makes all that a release attaches, in release/: the .vsix, the .tgz, the list of what is in them (CycloneDX) and the checksums, as `sha256sum --check` reads them.
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildForRelease, manifest, packArchive, packExtension, root } from './packing.mjs';

const folder = path.join(root, 'release');
await rm(folder, { recursive: true, force: true });
await mkdir(folder);
buildForRelease();
const extension = path.join(folder, `${manifest.name}-${manifest.version}.vsix`);
await packExtension(extension);
const archive = await packArchive(folder);
const materials = path.join(folder, `${manifest.name}-${manifest.version}.cdx.json`);
await copyFile(path.join(root, 'dist', 'sbom.cdx.json'), materials);

const lines = [extension, archive, materials].map(async (file) => {
  const digest = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  return `${digest}  ${path.basename(file)}\n`;
});
await writeFile(path.join(folder, 'SHA256SUMS'), (await Promise.all(lines)).join(''));
