import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Program } from '../program.ts';
import { UsageError } from '../usage/usage-error.ts';

/** The page of a rule in the language of the run, as Markdown. Rejects with UsageError where the program lacks it. */
export async function pageOf(code: string, { language, rulePages, say }: Program): Promise<string> {
  const page = new URL(language === 'nl' ? `${code}.md` : `${language}/${code}.md`, rulePages);
  return readFile(page, 'utf8').catch(() => {
    throw new UsageError(say('error.incomplete', { path: fileURLToPath(page) }));
  });
}
