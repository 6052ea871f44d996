import { transformSync } from 'esbuild';

/** A small change of a source. */
export interface Mutant {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** That line, without its indentation. */
  readonly text: string;
  readonly at: number;
  readonly from: string;
  readonly to: string;
}

/** What is changed, and into what. */
const CHANGES: readonly (readonly [pattern: RegExp, to: (found: string) => string])[] = [
  [/ === | !== /g, (found) => (found === ' === ' ? ' !== ' : ' === ')],
  [/ && | \|\| /g, (found) => (found === ' && ' ? ' || ' : ' && ')],
  [/ <= | >= /g, (found) => found.replace('=', '')],
  [/ < | > /g, (found) => `${found.trimEnd()}= `],
  [/ \+ | - /g, (found) => (found === ' + ' ? ' - ' : ' + ')],
  [/\btrue\b|\bfalse\b/g, (found) => String(found === 'false')],
  [/(?<![\w.$'])\d+(?![\w.'])/g, (found) => String(Number(found) + 1)],
  [/(?<=[( ])!(?=[\w(])/g, () => ''],
  [/\.some\(|\.every\(/g, (found) => (found === '.some(' ? '.every(' : '.some(')],
  [/\breturn undefined;|\bcontinue;/g, () => ';'],
];

/** All small changes of a source that change what runs: not those of types, comments and words. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const compile = (text: string) => {
    try {
      return transformSync(text, { loader: 'ts', minifyWhitespace: true, logLevel: 'silent' }).code;
    } catch {
      return undefined;
    }
  };
  const original = compile(source);
  const lines = source.split('\n');
  return CHANGES.flatMap(([pattern, to]) =>
    Array.from(source.matchAll(pattern), ({ 0: from, index: at }) => {
      const line = source.slice(0, at).split('\n').length;
      const mutant = { file, line, text: lines[line - 1]!.trim(), at, from, to: to(from) };
      return { mutant, code: /^\d/.test(from) && isInWords(source, at) ? undefined : compile(mutated(source, mutant)) };
    }),
  )
    .filter(({ code }) => code !== undefined && code !== original)
    .map(({ mutant }) => mutant);
}

export function mutated(source: string, { at, from, to }: Mutant): string {
  return source.slice(0, at) + to + source.slice(at + from.length);
}

/** It stands in a text, such as 'artikel 7 lid 2'. */
function isInWords(source: string, at: number): boolean {
  const before = source.slice(source.lastIndexOf('\n', at) + 1, at).replace(/\\./g, '');
  return (before.match(/'/g)?.length ?? 0) % 2 === 1;
}
