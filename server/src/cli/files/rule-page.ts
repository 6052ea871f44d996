import { readFile } from 'node:fs/promises';
import type { Program } from '../program.ts';

/** The page of a rule in the language of the run, as Markdown. */
export function pageOf(code: string, { language, rulePages }: Program): Promise<string> {
  return readFile(new URL(language === 'nl' ? `${code}.md` : `${language}/${code}.md`, rulePages), 'utf8');
}
