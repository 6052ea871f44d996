import { expect, test } from 'vitest';
import { t003 } from '../../../../server/src/engine/rules/technical/t003-berichtgevercode.ts';
import { delivery } from '../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const CASES: RuleCase[] = [
  { name: 'silent where none is expected', text: delivery([], { berichtgever: '9999' }), found: [] },
  {
    name: 'an expected one',
    text: delivery([], { berichtgever: '9999' }),
    found: [],
    berichtgevers: ['0363', '9999'],
  },
  {
    name: 'another than the expected ones',
    text: delivery([], { gemeente: '0363', berichtgever: '⟦0344⟧' }),
    found: ['Berichtgevercode 0344 (Utrecht) is niet de verwachte: 0363 (Amsterdam), 9999.'],
    berichtgevers: ['0363', '9999'],
  },
  {
    name: 'expected without its zero',
    text: delivery([], { berichtgever: '0363' }),
    found: [],
    berichtgevers: ['363'],
  },
  {
    name: 'silent for what is no code',
    text: delivery([], { berichtgever: '36' }),
    found: [],
    berichtgevers: ['0363'],
  },
];

test.each(CASES)('$name', (given) => checkRule('SRG-T003', 'error', given));

test.each([
  [[], 'expected'],
  [['0363'], undefined],
  [['0363', '9999'], undefined],
])('where %j is expected', (expectedBerichtgevers, idle) => {
  expect(t003.idle!({ expectedBerichtgevers } as never)).toBe(idle);
});
