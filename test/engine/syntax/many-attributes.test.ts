import { describe, expect, test } from 'vitest';
import { analyse, BSN, delivery, findingsOf, record } from '../../support/delivery.ts';

const MOST = 1_000;
const RIGHT = delivery([record({ bsn: BSN[0], nummer: 'A' }), record({ bsn: BSN[1], nummer: 'B' })]);

const each = (length: number, of: (i: number) => string) => Array.from({ length }, (_, i) => of(i)).join(' ');
const inTag = (name: string, attributes: string) =>
  RIGHT.replace(new RegExp(`<${name}(?=[ >])`), (tag) => `${tag} ${attributes}`);
const codesOf = (text: string) => new Set(findingsOf(analyse(text)).map(({ code }) => code));

describe('of a tag with very many attributes is told that the rest was not read', () => {
  const declarations = (count: number) =>
    inTag(
      'Voorziening',
      each(count, (i) => `xmlns:p${i}="urn:p${i}"`),
    );

  test('as many as are read are nothing to tell of', () => {
    const analysis = analyse(declarations(MOST));
    expect(findingsOf(analysis)).toEqual([]);
    expect(analysis.tally.verdict).toBe('goedgekeurd');
  });

  test('with one more nothing is approved', () => {
    const analysis = analyse(declarations(MOST + 1));
    expect(findingsOf(analysis)).toMatchObject([
      { code: 'SRG-T006', message: expect.stringContaining('De tag <Voorziening> heeft meer dan 1.000 attributen') },
    ]);
    expect(analysis.tally.verdict).toBe('niet-te-beoordelen');
  });

  test.each([
    ['attributes', (n: number) => each(n, (i) => `a${i}="1"`)],
    ['attributes with the end of a tag in their values', (n: number) => each(n, (i) => `a${i}='>"/>'`)],
    ['what is no attribute', (n: number) => each(n, () => '=')],
    ['names without a value', (n: number) => each(n, (i) => `a${i}`)],
    ['spaces that XML does not know', (n: number) => '\u00a0 '.repeat(n)],
  ])('%s, and what comes behind the tag is read all the same', (_name, of) => {
    const text = inTag('Voorziening', of(2 * MOST));
    expect(codesOf(text)).toContain('SRG-T006');
    expect(analyse(text).recordCount).toBe(2);
  });

  test.each(['SRG', 'Levering', 'Voorzieningen', 'Persoon', 'TypeVoorziening'])('in %s', (name) => {
    expect(
      codesOf(
        inTag(
          name,
          each(MOST + 1, (i) => `a${i}="1"`),
        ),
      ),
    ).toContain('SRG-T006');
  });

  test('an edit that takes them away makes of it what it is', () => {
    const analysis = analyse(
      inTag(
        'TypeVoorziening',
        each(MOST + 1, (i) => `a${i}="1"`),
      ),
    );
    expect(analysis.tally.verdict).toBe('afkeur');
    const { source } = analysis;
    const start = source.toString().indexOf(' a0=');
    const end = source.toString().indexOf('>', start);
    source.replace(start, end, '');
    expect(analysis.edited({ start, end, length: 0 })).toBe(true);
    analysis.run();
    expect(findingsOf(analysis)).toEqual([]);
  });
});
