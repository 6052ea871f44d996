import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyse, BSN, delivery, findingsOf, record } from '../support/delivery.ts';

interface Snippet {
  prefix: string;
  description: string;
  body: string[];
}

const snippets: Record<string, Snippet> = JSON.parse(readFileSync('snippets/srg-xml.json', 'utf8'));
const { lists } = JSON.parse(readFileSync('schemas/srg-regeling-2026/codes.json', 'utf8'));
const types: string[] = lists.typeVoorziening.codes.map(({ code }: { code: string }) => code);

/** What a user types at each place. */
const TYPED: Record<string, string> = {
  BSN: BSN[0],
  geboortedatum: '19800505',
  registratienummer: 'VZ-1',
  begindatum: '20250303',
  einddatum: '20250328',
  loonwaarde: '060',

  berichtgevercode: '0363',
  statistiekjaar: '2025',
  versie: '1.0',
  gemeentecode: '0363',
  omschrijving: 'iets anders',
};

/** The text after a user has filled in every place; of a choice the first, or the one that is given. */
function filledIn({ body }: Snippet, chosen?: string): string {
  return body
    .join('\n')
    .replace(/\$\{\d+:([^}]+)\}/g, (_place, name: string) => {
      // No WIW/ID-baan began after 2003.
      if (name === 'begindatum' && body.some((line) => line.includes('>20<'))) return '20030303';
      if (TYPED[name] === undefined) throw new Error(`nothing to type for ${name}`);
      return TYPED[name];
    })
    .replace(/\$\{\d+\|([^}]+)\|\}/g, (_place, choice: string) => {
      const values = choice.split(',');
      return chosen !== undefined && values.includes(chosen) ? chosen : values[0]!;
    })
    .replace('$0', '');
}

describe('a snippet, filled in, gives no finding', () => {
  const records = Object.entries(snippets).filter(([, { body }]) => body[0] === '<Voorziening>');

  test.each(records)('%s', (_name, snippet) => {
    // Of any type: one that needs nothing more.
    expect(findingsOf(analyse(delivery(filledIn(snippet, '30'))))).toEqual([]);
  });

  test('Levering', () => {
    expect(findingsOf(analyse(filledIn(snippets.Levering!)))).toEqual([]);
  });

  test('Einddatum', () => {
    const ended = record().replace(
      '</BegindatumVoorziening>',
      `</BegindatumVoorziening>${filledIn(snippets.Einddatum!)}`,
    );
    expect(findingsOf(analyse(delivery(ended)))).toEqual([]);
  });
});

test('the one for any voorziening offers the types of the pack, all of them', () => {
  const offered = /<TypeVoorziening>\$\{\d+\|(.*)\|\}/.exec(snippets.Voorziening!.body.join('\n'))?.[1];
  expect(offered?.split(',')).toEqual(types);
});

test('each has a prefix of its own', () => {
  const prefixes = Object.values(snippets).map(({ prefix }) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
});
