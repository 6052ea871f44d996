import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { delivery, headerElements, record } from '../../support/delivery.ts';
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

describe('a temporary wage subsidy ends within a year', () => {
  // Judged by hand: the last allowed day is the day before the same date a year on.
  test.each<[string, string, boolean]>([
    ['20240301', '20250228', true],
    ['20240301', '20250301', false],
    ['20230301', '20240229', true],
    ['20230301', '20240301', false],
    ['20240101', '20241231', true],
    ['20240101', '20250101', false],
    ['20241231', '20251230', true],
    ['20241231', '20251231', false],
    // 29 February: a year on there is none, so the year is full on 28 February.
    ['20240229', '20250227', true],
    ['20240229', '20250228', false],
    ['20230228', '20240227', true],
    ['20230228', '20240228', false],
    ['20240301', '20240301', true],
    ['20240301', '20300101', false],
    // Wrong order: SRG-I101 says so.
    ['20240301', '20230101', true],
  ])('%s to %s: %s', (start, end, allowed) => {
    const codes = codesOf(delivery([record({ type: '12', start, end })], { verslagmaand: '2025-03' }));
    expect(codes).toEqual(allowed ? [] : [`GEM-01 ${end}`]);
  });

  test.each<[string, string, boolean]>([
    ['20240315', '2025-02', true],
    ['20240315', '2025-03', false],
    ['20240401', '2025-03', true],
    ['20240401', '2025-04', false],
    ['20240331', '2025-03', false],
    ['20240229', '2025-02', false],
    ['20240229', '2025-01', true],
    ['20240101', '2024-12', true],
    ['20240101', '2025-01', false],
  ])('from %s, still running at the end of %s: %s', (start, verslagmaand, allowed) => {
    const source = delivery([record({ type: '12', start })], { verslagmaand });
    expect(codesOf(source)).toEqual(allowed ? [] : [`GEM-01-loopt ${start}`]);
  });

  test('other types may last longer', () => {
    expect(codesOf(delivery([record({ type: '42', start: '20200101' })]))).toEqual([]);
  });

  test('a date that is none gives nothing', () => {
    expect(codesOf(delivery([record({ type: '12', start: '1-3-2024', end: '20250301' })]))).toEqual([]);
    expect(codesOf(delivery([record({ type: '12', start: '20230301', end: '1-3-2025' })]))).toEqual([]);
  });
});

describe('a proefplaatsing lasts two months at most', () => {
  test.each<[string, string, boolean]>([
    ['20241231', '20250227', true],
    ['20241231', '20250228', false],
    ['20231231', '20240228', true],
    ['20231231', '20240229', false],
    ['20241229', '20250227', true],
    ['20241228', '20250227', true],
    ['20241228', '20250228', false],
    ['20250131', '20250330', true],
    ['20250131', '20250331', false],
    ['20250228', '20250427', true],
    ['20250228', '20250428', false],
    ['20240731', '20240929', true],
    ['20240731', '20240930', false],
    ['20241031', '20241230', true],
    ['20241031', '20241231', false],
    ['20241101', '20241231', true],
    ['20241101', '20250101', false],
    ['19991231', '20000228', true],
    ['19991231', '20000229', false],
    ['20991231', '21000227', true],
    ['20991231', '21000228', false],
  ])('%s to %s: %s', (start, end, allowed) => {
    const codes = codesOf(delivery([record({ type: '23', start, end })]));
    expect(codes).toEqual(allowed ? [] : [`GEM-02 ${end}`]);
  });
});

test.each<[string, string[]]>([
  ['029', ['GEM-03 029']],
  ['030', []],
  ['onbekend', []],
])('a wage subsidy by a loonwaarde of %s', (loonwaarde, expected) => {
  const rest = `<Loonkostensubsidie><Loonwaarde>${loonwaarde}</Loonwaarde></Loonkostensubsidie>`;
  expect(codesOf(delivery([record({ type: '10', rest })]))).toEqual(expected);
});

test.each<[string, boolean]>([
  ['3.9', false],
  ['3', false],
  ['4', true],
  ['4.0.1', true],
  ['10.1', true],
  ['nieuw', true],
])('a file of version %s: %s', (version, allowed) => {
  const header = headerElements().replace('>4.2<', `>${version}<`);
  expect(codesOf(delivery([], { header }))).toEqual(allowed ? [] : [`GEM-04 ${version}`]);
});

test.each<[string, string[]]>([
  ['casus-maaike', []],
  ['lege-levering', []],
  ['correct', []],
])('the example delivery %s', (name, expected) => {
  expect(codesOf(readFileSync(`examples/${name}.srg.xml`, 'utf8'))).toEqual(expected);
});
