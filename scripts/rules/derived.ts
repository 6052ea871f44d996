import { formatMessage, type Language, type MessageKey } from '../../server/src/engine/messages/message.ts';
import type { RuleMetadata } from '../../server/src/engine/rules/rule-metadata.ts';
import { inOrderOfCodes, type RuleFile } from './rule-files.ts';

/**
 * What is made from the files and the metadata of the rules: the list of all rules, the two lines at the head of each
 * page, the tables of pages and the properties of the setting `srg.rules`. `npm run rules` writes it; a test holds
 * the files against it.
 */

export const LANGUAGES: readonly Language[] = ['nl', 'en'];

/** The folder of the pages in a language. */
export const PAGES: Readonly<Record<Language, string>> = { nl: 'docs/rules', en: 'docs/rules/en' };

const WORDS = {
  nl: {
    consequence: 'Gevolg',
    severity: 'Standaardernst',
    provenance: 'Herkomst',
    or: 'of',
    head: ['code', 'naam', 'wat', 'gevolg', 'ernst', 'herkomst'],
  },
  en: {
    consequence: 'Consequence',
    severity: 'Default severity',
    provenance: 'Provenance',
    or: 'or',
    head: ['code', 'name', 'what', 'consequence', 'severity', 'provenance'],
  },
} as const;

/** `all-rules.ts` */
export function listOfRules(files: readonly RuleFile[]): string {
  const imports = [
    ...files.map(({ path, name }) => ({ path, line: `import { ${name} } from './${path}';` })),
    { path: 'rule.ts', line: "import type { Rule } from './rule.ts';" },
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  const names = files.map(({ name }) => name).sort(inOrderOfCodes);
  return `${imports.map(({ line }) => line).join('\n')}

// Made by \`npm run rules\` from the files of this folder: a rule is in the list when its file is there.

/** All rules, in the order of their codes: those of CBS, and what is said of suppressions. */
export const RULES: readonly Rule[] = [
${names.map((name) => `  ${name},\n`).join('')}];
`;
}

/** The title and the line of facts of a rule's page. */
export function pageHead(rule: RuleMetadata, language: Language): { readonly title: string; readonly facts: string } {
  const words = WORDS[language];
  const facts = [
    `**${words.consequence}:** ${consequenceOf(rule, language)}`,
    `**${words.severity}:** ${severityOf(rule, language)}`,
    `**${words.provenance}:** ${provenanceOf(rule, language)}`,
  ];
  return { title: `# ${rule.code} · ${rule.name[language]}`, facts: facts.join(' · ') };
}

/** A page with its head as it has to be: the title in the first line, the facts in the third. */
export function withHead(page: string, rule: RuleMetadata, language: Language): string {
  const { title, facts } = pageHead(rule, language);
  const [, , , ...body] = page.split('\n');
  return [title, '', facts, ...body].join('\n');
}

const TABLE = /(<!-- rules: ([TIS]) -->\n)[\s\S]*?(?=<!-- \/rules -->)/g;

/** A list of pages with its tables as they have to be: each stands between `<!-- rules: I -->` and `<!-- /rules -->`. */
export function withTables(readme: string, rules: readonly RuleMetadata[], language: Language): string {
  return readme.replace(TABLE, (_, open: string, letter: string) => {
    const own = rules.filter(({ code }) => code.startsWith(`SRG-${letter}`));
    const rows = own.map((rule) => [
      `[${rule.code}](${rule.code}.md)`,
      rule.name[language],
      rule.summary[language],
      consequenceOf(rule, language),
      severityOf(rule, language),
      rule.provenance.map(({ id }) => say(`provenance.${id}`, language)).join(', '),
    ]);
    return `${open}\n${table([[...WORDS[language].head], ...rows])}\n`;
  });
}

/** The properties of the setting `srg.rules`, by the code of the rule. */
export function settingsOf(rules: readonly RuleMetadata[]): Record<string, object> {
  const setting = (rule: RuleMetadata) => ({
    type: 'string',
    enum: ['off', 'error', 'warning', 'information'],
    description: `${rule.name.nl}: ${rule.summary.nl}. Eigen ernst: ${severityOf(rule, 'nl')}.`,
  });
  return Object.fromEntries(rules.map((rule) => [rule.code, setting(rule)]));
}

function consequenceOf({ consequence }: RuleMetadata, language: Language): string {
  return say(`report.consequence.${consequence}`, language);
}

function severityOf({ severity, otherSeverities = [] }: RuleMetadata, language: Language): string {
  const all = [severity, ...otherSeverities].map((each) => say(`severity.${each}`, language));
  return all.join(` ${WORDS[language].or} `);
}

function provenanceOf({ provenance }: RuleMetadata, language: Language): string {
  const sources = provenance.map(({ id, detail }) => {
    const words = say(`provenance.${id}`, language);
    return detail ? `${words} (${detail[language]})` : words;
  });
  return sources.join('; ');
}

function say(key: MessageKey, language: Language): string {
  return formatMessage({ key }, { language, maskBsn: true });
}

/** A table in Markdown whose columns are aligned, for those who read it as text. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |\n`;
  const [head, ...body] = rows;
  return [line(head!), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('');
}
