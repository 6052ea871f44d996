import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';

/** Files to begin with: those that ship as examples, those that were diagnosed, and those that once went wrong. */
const PATHS = globSync(['examples/*.{srg.xml,tmpl,xslt}', 'test/diagnosis/cases/*', 'test/fuzz/corpus/*']).sort();

/** Long ones are cut in the middle: there the records are. */
const LONGEST = 4_000;

export const CORPUS: readonly (readonly [path: string, text: string])[] = PATHS.map((path) => {
  const text = readFileSync(path, 'utf8');
  const half = LONGEST / 2;
  return [path, text.length <= LONGEST ? text : text.slice(0, half) + text.slice(-half)];
});

export const TEXTS: readonly string[] = CORPUS.map(([, text]) => text);
