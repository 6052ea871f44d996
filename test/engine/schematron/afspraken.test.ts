import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { delivery, record } from '../../support/delivery.ts';
import { apply, compiled, problemsIn } from './check-schematron.ts';

const text = readFileSync('examples/afspraken.sch', 'utf8');
const schema = compiled(text);

/** The codes that the example gives, each with what it points at. */
function codesOf(source: string): string[] {
  const { found, failures } = apply(schema, source);
  expect(failures).toEqual([]);
  return found.map(({ code, range }) => `${code} ${source.slice(range.start, range.end)}`);
}

test('the example has no problems', () => expect(problemsIn(text)).toEqual([]));

describe('a course ends within a year', () => {
  // Judged by hand: the last allowed day is the day before the same date a year on.
  test.each<[string, string, boolean]>([
    ['2024-03-01', '2025-02-28', true],
    ['2024-03-01', '2025-03-01', false],
    ['2023-03-01', '2024-02-29', true],
    ['2023-03-01', '2024-03-01', false],
    ['2024-01-01', '2024-12-31', true],
    ['2024-01-01', '2025-01-01', false],
    ['2024-12-31', '2025-12-30', true],
    ['2024-12-31', '2025-12-31', false],
    // 29 February: a year on there is none, so the year is full on 28 February.
    ['2024-02-29', '2025-02-27', true],
    ['2024-02-29', '2025-02-28', false],
    ['2023-02-28', '2024-02-27', true],
    ['2023-02-28', '2024-02-28', false],
    ['2024-03-01', '2024-03-01', true],
    ['2024-03-01', '2030-01-01', false],
    // Wrong order: SRG-I101 says so.
    ['2024-03-01', '2023-01-01', true],
  ])('%s to %s: %s', (start, end, allowed) => {
    const codes = codesOf(delivery([record({ type: '41', start, end })], { verslagmaand: '2025-03' }));
    expect(codes).toEqual(allowed ? [] : [`GEM-01 ${end}`]);
  });

  test.each<[string, string, boolean]>([
    ['2024-03-15', '2025-02', true],
    ['2024-03-15', '2025-03', false],
    ['2024-04-01', '2025-03', true],
    ['2024-04-01', '2025-04', false],
    ['2024-03-31', '2025-03', false],
    ['2024-02-29', '2025-02', false],
    ['2024-02-29', '2025-01', true],
    ['2024-01-01', '2024-12', true],
    ['2024-01-01', '2025-01', false],
  ])('from %s, still running at the end of %s: %s', (start, verslagmaand, allowed) => {
    const source = delivery([record({ type: '41', start })], { verslagmaand });
    const codes = codesOf(source).filter((code) => !code.startsWith('GEM-04'));
    expect(codes).toEqual(allowed ? [] : [`GEM-01-loopt ${start}`]);
  });

  test('other types may last longer', () => {
    expect(codesOf(delivery([record({ type: '42', start: '2020-01-01' })]))).toEqual([]);
  });

  test('a date that is none gives nothing', () => {
    expect(codesOf(delivery([record({ type: '41', start: '1-3-2024', end: '2025-03-01' })]))).toEqual([]);
    expect(codesOf(delivery([record({ type: '41', start: '2023-03-01', end: '1-3-2025' })]))).toEqual([]);
  });
});

describe('a proefplaatsing lasts two months at most', () => {
  test.each<[string, string, boolean]>([
    ['2024-12-31', '2025-02-27', true],
    ['2024-12-31', '2025-02-28', false],
    ['2023-12-31', '2024-02-28', true],
    ['2023-12-31', '2024-02-29', false],
    ['2024-12-29', '2025-02-27', true],
    ['2024-12-28', '2025-02-27', true],
    ['2024-12-28', '2025-02-28', false],
    ['2025-01-31', '2025-03-30', true],
    ['2025-01-31', '2025-03-31', false],
    ['2025-02-28', '2025-04-27', true],
    ['2025-02-28', '2025-04-28', false],
    ['2024-07-31', '2024-09-29', true],
    ['2024-07-31', '2024-09-30', false],
    ['2024-10-31', '2024-12-30', true],
    ['2024-10-31', '2024-12-31', false],
    ['2024-11-01', '2024-12-31', true],
    ['2024-11-01', '2025-01-01', false],
    ['1999-12-31', '2000-02-28', true],
    ['1999-12-31', '2000-02-29', false],
    ['2099-12-31', '2100-02-27', true],
    ['2099-12-31', '2100-02-28', false],
  ])('%s to %s: %s', (start, end, allowed) => {
    const codes = codesOf(delivery([record({ type: '23', start, end })]));
    expect(codes).toEqual(allowed ? [] : [`GEM-02 ${end}`]);
  });
});

test.each<[string, string[]]>([
  ['11.9', ['GEM-03 11.9']],
  ['12', []],
  ['onbekend', []],
])('a wage subsidy for %s hours a week', (uren, expected) => {
  const rest = `<Loonkostensubsidie><UrenPerWeek>${uren}</UrenPerWeek></Loonkostensubsidie>`;
  expect(codesOf(delivery([record({ type: '10', rest })]))).toEqual(expected);
});

test.each<[string, string, boolean]>([
  ['2025-03', '2025-04-10', true],
  ['2025-03', '2025-04-11', false],
  ['2024-12', '2025-01-10', true],
  ['2024-12', '2025-01-11', false],
  ['2025-01', '2025-02-11', false],
  ['2025-11', '2025-12-10', true],
])('the file over %s is made on %s: %s', (verslagmaand, made, allowed) => {
  const header =
    `<Berichtgevercode>0363</Berichtgevercode><Verslagmaand>${verslagmaand}</Verslagmaand>` +
    `<SoortLevering>1</SoortLevering><Aanmaakdatum>${made}</Aanmaakdatum>`;
  expect(codesOf(delivery([], { header }))).toEqual(allowed ? [] : [`GEM-04 ${made}`]);
});

test.each<[string, string[]]>([
  ['casus-maaike', []],
  ['lege-levering', []],
  ['correct', []],
])('the example delivery %s', (name, expected) => {
  expect(codesOf(readFileSync(`examples/${name}.srg.xml`, 'utf8'))).toEqual(expected);
});
