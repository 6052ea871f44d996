import { readdir, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LoadOptions, loadPack, type Pack } from '../engine/packs/load-pack.ts';
import { SHIPPED_PACKS } from '../engine/packs/shipped.ts';
import { decodeXml } from '../engine/workspace/decode-xml.ts';
import { fileUri } from './file-uri.ts';
import { NODE_BYTES } from './node-bytes.ts';

/**
 * Loads a pack of the user's from a folder. Rejects with PackError.
 * @param worker the program of the thread that its schema is compiled in, and deliveries are validated in; without it
 *   both are done here, for as long as they take
 */
export async function loadPackFolder(folder: string, worker?: URL): Promise<Pack> {
  if (!worker) {
    await import('../engine/schema/libxml2.ts');
    return load(folder, {});
  }
  const { GuardedValidator } = await import('./validation/guarded-validator.ts');
  return load(folder, { compile: (schema) => GuardedValidator.compile(schema, worker) });
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
