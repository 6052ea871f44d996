import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder, and those above it, where there is none. Node's own `recursive` never ends where a file system says of
 * a new folder that there is no such thing, as `/proc` does.
 * @throws NodeJS.ErrnoException where it can't be made, or something else has its name
 */
export async function makeFolder(path: string): Promise<void> {
  const parent = dirname(path);
  if (parent !== path && !(await statOf(parent))) await makeFolder(parent);
  await mkdir(path).catch(async (error) => {
    // It was there, or somebody else has made it meanwhile.
    if (!(await statOf(path))?.isDirectory()) throw error;
  });
}

async function statOf(path: string) {
  return stat(path).catch(() => undefined);
}
