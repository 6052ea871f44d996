import { readdirSync } from 'node:fs';

export const RULES_FOLDER = 'server/src/engine/rules';

/** The file of one rule: `content/i101-datumvolgorde.ts` exports `i101`. */
export interface RuleFile {
  /** From the folder of the rules on. */
  readonly path: string;
  /** The name that it exports the rule by. */
  readonly name: string;
}

/** All files of rules: those whose name begins with a code. What helps a rule has a name of another form. */
export function ruleFiles(): RuleFile[] {
  const paths = readdirSync(RULES_FOLDER, { recursive: true, encoding: 'utf8' }).map((path) =>
    path.replace(/\\/g, '/'),
  );
  return paths
    .flatMap((path) => {
      const name = /(?:^|\/)([tis]\d{3})-[\w-]+\.ts$/.exec(path)?.[1];
      return name === undefined ? [] : [{ path, name }];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** T before I before S, and each by its number: technical checks, checks of content, suppressions. */
export function inOrderOfCodes(a: string, b: string): number {
  const [letters, from] = ['tis', (name: string) => name.replace('SRG-', '').toLowerCase()];
  const [x, y] = [from(a), from(b)];
  return letters.indexOf(x[0]!) - letters.indexOf(y[0]!) || Number(x.slice(1)) - Number(y.slice(1));
}
