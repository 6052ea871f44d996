import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPack, type Pack } from '../engine/packs/load-pack.ts';
import { SHIPPED_PACKS } from '../engine/packs/shipped.ts';
import { fileUri } from './file-uri.ts';

/** Loads a pack from a folder. Rejects with PackError. */
export function loadPackFolder(folder: string): Promise<Pack> {
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  return loadPack(folder, read, (name) => fileUri(join(folder, name)));
}

/** @param schemas the folder of the packs that ship */
export function loadShippedPacks(schemas: URL): Promise<Pack[]> {
  return Promise.all(SHIPPED_PACKS.map((name) => loadPackFolder(join(fileURLToPath(schemas), name))));
}
