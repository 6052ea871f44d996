import { existsSync, readFileSync } from 'node:fs';
import { type Mutant, mutantsOf } from './mutants.ts';

/** A change that no test is to see, and why it changes nothing that anybody could notice. */
export interface Explained {
  readonly file: string;
  /** The line that is changed, without its indentation; of several that are the same each. */
  readonly line: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

/** Of the changes of a line that are alike each is meant. */
export const EXPLAINED: readonly Explained[] = JSON.parse(readFileSync('scripts/mutation/explained.json', 'utf8'));

export function explanationOf(mutant: Mutant): string | undefined {
  return EXPLAINED.find((one) => isOf(one, mutant))?.why;
}

function isOf(one: Explained, mutant: Mutant): boolean {
  const { line, from, to } = one;
  return mutant.file === pathOf(one) && mutant.text === line && mutant.from === from && mutant.to === to;
}

/** Explanations of changes that can't be made any more: the line is another one now. */
export function outdated(): readonly Explained[] {
  const paths = [...new Set(EXPLAINED.map(pathOf))].filter((path) => existsSync(path));
  const mutants = new Map(paths.map((path) => [path, mutantsOf(path, readFileSync(path, 'utf8'))]));
  return EXPLAINED.filter((one) => !mutants.get(pathOf(one))?.some((mutant) => isOf(one, mutant)));
}

function pathOf({ file }: Explained): string {
  return `server/src/${file}`;
}
