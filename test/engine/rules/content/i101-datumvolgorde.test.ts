import { test } from 'vitest';
import { delivery, record } from '../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const CASES: RuleCase[] = [
  { name: 'start before end', text: delivery(record({ start: '20250301', end: '20250302' })), found: [] },
  { name: 'one day', text: delivery(record({ start: '20250301', end: '20250301' })), found: [] },
  { name: 'no end', text: delivery(record({ start: '20250301' })), found: [] },
  {
    name: 'end a day before start',
    text: delivery(record({ start: '⟦20250302⟧', end: '⟦20250301⟧' })),
    found: ['De einddatum (1 maart 2025) ligt vóór de begindatum (2 maart 2025).'],
    related: [0],
  },
  {
    name: 'silent where the schema refuses white space around the value',
    text: delivery(record({ start: '20250302', end: '\n  20250301 ' })),
    found: [],
  },
  {
    name: 'silent where the start is invalid',
    text: delivery(record({ start: '20250230', end: '20250101' })),
    found: [],
  },
  {
    name: 'silent where the end is invalid',
    text: delivery(record({ start: '20250302', end: '1-3-2025' })),
    found: [],
  },
  { name: 'silent where the end is empty', text: delivery(record({ start: '20250302', end: '' })), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I101', 'warning', given));
