import { expect, test } from 'vitest';
import { analyse, BSN, delivery, findingsOf, record } from '../../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../../check-rule.ts';

const MESSAGE =
  'Een eerder record heeft dezelfde waarden in Burgerservicenummer, TypeVoorziening, BegindatumVoorziening, onder een ander registratienummer: waarschijnlijk is dit dezelfde voorziening. Ga na of het er één is; zijn het er toch twee, dan klopt het zo.';
/** The record with its name marked. */
const marked = (text: string) => text.replace('<Voorziening>', '<⟦Voorziening⟧>');

const CASES: RuleCase[] = [
  { name: 'another type', text: delivery([record({ type: '30' }), record({ type: '40' })]), found: [] },
  { name: 'another begin', text: delivery([record(), record({ start: '20250302' })]), found: [] },
  { name: 'another person', text: delivery([record(), record({ bsn: BSN[1] })]), found: [] },
  {
    name: 'the same person, type and begin',
    text: delivery([marked(record()), marked(record())]),
    found: [MESSAGE],
    related: [0],
  },
  {
    name: 'each further one',
    text: delivery([record(), marked(record()), record({ type: '40' }), marked(record())]),
    found: [MESSAGE, MESSAGE],
  },
  {
    name: 'the end does not make it another',
    text: delivery([record({ end: '20250320' }), marked(record({ end: '20250330' }))]),
    found: [MESSAGE],
  },
  {
    name: 'one number is SRG-T004 alone',
    text: delivery([record({ nummer: 'A' }), record({ nummer: 'A' })]),
    found: [],
  },
  {
    name: 'of three one has a number of its own',
    text: delivery([record({ nummer: 'A' }), record({ nummer: 'A' }), marked(record({ nummer: 'B' }))]),
    found: [MESSAGE],
  },
  {
    name: 'the number of another person’s record is SRG-T004, too',
    text: delivery([record({ bsn: BSN[1], nummer: 'B' }), record({ nummer: 'A' }), record({ nummer: 'B' })]),
    found: [],
  },
  { name: 'silent for an invalid type', text: delivery([record({ type: '1' }), record({ type: '1' })]), found: [] },
  { name: 'silent for an invalid begin', text: delivery([record({ start: '' }), record({ start: '' })]), found: [] },
  {
    name: 'silent for an invalid number',
    text: delivery([record(), record({ nummer: 'x'.repeat(16) })]),
    found: [],
  },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I119', 'warning', given));

test('a record gets this or SRG-T004, as the numbers are edited', () => {
  const codes = (first: string, second: string) =>
    findingsOf(analyse(delivery([record({ nummer: first }), record({ nummer: second })]))).map(({ code }) => code);
  expect(codes('A', 'B')).toEqual(['SRG-I119']);
  expect(codes('A', 'A')).toEqual(['SRG-T004']);
});
