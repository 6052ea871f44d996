import { expect, test } from 'vitest';
import { analyse, delivery, record } from '../../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../../check-rule.ts';

const message = (type: string, arbeidsvermogen: string) =>
  `Bij type ${type} hoort arbeidsvermogen 10 (Onder WML); hier staat ${arbeidsvermogen}. Ga na wat er klopt: het type of het arbeidsvermogen.`;

const CASES: RuleCase[] = [
  ...['10', '11', '20'].map((type) => ({
    name: `type ${type} with 10`,
    text: delivery(record({ type, arbeidsvermogen: '10' })),
    found: [],
  })),
  {
    name: 'type 10 with 20',
    text: delivery(record({ type: '⟦10⟧', arbeidsvermogen: '⟦20⟧' })),
    found: [message('10 (Loonkostensubsidie o.g.v. de Participatiewet)', '20 (WML of hoger: Zelfstandig)')],
    related: [1],
  },
  {
    name: 'type 11 with 30',
    text: delivery(record({ type: '11', arbeidsvermogen: '⟦30⟧' })),
    found: [message('11 (Forfaitaire loonkostensubsidie)', '30 ((Tijdelijk) onbemiddelbaar)')],
  },
  {
    name: 'type 20 with 40',
    text: delivery(record({ type: '20', arbeidsvermogen: '⟦40⟧' })),
    found: [message('20 (WIW/ID-baan)', '40 (Nog niet bekend)')],
  },
  { name: 'type 12 implies nothing', text: delivery(record({ type: '12', arbeidsvermogen: '20' })), found: [] },
  { name: 'silent for an invalid code', text: delivery(record({ type: '10', arbeidsvermogen: '99' })), found: [] },
  { name: 'silent for an invalid type', text: delivery(record({ type: '1', arbeidsvermogen: '20' })), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I102', 'warning', given));

test.each([
  [200, 'fix.setArbeidsvermogenOfPerson'],
  [201, undefined],
])('a person with %i records that say otherwise', (count, fix) => {
  const others = Array.from({ length: count - 1 }, (_, i) =>
    record({ type: '42', arbeidsvermogen: '20', nummer: `A${i}`, start: `${1990 + (i % 30)}01${10 + (i % 9)}` }),
  );
  const analysis = analyse(delivery([record({ type: '10', arbeidsvermogen: '20' }), ...others]));
  const [finding] = [...analysis.findings()].filter(({ code }) => code === 'SRG-I102');
  expect(analysis.fixesOf(finding!)[0]?.title.key).toBe(fix);
});
