import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Changes a file where it has to be changed, and says so. */
export function rewrite(file: string, change: (text: string) => string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const after = change(before);
  if (after === before) return;
  writeFileSync(file, after);
  console.log(file);
}
