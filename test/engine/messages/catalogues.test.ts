import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fillIn } from '../../../server/src/engine/messages/fill-in.ts';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';

type Catalogue = Record<string, string>;
const nl: Catalogue = JSON.parse(readFileSync('l10n/nl.json', 'utf8'));
const en: Catalogue = JSON.parse(readFileSync('l10n/en.json', 'utf8'));
/** A number, and the word that goes with it: of one, and of another number. */
const NUMBER_AND_WORD = /\{(?:\w+)\} (?:(?:andere|more) )?\{\w+\|(\w+)[^|{}]*\|(\w+)[^|{}]*\}/g;
/** Of messages that are never told of one: another one is chosen for it, or what is counted is a limit. */
const FOR_SEVERAL = new RegExp(
  [
    '\\.(many|days|months|chain|all|part|tooLong|tooLarge|tooManyFiles)$',
    '^(complete|hover)\\.forfaitair$',
    '^(fix\\.set(ArbeidsvermogenOfPerson|Einddata)|refactor\\.fixAll|lens\\.person)$',
  ].join('|'),
);

const placeholders = (text: string) => [...new Set(Array.from(text.matchAll(/\{(\w+)/g), ([, name]) => name))].sort();

test('both languages have the same messages', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(nl).sort());
});

test.each(Object.keys(nl))('%s has the same parameters in both', (key) => {
  expect(placeholders(en[key]!)).toEqual(placeholders(nl[key]!));
});

describe.each([
  ['nl', ['voorziening voorzieningen', 'periode perioden', 'dag dagen', 'maand maanden', 'regel regels', 'map mappen']],
  ['en', ['voorziening voorzieningen', 'period periods', 'day days', 'month months', 'line lines', 'folder folders']],
])('what is counted (%s)', (language, more) => {
  const files = [`l10n/${language}.json`, `l10n/cli.${language}.json`];
  const catalogue: Catalogue = Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(file, 'utf8'))));
  const written = Object.values(catalogue).flatMap((text) => [...text.matchAll(NUMBER_AND_WORD)]);
  const words = [...written.map(([, one, others]) => `${one} ${others}`), ...more].map((pair) => pair.split(' '));
  const texts = Object.entries(catalogue).filter(([key, text]) => /\{\w+\}/.test(text) && !FOR_SEVERAL.test(key));

  test.each(texts)('%s: one of them, or two', (_key, text) => {
    expect(text).not.toMatch(/\{[^}]*\{/);
    for (const [one, others] of words) {
      expect(fillIn(text, () => '1')).not.toMatch(new RegExp(`(?<![\\d-])1 ((andere|more) )?${others}(?![\\w-])`));
      expect(fillIn(text, () => '2')).not.toMatch(new RegExp(`(?<![\\d-])2 ((andere|more) )?${one}(?![\\w-])`));
    }
  });
});

test('every message is used', () => {
  const files = ['server/src', 'client/src'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const source = files
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(name, 'utf8'))
    .join('\n');
  // `SRG-T001.${kind}` and the like: the part before the first parameter.
  const built = [...source.matchAll(/`([\w.-]+\.(?:\w+\.)?)\$\{/g)].map((match) => match[1]!);
  const isUsed = (key: string) => source.includes(`'${key}'`) || built.some((prefix) => key.startsWith(prefix));
  expect(Object.keys(nl).filter((key) => !isUsed(key))).toEqual([]);
});

describe('a message', () => {
  const shown = { language: 'nl', maskBsn: false } as const;
  const masked = { language: 'nl', maskBsn: true } as const;
  const bsn = { key: 'SRG-I107', parameters: { bsn: { bsn: '952004869' } } } as const;
  const number = { key: 'SRG-T004', parameters: { number: 'X-952004869' } } as const;

  test('shows days in words, in both languages', () => {
    const message = { key: 'fix.setEinddatum', parameters: { day: { day: 20_148 } } } as const;
    expect(formatMessage(message, shown)).toBe('Zet de einddatum op 1 maart 2025');
    expect(formatMessage(message, { ...shown, language: 'en' })).toBe('Set the end date to 1 March 2025');
  });

  test('shows a BSN, or masks it', () => {
    expect(formatMessage(bsn, shown)).toContain('952004869');
    expect(formatMessage(bsn, masked)).toContain('*****4869');
  });

  test('masks what looks like a BSN in any value', () => {
    expect(formatMessage(number, masked)).toContain('X-*****4869');
  });
});
