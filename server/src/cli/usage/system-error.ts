import type { Say } from './words.ts';

const KNOWN = ['EACCES', 'EBUSY', 'EISDIR', 'ENAMETOOLONG', 'ENOENT', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EROFS'] as const;

/** Why the system refused to write, in words; by its own name where it is a rare one. */
export function systemReason(say: Say, error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException;
  const known = KNOWN.find((one) => one === code);
  return known ? say(`system.${known}`) : (code ?? name ?? 'Error');
}

/** A line on a file that could not be written. @throws what the system didn't say */
export function cannotWrite(say: Say, path: string, error: unknown): string {
  if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  return say('usage.output', { path, error: systemReason(say, error) });
}
