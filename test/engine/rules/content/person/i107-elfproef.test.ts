import { test } from 'vitest';
import { delivery, record } from '../../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../../check-rule.ts';

const message = (bsn: string) =>
  `BSN ${bsn} voldoet niet aan de elfproef en bestaat dus niet: CBS kan de voorziening aan niemand koppelen. Zoek het juiste BSN op in de administratie.`;

const CASES: RuleCase[] = [
  { name: 'passes', text: delivery(record({ bsn: '950204869' })), found: [] },
  { name: 'two digits swapped', text: delivery(record({ bsn: '⟦952004869⟧' })), found: [message('952004869')] },
  { name: 'all zero', text: delivery(record({ bsn: '⟦000000000⟧' })), found: [message('000000000')] },
  { name: "eight digits are the schema's affair", text: delivery(record({ bsn: '95020486' })), found: [] },
  { name: 'so is an empty one', text: delivery(record({ bsn: '' })), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I107', 'warning', given));
