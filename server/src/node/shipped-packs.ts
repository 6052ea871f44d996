import { readdir, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LoadOptions, loadPack, type Pack } from '../engine/packs/load-pack.ts';
import { SHIPPED_PACKS } from '../engine/packs/shipped.ts';
import { decodeXml } from '../engine/workspace/decode-xml.ts';
import { fileUri } from './file-uri.ts';
import { NODE_BYTES } from './node-bytes.ts';

/** Loads a pack of the user's from a folder. Rejects with PackError. */
export async function loadPackFolder(folder: string): Promise<Pack> {
  await import('../engine/schema/libxml2.ts');
  return load(folder, {});
}

/** @param schemas the folder of the packs that ship */
export function loadShippedPacks(schemas: URL): Promise<Pack[]> {
  return Promise.all(SHIPPED_PACKS.map((name) => load(join(fileURLToPath(schemas), name), { isTrusted: true })));
}

function load(folder: string, options: LoadOptions): Promise<Pack> {
  const read = async (name: string) => {
    const file = join(folder, name);
    if (!options.isTrusted && !(await isWithin(file, folder))) throw new Error('a link leads out of the folder');
    return decodeXml(await readFile(file), NODE_BYTES).text;
  };
  return loadPack(folder, read, {
    ...options,
    uriOf: (name) => fileUri(join(folder, name)),
    list: (name) => readdir(join(folder, name)),
  });
}

/** Links followed: no file of a pack is read from elsewhere. */
async function isWithin(file: string, folder: string): Promise<boolean> {
  return (await realpath(file)).startsWith((await realpath(folder)) + sep);
}
