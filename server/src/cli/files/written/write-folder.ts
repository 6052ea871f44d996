import { existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { leftOversOf, OutputFile } from './output-file.ts';

/** A file of a folder could not be written. */
export class NotWritten extends Error {
  /** @param path as the folder was given */
  constructor(
    readonly path: string,
    readonly error: unknown,
  ) {
    super(path);
  }
}

/**
 * Writes the files of a folder together. A folder that is new is there when it is whole, or not at all; in one that is
 * there, none is replaced before all are written.
 * @param files by their paths in it
 * @throws NotWritten
 */
export async function writeFolder(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const place = resolve(folder);
  if (existsSync(place)) await replaceIn(folder, files);
  else await makeWhole(folder, place, files);
}

async function makeWhole(folder: string, place: string, files: ReadonlyMap<string, string>): Promise<void> {
  const parent = dirname(place);
  await told(folder, () => makeFolder(parent));
  for (const path of leftOversOf(place)) await rm(path, { recursive: true, force: true });
  const staging = join(parent, `.${basename(place)}.${process.pid}.tmp`);
  try {
    for (const [name, text] of files) {
      await told(join(folder, name), async () => {
        await makeFolder(dirname(join(staging, name)));
        await writeFile(join(staging, name), text);
      });
    }
    await told(folder, () => rename(staging, place));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function replaceIn(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const open: { readonly path: string; readonly file: OutputFile }[] = [];
  try {
    for (const [name, text] of files) {
      const path = join(folder, name);
      await told(path, async () => {
        await makeFolder(dirname(resolve(path)));
        const file = OutputFile.open(path);
        open.push({ path, file });
        file.write(text);
        file.flushed();
      });
    }
  } catch (error) {
    for (const { file } of open) file.discard();
    throw error;
  }
  for (const { path, file } of open) await told(path, async () => file.commit());
}

async function told(path: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw new NotWritten(path, error);
  }
}
