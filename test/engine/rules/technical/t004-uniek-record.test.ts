import { test } from 'vitest';
import { BSN, delivery, record } from '../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const sameRecord = (type: string, start: string) =>
  `Dit record is niet uniek: dezelfde persoon heeft al een voorziening van type ${type} met begindatum ${start}.`;
const sameNumber = (number: string) => `Registratienummer ${number} komt al eerder voor in deze levering.`;
/** The record with its name marked. */
const marked = (text: string) => text.replace('<Voorziening>', '<⟦Voorziening⟧>');

const CASES: RuleCase[] = [
  { name: 'different type', text: delivery([record({ type: '30' }), record({ type: '40' })]), found: [] },
  { name: 'different start', text: delivery([record(), record({ start: '20250302' })]), found: [] },
  { name: 'different person', text: delivery([record(), record({ bsn: BSN[1] })]), found: [] },
  {
    name: 'same person, type and start',
    text: delivery([marked(record()), marked(record())]),
    found: [sameRecord('30', '1 maart 2025')],
    related: [0],
  },
  {
    name: 'each further one',
    text: delivery([record(), marked(record()), record({ type: '40' }), marked(record())]),
    found: [sameRecord('30', '1 maart 2025'), sameRecord('30', '1 maart 2025')],
  },
  {
    name: 'the end date does not make it another',
    text: delivery([record({ end: '20250320' }), marked(record({ end: '20250330' }))]),
    found: [sameRecord('30', '1 maart 2025')],
  },
  {
    name: 'same registratienummer',
    text: delivery([record({ nummer: '⟦A-1⟧' }), record({ bsn: BSN[1], nummer: '⟦A-1⟧' })]),
    found: [sameNumber('A-1')],
    related: [0],
  },
  {
    name: 'a record that is both gets the former only',
    text: delivery([record({ nummer: 'A-1' }), marked(record({ nummer: 'A-1' }))]),
    found: [sameRecord('30', '1 maart 2025')],
  },
  {
    name: 'both, and a third one with the number',
    text: delivery([
      record({ nummer: 'A-1' }),
      marked(record({ nummer: 'A-1' })),
      record({ bsn: BSN[1], nummer: '⟦A-1⟧' }),
    ]),
    found: [sameRecord('30', '1 maart 2025'), sameNumber('A-1')],
  },
  { name: 'silent for an invalid type', text: delivery([record({ type: '1' }), record({ type: '1' })]), found: [] },
  { name: 'silent for an invalid start', text: delivery([record({ start: '' }), record({ start: '' })]), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-T004', 'error', given));
