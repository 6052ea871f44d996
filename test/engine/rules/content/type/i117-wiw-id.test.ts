import { test } from 'vitest';
import { delivery, record } from '../../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../../check-rule.ts';

const late = (begin: string) =>
  `Na 31 december 2003 is geen WIW/ID-baan meer begonnen (Participatiewet, artikel 78d), en deze begint op ${begin}. Ga na of het type en de begindatum kloppen.`;

const CASES: RuleCase[] = [
  { name: 'the last day', text: delivery(record({ type: '20', start: '20031231' })), found: [] },
  {
    name: 'the day after',
    text: delivery(record({ type: '20', start: '⟦20040101⟧' })),
    found: [late('1 januari 2004')],
  },
  { name: 'another type', text: delivery(record({ type: '21', start: '20250301' })), found: [] },
  { name: 'silent for an invalid begin', text: delivery(record({ type: '20', start: '2004' })), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I117', 'information', given));
