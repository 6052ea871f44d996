import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder, and those above it that are missing. That of Node.js never ends where the system says that a folder is
 * missing that is there, as it does of what nobody can make a folder in.
 * Rejects with what the system says.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const known = await stat(path).catch(() => undefined);
    if (known?.isDirectory()) return;
    const above = dirname(path);
    const isMissingAbove = code === 'ENOENT' && above !== path && !(await stat(above).catch(() => undefined));
    if (!isMissingAbove) throw error;
    await makeFolder(above);
    await mkdir(path);
  }
}
