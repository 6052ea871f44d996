// What is in the bundles of other people's work: their licences as text, and a list for machines (CycloneDX).
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const PACKAGE = /^node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/;
const LICENCE = /^(licen[cs]e|copying|notice|third-?party-?notices)/i;

/**
 * @param metafiles what esbuild tells of its builds
 * @returns the folders of all packages of which a file was bundled, in order
 */
export function bundledPackages(metafiles) {
  const folders = new Set();
  for (const { inputs } of metafiles) {
    for (const input of Object.keys(inputs)) {
      const folder = PACKAGE.exec(input)?.[0];
      if (folder) folders.add(folder);
    }
  }
  return [...folders].sort();
}

/** @throws Error where a package has no licence file: it can't be shipped without one */
export async function noticesOf(folders) {
  const notices = await Promise.all(folders.map(noticeOf));
  return `SRG XML contains the packages below, under their own licences.\n\n${notices.join('\n')}`;
}

/**
 * The list of what ships, as https://cyclonedx.org/docs/1.5/json/ has it. No time and no number of its own: the same
 * sources give the same bytes.
 */
export async function materialsOf(folders, { name, version, license }) {
  const component = async (folder) => {
    const own = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    return describe('library', own);
  };
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: describe('application', { name, version, license }) },
    components: await Promise.all(folders.map(component)),
  };
  return `${JSON.stringify(bom, undefined, 2)}\n`;
}

function describe(type, { name, version, license }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { type, 'bom-ref': purl, name, version, licenses: [{ license: { id: license } }], purl };
}

async function noticeOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => LICENCE.test(file)).sort();
  if (files.length === 0) throw new Error(`${name} has no licence file`);
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  const body = texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n');
  return `${'='.repeat(78)}\n${name} ${version} (${license})\n${'='.repeat(78)}\n\n${body}\n`;
}
