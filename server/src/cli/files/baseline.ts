import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { UsageError } from '../usage/usage-error.ts';
import type { Say } from '../usage/words.ts';

/** What is accepted in each file: fingerprints by its path, as seen from the folder of the baseline. */
interface BaselineDocument {
  readonly version: 1;
  readonly files: Readonly<Record<string, readonly string[]>>;
}

/** The findings that have been accepted. */
export class Baseline {
  private constructor(
    private readonly folder: string,
    private readonly files: ReadonlyMap<string, ReadonlySet<string>>,
  ) {}

  /** @throws UsageError where there is none */
  static async read(path: string, say: Say): Promise<Baseline> {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) throw new UsageError(say('usage.baseline', { path }));
    const document = parse(text);
    if (!document) throw new UsageError(say('usage.noBaseline', { path }));
    const files = Object.entries(document.files).map(([name, prints]) => [name, new Set(prints)] as const);
    return new Baseline(dirname(resolve(path)), new Map(files));
  }

  /** The fingerprints of what is accepted in a file. */
  acceptedIn(path: string): ReadonlySet<string> {
    return this.files.get(nameFrom(this.folder, path)) ?? new Set();
  }
}

/** A baseline that accepts what there is in files, to be written at a path. */
export function baselineOf(path: string, files: ReadonlyMap<string, readonly string[]>): string {
  const folder = dirname(resolve(path));
  const named = [...files].map(([file, prints]) => [nameFrom(folder, file), [...prints].sort()] as const);
  const sorted = named.filter(([, prints]) => prints.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const document: BaselineDocument = { version: 1, files: Object.fromEntries(sorted) };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function nameFrom(folder: string, path: string): string {
  const name = relative(folder, resolve(path));
  return (isAbsolute(name) ? resolve(path) : name).split(sep).join('/');
}

function parse(text: string): BaselineDocument | undefined {
  try {
    const document = JSON.parse(text) as Partial<BaselineDocument>;
    const isOne =
      document.version === 1 &&
      typeof document.files === 'object' &&
      document.files !== null &&
      Object.values(document.files).every(
        (prints) => Array.isArray(prints) && prints.every((print) => typeof print === 'string'),
      );
    return isOne ? (document as BaselineDocument) : undefined;
  } catch {
    return undefined;
  }
}
