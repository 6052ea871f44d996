import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ruleFiles } from './rule-files.ts';
import { filesOf, messageOf, type NewRule, withMessage } from './rule-template.ts';

const USAGE = 'npm run new-rule SRG-I120 "name in Dutch" [folder below server/src/engine/rules]';

/** `npm run new-rule`: makes the files of a rule, and what is made from them. */
export function main([code = '', name, folder]: readonly string[]): number {
  if (!isNewCode(code) || name === undefined) {
    console.error(USAGE);
    return 2;
  }
  if (ruleFiles().some((file) => `SRG-${file.name.toUpperCase()}` === code)) {
    console.error(`There is a rule ${code} already.`);
    return 1;
  }
  const rule: NewRule = { code, name, folder: folder ?? (code.startsWith('SRG-T') ? 'technical' : 'content') };
  for (const [file, text] of filesOf(rule)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
    console.log(file);
  }
  for (const [language, message] of Object.entries(messageOf(rule))) {
    const file = `l10n/${language}.json`;
    writeFileSync(file, withMessage(readFileSync(file, 'utf8'), code, message));
    console.log(file);
  }
  execFileSync('npm', ['run', '--silent', 'rules'], { stdio: 'inherit' });
  return 0;
}

function isNewCode(code: string): code is NewRule['code'] {
  return /^SRG-[TI]\d{3}$/.test(code);
}
