import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { readSchemaFiles, type SchemaFiles } from '../engine/schema/files/schema-files.ts';
import { decodeXml } from '../engine/workspace/decode-xml.ts';
import { NODE_BYTES } from './node-bytes.ts';

/** A schema with all that it is made of. */
export interface SchemaFolder {
  /** The path of the schema from the folder on that holds all of its files. */
  readonly main: string;
  readonly files: SchemaFiles;
}

/** A schema includes files from folders beside its own: the folder above is tried, and so many above that. */
const MOST_ABOVE = 4;

/** Reads a schema. Rejects where the file can't be read. */
export async function readSchemaFolder(path: string): Promise<SchemaFolder> {
  const whole = resolve(path);
  let [folder, main] = [dirname(whole), basename(whole)];
  const text = await readText(whole);
  for (let above = 0; ; above++) {
    const files = await readSchemaFiles(main, text, {
      read: (name) => readText(join(folder, name)),
      list: (name) => readdir(join(folder, name)),
    });
    const isOutside = files.problems.some(({ kind }) => kind === 'outsideFolder');
    if (!isOutside || above === MOST_ABOVE || dirname(folder) === folder) return { main, files };
    main = `${basename(folder)}/${main}`;
    folder = dirname(folder);
  }
}

async function readText(path: string): Promise<string> {
  return decodeXml(await readFile(path), NODE_BYTES).text.replace(/^\ufeff/, '');
}
