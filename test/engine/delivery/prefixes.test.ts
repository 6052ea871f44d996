import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, BSN, delivery, findingsOf, NAMESPACE, record } from '../../support/delivery.ts';
import { type NameForm, withoutPrefixes, withPrefixes } from '../../support/packs/prefixes.ts';
import { holds } from '../../support/property.ts';

/** What is found, whatever the prefixes: the findings and what they mark. */
function found(text: string) {
  const analysis = analyse(text, { berichtgevers: ['0363'] });
  return {
    records: analysis.recordCount,
    verslagmaand: analysis.verslagmaand,
    findings: findingsOf(analysis).map(({ code, message, range, related }) => ({
      code,
      message,
      marked: withoutPrefixes(text.slice(range.start, range.end)),
      related: related.map(({ start, end }) => withoutPrefixes(text.slice(start, end))),
    })),
  };
}

const faulty = delivery(
  [
    record({ nummer: 'A', start: '20250310', end: '20250110' }),
    record({ nummer: 'A', bsn: '123456789', type: '99' }),
    record({ nummer: 'B', bsn: BSN[1], type: '10', arbeidsvermogen: '11' }),
  ],
  { gemeente: '9363', berichtgever: '0336' },
);

describe('what is found has nothing to do with prefixes', () => {
  test.each<[name: string, forms: readonly NameForm[]]>([
    ['one prefix', [1]],
    ['the default namespace declared by each element', [3]],
    // SRG, Levering and its seven elements, Voorzieningen, then nine elements a record.
    ['the root alone with a prefix', [1, ...Array<NameForm>(60).fill(0)]],
    ['the header with another', [0, ...Array<NameForm>(8).fill(1), ...Array<NameForm>(60).fill(0)]],
    ['the records with another', [...Array<NameForm>(10).fill(0), ...Array<NameForm>(60).fill(1)]],
    [
      'records by turns',
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...Array<NameForm>(11).fill(1), ...Array<NameForm>(40).fill(0)],
    ],
    ['elements by turns', [0, 1, 2]],
  ])('%s', (_name, forms) => {
    const text = withPrefixes(faulty, NAMESPACE, forms);
    expect(withoutPrefixes(text)).toBe(withoutPrefixes(faulty));
    expect(found(text)).toEqual(found(faulty));
  });

  test.each(['met-fouten', 'correct'])('any, in %s', (name) => {
    const text = readFileSync(`examples/${name}.srg.xml`, 'utf8');
    const expected = found(text);
    const form = fc.constantFrom<NameForm>(0, 0, 0, 1, 2, 3);
    holds(
      fc.property(fc.array(form, { minLength: 1, maxLength: 40 }), (forms) => {
        expect(found(withPrefixes(text, NAMESPACE, forms))).toEqual(expected);
      }),
      400,
    );
  });
});
