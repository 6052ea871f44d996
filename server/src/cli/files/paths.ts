import * as nodePath from 'node:path';

/** How paths are written on a system: that of this machine, or another one's in a test. */
export type PathStyle = Pick<nodePath.PlatformPath, 'sep' | 'isAbsolute' | 'relative' | 'resolve' | 'normalize'>;

/** A path as it is shown: as it was given, with `/`, and without a `./` that says nothing. */
export function shownPath(path: string, { sep }: PathStyle = nodePath): string {
  return path
    .split(sep)
    .join('/')
    .replace(/^(\.\/+)+(?=.)/, '');
}

/** A path as whoever works in a repository knows it: from the working directory, where it is below that. */
export function pathInRepository(path: string, style: PathStyle = nodePath): string {
  if (!style.isAbsolute(path)) return path;
  const within = style.relative('.', path);
  const isOutside = within === '' || style.isAbsolute(within) || /^\.\.([\\/]|$)/.test(within);
  return isOutside ? path : within.split(style.sep).join('/');
}

/** A pattern with `/` between its steps. A shell of Windows leaves the quotation marks of other shells around it. */
export function globOf(pattern: string, { sep }: PathStyle = nodePath): string {
  return pattern
    .replace(/^'(.*)'$/s, '$1')
    .split(sep)
    .join('/');
}

function isPattern(path: string): boolean {
  return /[*?[\]{}!()]/.test(path);
}

/** The folder that all that a pattern may find is in; a path itself. */
export function baseOfPattern(pattern: string, style: PathStyle = nodePath): string {
  if (!isPattern(pattern)) return pattern;
  const steps = globOf(pattern, style).split('/');
  const first = steps.findIndex(isPattern);
  if (first === 0) return '.';
  const base = steps.slice(0, first).join('/');
  // A root is one with its slash only; `C:` alone is a folder somewhere on that drive.
  return base === '' || /^[a-z]:$/i.test(base) ? `${base}/` : base;
}
