// The licences of the packages that are in the bundles, as text.
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

async function noticeOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => LICENCE.test(file)).sort();
  if (files.length === 0) throw new Error(`${name} has no licence file`);
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  const body = texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n');
  return `${'='.repeat(78)}\n${name} ${version} (${license})\n${'='.repeat(78)}\n\n${body}\n`;
}
