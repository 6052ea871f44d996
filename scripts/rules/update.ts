import { readFileSync } from 'node:fs';
import { RULES } from '../../server/src/engine/rules/all-rules.ts';
import { configSchemaOf } from './config-schema.ts';
import { LANGUAGES, PAGES, settingsOf, withHead, withTables } from './derived.ts';
import { rewrite } from './rewrite.ts';

/** The second half of `npm run rules`: what is made from the metadata of the rules in the list. */
export function main(): number {
  for (const language of LANGUAGES) {
    const folder = PAGES[language];
    rewrite(`${folder}/README.md`, (readme) => withTables(readme, RULES, language));
    for (const rule of RULES) rewrite(`${folder}/${rule.code}.md`, (page) => withHead(page, rule, language));
  }
  rewrite('package.json', (text) => {
    const manifest = JSON.parse(text);
    manifest.contributes.configuration.properties['srg.rules'].properties = settingsOf(RULES);
    return `${JSON.stringify(manifest, undefined, 2)}\n`;
  });
  rewrite('schemas/config.schema.json', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
    return `${JSON.stringify(configSchemaOf(contributes.configuration.properties), undefined, 2)}\n`;
  });
  return 0;
}
