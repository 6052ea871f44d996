import { LANGUAGES } from '../server/src/cli/usage/command-line.ts';
import { referenceIn } from '../server/src/cli/usage/reference.ts';
import { rewrite } from './rules/rewrite.ts';

/** Where the command line is described, by language. */
export const PAGES = { nl: 'docs/cli.md', en: 'docs/cli.en.md' } as const;

/** `npm run reference`: writes the pages on the command line, from what its help is made of. */
export async function main(): Promise<number> {
  for (const language of LANGUAGES) {
    const page = await referenceIn(language);
    rewrite(PAGES[language], () => page);
  }
  return 0;
}
