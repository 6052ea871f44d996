import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, PAGES } from '../../scripts/rules/derived.ts';
import { formatMessage } from '../../server/src/engine/messages/message.ts';
import type { Combination } from '../../server/src/engine/packs/pack.ts';
import { RULES } from '../../server/src/engine/rules/registry.ts';
import { analyse, findingsOf, packs } from '../support/delivery.ts';
import { codesIn, examplesOf } from './page-examples.ts';

const SECTIONS = {
  nl: { all: ['Wat', 'Waarom', 'Wat CBS ermee doet', 'Herstellen', 'Fout', 'Goed'], wrong: 'Fout', right: 'Goed' },
  en: {
    all: ['What', 'Why', 'What CBS does with it', 'Putting it right', 'Wrong', 'Right'],
    wrong: 'Wrong',
    right: 'Right',
  },
};

describe.each(LANGUAGES)('the pages in %s', (language) => {
  const { all, wrong, right } = SECTIONS[language];

  describe.each(RULES.map(({ code }) => code))('%s', (code) => {
    const page = readFileSync(`${PAGES[language]}/${code}.md`, 'utf8');
    const examples = examplesOf(page);

    test('has all sections', () => {
      expect([...page.matchAll(/^## (.*)$/gm)].map((match) => match[1])).toEqual(all);
    });

    test('has its examples where they are run', () => {
      expect([...new Set(examples.map(({ section }) => section))]).toEqual([wrong, right]);
      expect(page.match(/^```/gm)).toHaveLength(2 * page.match(/^```xml/gm)!.length);
    });

    test('has bad examples with exactly that finding', () => {
      for (const example of examples.filter(({ section }) => section === wrong))
        expect(codesIn(example)).toEqual([code]);
    });

    test('has good examples with none', () => {
      for (const example of examples.filter(({ section }) => section === right)) expect(codesIn(example)).toEqual([]);
    });
  });
});

test.each(LANGUAGES)('the page of SRG-I105 in %s has the table of the pack', (language) => {
  const rows = readFileSync(`${PAGES[language]}/SRG-I105.md`, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const sourceOf = ({ provenance, articles = [] }: Combination) => {
    const words = formatMessage({ key: `provenance.${provenance}` }, { language, maskBsn: false });
    return articles.length > 0 ? `${words} (${articles.join(', ')})` : words;
  };
  expect(rows).toEqual(packs[0]!.combinations.map((row) => [...row.types, row.reason[language], sourceOf(row)]));
});

test.each([
  ['correct', []],
  ['casus-maaike', []],
  ['lege-levering', []],
  ['een-regel', []],
  [
    'met-fouten',
    [
      ...['SRG-I101', 'SRG-I102', 'SRG-I103', 'SRG-I105', 'SRG-I106', 'SRG-I107', 'SRG-I108', 'SRG-I109', 'SRG-I110'],
      ...['SRG-I113', 'SRG-I114', 'SRG-I115', 'SRG-I116', 'SRG-I117', 'SRG-I118', 'SRG-I119', 'SRG-T002', 'SRG-T004'],
    ],
  ],
  ['2025-02', []],
  ['2025-03', []],
  ['2025-03-onvolledig', []],
  ['niet-welgevormd', ['SRG-T001', 'SRG-T001']],
  ['onbekend-formaat', ['SRG-T005']],
])('the example %s', (name, codes) => {
  const found = findingsOf(analyse(readFileSync(`examples/${name}.srg.xml`, 'utf8')));
  expect(found.map(({ code }) => code).sort()).toEqual(codes);
});
