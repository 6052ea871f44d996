import { test } from 'vitest';
import { delivery, record } from '../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const LKS = '10 (Loonkostensubsidie o.g.v. de Participatiewet)';
const blockOnly = (type: string) =>
  `Loonkostensubsidie hoort alleen bij de typen 10, 11, 12; dit record heeft type ${type}. Verwijder het blok, of verbeter het type.`;
const noLoonwaarde =
  'Bij type 11 (Forfaitaire loonkostensubsidie) hoort geen Loonwaarde: de loonwaarde is dan nog niet bepaald. Verwijder de waarde, of verbeter het type.';
const missing = (what: string) => `Bij type ${LKS} ontbreekt in Loonkostensubsidie: ${what}. Vul het aan.`;
const outside = (value: string) =>
  `Een loonwaarde van ${value}% past niet bij type ${LKS}: verwacht wordt 1 tot en met 99% van het wettelijk minimumloon.`;

const loonwaarde = (value: string) => `<Loonwaarde>${value}</Loonwaarde>`;
const block = (...parts: string[]) => `<Loonkostensubsidie>${parts.join('')}</Loonkostensubsidie>`;
const one = (type: string, rest = '') => delivery(record({ type, rest }));

const CASES: RuleCase[] = [
  { name: 'type 10, complete', text: one('10', block(loonwaarde('060'))), found: [] },
  ...['001', '099'].map((value) => ({
    name: `type 10, loonwaarde ${value}`,
    text: one('10', block(loonwaarde(value))),
    found: [],
  })),
  ...['000', '100'].map((value) => ({
    name: `type 10, loonwaarde ${value}`,
    text: one('10', block(loonwaarde(`⟦${value}⟧`))),
    found: [outside(value)],
  })),
  {
    name: 'type 10 without a block',
    text: one('⟦10⟧'),
    found: [`Bij type ${LKS} hoort Loonkostensubsidie met daarin Loonwaarde; het hele blok ontbreekt. Vul het aan.`],
  },
  {
    name: 'type 10 without a loonwaarde',
    text: one('⟦10⟧', block()),
    found: [missing('Loonwaarde')],
  },
  { name: 'type 11 with an empty block', text: one('11', block()), found: [] },
  { name: 'type 11 without a block', text: one('11'), found: [] },
  {
    name: 'type 11 with a loonwaarde',
    text: one('⟦11⟧', block('<⟦Loonwaarde⟧>050</Loonwaarde>')),
    found: [noLoonwaarde],
    related: [0],
  },
  { name: 'type 12 with a block', text: one('12', block(loonwaarde('100'))), found: [] },
  { name: 'type 12 without', text: one('12'), found: [] },
  { name: 'another type without a block', text: one('20'), found: [] },
  {
    name: 'another type with a block',
    text: one('⟦42⟧', `<⟦Loonkostensubsidie⟧>${loonwaarde('100')}</Loonkostensubsidie>`),
    found: [blockOnly('42 (Training/cursus/opleiding)')],
    related: [0],
  },
  {
    name: 'an empty block is a block',
    text: one('23', '<⟦Loonkostensubsidie⟧/>'),
    found: [blockOnly('23 (Proefplaatsing t.b.v. loonwaardebepaling)')],
  },
  { name: 'silent for an invalid type', text: one('1', block()), found: [] },
  { name: 'silent for an invalid loonwaarde', text: one('10', block(loonwaarde('60'))), found: [] },
  { name: 'silent for an empty loonwaarde', text: one('10', block(loonwaarde(''))), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I110', 'warning', given));
