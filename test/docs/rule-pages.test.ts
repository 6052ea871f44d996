import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../server/src/engine/rules/registry.ts';
import { analyse, delivery, findingsOf, packs } from '../support/delivery.ts';

/**
 * What is found in the example in a section of a page. Records stand in the delivery that all pages share; of two blocks
 * the first is the delivery of the month before.
 */
function found(page: string, section: 'Fout' | 'Goed') {
  const body = new RegExp(`^## ${section}\\n([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, 'm').exec(page)?.[1] ?? '';
  const blocks = Array.from(body.matchAll(/^```xml\n([\s\S]*?)^```/gm), ([, block]) => block!);
  if (blocks.length === 0) throw new Error(`no example under ${section}`);
  const whole = (block: string, verslagmaand: string) =>
    /^\s*(<!--[^>]*-->\s*)?<Voorziening>/.test(block) ? delivery(block, { verslagmaand }) : block;
  const now = whole(blocks.at(-1)!, '2025-03');
  return findingsOf(analyse(now, blocks.length > 1 ? { previous: whole(blocks[0]!, '2025-02') } : {}));
}

describe.each(RULES.map(({ code, name }) => ({ code, name })))('the page of $code', ({ code, name }) => {
  const page = readFileSync(`docs/rules/${code}.md`, 'utf8');

  test('has its title and all sections', () => {
    expect(page.split('\n')[0]).toBe(`# ${code} · ${name}`);
    const sections = [...page.matchAll(/^## (.*)$/gm)].map((match) => match[1]);
    expect(sections).toEqual(['Wat', 'Waarom', 'Wat CBS ermee doet', 'Herstellen', 'Fout', 'Goed']);
  });

  test('has a bad example with exactly that finding', () => {
    expect(found(page, 'Fout').map((finding) => finding.code)).toEqual([code]);
  });

  test('has a good example with none', () => {
    expect(found(page, 'Goed')).toEqual([]);
  });
});

test('the page of SRG-I105 has the table of the pack', () => {
  const rows = readFileSync('docs/rules/SRG-I105.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(rows).toEqual(packs[0]!.combinations.map(({ types, reason, standing }) => [...types, reason.nl, standing]));
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
      ...['SRG-I111', 'SRG-T002', 'SRG-T003', 'SRG-T004'],
    ],
  ],
  ['te-vroeg-gemaakt', ['SRG-I112']],
  ['niet-welgevormd', ['SRG-T001', 'SRG-T001']],
  ['onbekend-formaat', ['SRG-T005']],
])('the example %s', (name, codes) => {
  const found = findingsOf(analyse(readFileSync(`examples/${name}.srg.xml`, 'utf8')));
  expect(found.map(({ code }) => code).sort()).toEqual(codes);
});
