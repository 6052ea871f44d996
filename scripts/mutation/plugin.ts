import { resolve } from 'node:path';

/** What is put into a source. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** What scripts/mutation/worker.mjs sets in the process that both run in. */
interface Given {
  readonly mutant?: { readonly file: string; readonly at: number; readonly from: string; readonly to: string };
  readonly marks?: Readonly<Record<string, readonly Insertion[]>>;
}

/** The tests run on sources with a small change, or with marks, and on no bundle. */
export const mutation = {
  name: 'mutation',
  enforce: 'pre' as const,
  resolveId: (source: string) =>
    source.endsWith('/clients/lsp-client.ts') ? resolve('test/support/clients/in-process-client.ts') : undefined,
  transform(source: string, id: string) {
    const { mutant, marks = {} } = globalThis as Given;
    if (mutant && id.endsWith(mutant.file)) {
      return source.slice(0, mutant.at) + mutant.to + source.slice(mutant.at + mutant.from.length);
    }
    const file = Object.keys(marks).find((marked) => id.endsWith(`/${marked}`));
    return file === undefined ? undefined : inserted(source, marks[file]!);
  },
};

/** In each file of tests, as the first thing. */
export const SET_UP = 'scripts/mutation/reached.ts';

function inserted(source: string, insertions: readonly Insertion[]): string {
  return [...insertions]
    .sort((a, b) => b.at - a.at)
    .reduce((text, { at, text: more }) => text.slice(0, at) + more + text.slice(at), source);
}
