import type { Language } from '../../server/src/engine/messages/message.ts';
import { pageHead } from './derived.ts';
import { RULES_FOLDER } from './rule-files.ts';

/** What a rule is made from. */
export interface NewRule {
  /** `SRG-I120` */
  readonly code: `SRG-${'T' | 'I'}${number}`;
  /** In Dutch, as in the title of its page. */
  readonly name: string;
  /** Below the folder of the rules. */
  readonly folder: string;
}

/** The files of a new rule by their paths. It works, and its tests pass: what it looks for is yet to be written. */
export function filesOf(rule: NewRule): ReadonlyMap<string, string> {
  const file = `${rule.code.slice(4).toLowerCase()}-${slugOf(rule.name)}`;
  const up = '../'.repeat(rule.folder.split('/').length);
  return new Map([
    [`${RULES_FOLDER}/${rule.folder}/${file}.ts`, source(rule, up)],
    [`test/engine/rules/${rule.folder}/${file}.test.ts`, test(rule, up)],
    [`docs/rules/${rule.code}.md`, page(rule, 'nl')],
    [`docs/rules/en/${rule.code}.md`, page(rule, 'en')],
  ]);
}

/** The messages of a new rule, by language. */
export function messageOf({ code, name }: NewRule): Readonly<Record<Language, string>> {
  return {
    nl: `Het registratienummer is {number} (${code}, ${name}). Zeg wat er mis is, waarom, en wat de gebruiker kan doen.`,
    en: `The registratienummer is {number} (${code}, ${name}). Say what is wrong, why, and what the user can do.`,
  };
}

/** A catalogue with one message more: behind those of the codes before it. */
export function withMessage(catalogue: string, code: string, message: string): string {
  const entries = Object.entries<string>(JSON.parse(catalogue));
  const letter = code.slice(0, 5);
  const last = entries.findLastIndex(([key]) => key.startsWith(letter) && key < code);
  entries.splice(last + 1, 0, [code, message]);
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}

function slugOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

function constantOf(code: string): string {
  return code.slice(4).toLowerCase();
}

function source({ code, name }: NewRule, up: string): string {
  const isTechnical = code.startsWith('SRG-T');
  return `import type { Rule } from '${up}rule.ts';

/** [recon] What the rule checks, and why that has to hold. */
export const ${constantOf(code)}: Rule = {
  code: '${code}',
  name: { nl: '${name}', en: '${name}' },
  summary: { nl: 'wat de controle nagaat, in één regel', en: 'what the rule checks, in one line' },
  severity: '${isTechnical ? 'error' : 'warning'}',
  consequence: '${isTechnical ? 'afkeur' : 'contact'}',
  provenance: [{ id: 'recon' }],
  needs: ['registratienummer'],
  checkRecord(record, _context, report) {
    const number = record.value('registratienummer');
    if (number !== '${code}') return;
    report({ range: record.rangeOf('registratienummer'), message: { key: '${code}', parameters: { number } } });
  },
};
`;
}

function test(rule: NewRule, up: string): string {
  const { code } = rule;
  const severity = code.startsWith('SRG-T') ? 'error' : 'warning';
  return `import { test } from 'vitest';
import { delivery, record } from '../../${up}support/delivery.ts';
import { checkRule, type RuleCase } from '${up}check-rule.ts';

const CASES: RuleCase[] = [
  { name: 'another number', text: delivery(record({ nummer: 'A' })), found: [] },
  {
    name: 'the number',
    text: delivery(record({ nummer: '⟦${code}⟧' })),
    found: [
      '${messageOf(rule).nl.replace('{number}', code)}',
    ],
  },
];

test.each(CASES)('$name', (given) => checkRule('${code}', '${severity}', given));
`;
}

const SECTIONS = {
  nl: ['Wat', 'Waarom', 'Wat CBS ermee doet', 'Herstellen', 'Fout', 'Goed'],
  en: ['What', 'Why', 'What CBS does with it', 'Putting it right', 'Wrong', 'Right'],
} as const;

function page({ code, name }: NewRule, language: Language): string {
  const provenance = [{ id: 'recon' }] as const;
  const words = { nl: name, en: name };
  const consequence = code.startsWith('SRG-T') ? 'afkeur' : 'contact';
  const severity = code.startsWith('SRG-T') ? 'error' : 'warning';
  const rule = { code, name: words, summary: words, severity, consequence, provenance } as const;
  const { title, facts } = pageHead(rule, language);
  const [what, why, cbs, repair, wrong, right] = SECTIONS[language];
  const todo = language === 'nl' ? 'Nog te schrijven.' : 'Yet to be written.';
  const text = [what, why, cbs, repair].map((section) => `## ${section}\n\n${todo}\n`);
  const examples = [
    [wrong, code],
    [right, 'VZ-2025-0001'],
  ].map(([section, number]) => `## ${section}\n\n\`\`\`xml\n${example(number!)}\`\`\`\n`);
  return `${title}\n\n${facts}\n\n${[...text, ...examples].join('\n')}`;
}

function example(number: string): string {
  return `<Voorziening>
  <Persoon>
    <Burgerservicenummer>950204869</Burgerservicenummer>
    <Geboortedatum>19800505</Geboortedatum>
    <Geslacht>1</Geslacht>
    <Arbeidsvermogen>10</Arbeidsvermogen>
    <DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>
  </Persoon>
  <RegistratienummerVoorziening>${number}</RegistratienummerVoorziening>
  <TypeVoorziening>30</TypeVoorziening>
  <BegindatumVoorziening>20250303</BegindatumVoorziening>
</Voorziening>
`;
}
