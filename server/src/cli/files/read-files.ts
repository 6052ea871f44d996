import { statSync } from 'node:fs';

/** Files that a command reads: none of them is written over, by whatever path or link. */
export class ReadFiles {
  private known: ReadonlySet<string> | undefined;

  constructor(private readonly paths: readonly string[]) {}

  has(path: string): boolean {
    const file = identityOf(path);
    if (file === undefined) return false;
    this.known ??= new Set(this.paths.flatMap((one) => identityOf(one) ?? []));
    return this.known.has(file);
  }
}

/** undefined where no file is there. */
function identityOf(path: string): string | undefined {
  try {
    const found = statSync(path, { bigint: true });
    return found.isFile() ? `${found.dev} ${found.ino}` : undefined;
  } catch {
    return undefined;
  }
}
