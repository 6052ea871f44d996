import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, listOfRules, PAGES, settingsOf, withHead, withTables } from '../../scripts/rules/derived.ts';
import { inOrderOfCodes, RULES_FOLDER, ruleFiles } from '../../scripts/rules/rule-files.ts';
import { filesOf, messageOf, withMessage } from '../../scripts/rules/rule-template.ts';
import { RULES } from '../../server/src/engine/rules/all-rules.ts';

const read = (file: string) => readFileSync(file, 'utf8');

describe('what is made from the rules is as `npm run rules` makes it', () => {
  test('the list of rules', () => {
    expect(read(`${RULES_FOLDER}/all-rules.ts`)).toBe(listOfRules(ruleFiles()));
  });

  test('the properties of the setting', () => {
    const { properties } = JSON.parse(read('package.json')).contributes.configuration;
    expect(properties['srg.rules'].properties).toEqual(settingsOf(RULES));
    const [pattern] = Object.keys(properties['srg.rules'].patternProperties);
    for (const { code } of RULES) expect(code).not.toMatch(new RegExp(pattern!));
    expect('AMSTERDAM-1').toMatch(new RegExp(pattern!));
  });

  describe.each(LANGUAGES)('in %s', (language) => {
    const readme = read(`${PAGES[language]}/README.md`);

    test('the tables of pages', () => {
      expect(readme).toBe(withTables(readme, RULES, language));
      for (const { code } of RULES) expect(readme).toContain(`[${code}](${code}.md)`);
    });

    test.each(RULES.map((rule) => ({ code: rule.code, rule })))('the head of the page of $code', ({ code, rule }) => {
      const page = read(`${PAGES[language]}/${code}.md`);
      expect(page).toBe(withHead(page, rule, language));
    });
  });
});

test('the rules are in the order of their codes, each once', () => {
  const codes = RULES.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].sort(inOrderOfCodes));
});

describe('another word in the metadata', () => {
  const rule = RULES.find(({ code }) => code === 'SRG-I101')!;
  const other = { ...rule, name: { nl: 'iets anders', en: 'something else' }, consequence: 'geen' } as const;

  test('makes another head', () => {
    const page = read('docs/rules/SRG-I101.md');
    expect(withHead(page, other, 'nl')).not.toBe(page);
    expect(withHead(page, other, 'nl')).toMatch(/^# SRG-I101 · iets anders\n\n\*\*Gevolg:\*\* geen gevolg · /);
    expect(withHead(page, other, 'en')).toMatch(
      /^# SRG-I101 · something else\n\n\*\*Consequence:\*\* no consequence · /,
    );
  });

  test('makes another table', () => {
    const tables = withTables(read('docs/rules/README.md'), [other], 'nl');
    expect(tables).toContain('| [SRG-I101](SRG-I101.md) | iets anders |');
    expect(tables).not.toContain('SRG-T001.md');
  });

  test('makes other settings', () => {
    expect(settingsOf([other])).toMatchObject({
      'SRG-I101': { description: expect.stringMatching(/^iets anders:/) },
    });
  });
});

describe('a new rule', () => {
  const rule = { code: 'SRG-I999', name: 'één ding', folder: 'content/period' } as const;

  test('is its file, its test and two pages', () => {
    const files = filesOf(rule);
    expect([...files.keys()]).toEqual([
      'server/src/engine/rules/content/period/i999-een-ding.ts',
      'test/engine/rules/content/period/i999-een-ding.test.ts',
      'docs/rules/SRG-I999.md',
      'docs/rules/en/SRG-I999.md',
    ]);
    const [source, own, nl, en] = [...files.values()];
    expect(source).toContain("from '../../rule.ts'");
    expect(own).toContain("from '../../check-rule.ts'");
    expect(own).toContain("from '../../../../support/delivery.ts'");
    expect(nl).toMatch(/^# SRG-I999 · één ding\n\n\*\*Gevolg:\*\* contact · \*\*Standaardernst:\*\* waarschuwing · /);
    expect(en).toMatch(/^# SRG-I999 · één ding\n\n\*\*Consequence:\*\* contact · \*\*Default severity:\*\* warning · /);
  });

  test('has its message behind those of the codes before it', () => {
    const keys = (code: string) => Object.keys(JSON.parse(withMessage(read('l10n/nl.json'), code, messageOf(rule).nl)));
    const all = keys('SRG-I999');
    expect(all[all.indexOf('SRG-I999') - 1]).toMatch(/^SRG-I1/);
    expect(all[all.indexOf('SRG-I999') + 1]).not.toMatch(/^SRG-I/);
    const between = keys('SRG-I1015');
    expect(between[between.indexOf('SRG-I1015') - 1]).toBe('SRG-I101');
    expect(between[between.indexOf('SRG-I1015') + 1]).toBe('SRG-I102');
  });
});
