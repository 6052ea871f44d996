import { test } from 'vitest';
import { delivery, record } from '../../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../../check-rule.ts';

const reversed = (end: string, start: string) =>
  `De einddatum (${end}) ligt vóór de begindatum (${start}), dus deze voorziening heeft geen looptijd. Ga na welke datum klopt; misschien zijn ze verwisseld.`;

const CASES: RuleCase[] = [
  { name: 'begin before end', text: delivery(record({ start: '20250301', end: '20250302' })), found: [] },
  { name: 'one day', text: delivery(record({ start: '20250301', end: '20250301' })), found: [] },
  { name: 'no end', text: delivery(record({ start: '20250301' })), found: [] },
  { name: 'an empty end', text: delivery(record({ start: '20250302', end: '' })), found: [] },
  {
    name: 'end a day before begin',
    text: delivery(record({ start: '⟦20250302⟧', end: '⟦20250301⟧' })),
    found: [reversed('1 maart 2025', '2 maart 2025')],
    related: [0],
  },
  {
    name: 'over the turn of the year',
    text: delivery(record({ start: '20250101', end: '⟦20241231⟧' })),
    found: [reversed('31 december 2024', '1 januari 2025')],
  },
  { name: 'silent for an invalid begin', text: delivery(record({ start: '20250230', end: '20250101' })), found: [] },
  { name: 'silent for an invalid end', text: delivery(record({ start: '20250302', end: '1-3-2025' })), found: [] },
  {
    name: 'silent for white space around a date, which makes it invalid',
    text: delivery(record({ start: '20250302', end: '\n  20250301 ' })),
    found: [],
  },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I101', 'warning', given));
