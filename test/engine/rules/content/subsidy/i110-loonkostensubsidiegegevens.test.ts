import { expect, test } from 'vitest';
import { RULES } from '../../../../../server/src/engine/rules/registry.ts';
import { delivery, packs, record } from '../../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../../check-rule.ts';

const DATA = ['loonkostensubsidie', 'loonwaarde', 'redenBeeindiging'];
const LKS = '10 (Loonkostensubsidie o.g.v. de Participatiewet)';
const only = (name: string, type: string) =>
  `${name} hoort alleen bij de typen 10, 11, 12; dit record heeft type ${type}. Verwijder het, of verbeter het type.`;
const noLoonwaarde =
  'Bij type 11 (Forfaitaire loonkostensubsidie) hoort geen Loonwaarde: de loonwaarde hoeft dan nog niet te zijn vastgesteld. Verwijder de waarde, of verbeter het type.';
const why = 'zonder loonwaarde is niet te zien hoeveel subsidie er nodig is.';
const noBlock = `Bij type ${LKS} hoort Loonkostensubsidie met daarin Loonwaarde; het hele blok ontbreekt. Vul het aan: ${why}`;
const missing = `Bij type ${LKS} ontbreekt Loonwaarde. Vul die aan: ${why}`;
const outside = (value: string) =>
  `Een loonwaarde van ${value}% past niet bij type ${LKS}: verwacht wordt 1 tot en met 99% van het wettelijk minimumloon. Ga na of de loonwaarde en het type kloppen.`;
const noEnd =
  'RedenBeeindiging hoort bij een einddatum, en die ontbreekt. Vul de einddatum in, of verwijder de reden als de voorziening nog loopt.';

const loonwaarde = (value: string) => `<Loonwaarde>${value}</Loonwaarde>`;
const reden = '<RedenBeeindiging>2</RedenBeeindiging>';
const block = (...parts: string[]) => `<Loonkostensubsidie>${parts.join('')}</Loonkostensubsidie>`;
const one = (type: string, rest = '', end?: string) =>
  delivery(record({ type, rest, ...(end === undefined ? {} : { end }) }));

const CASES: RuleCase[] = [
  ...['001', '062', '099'].map((value) => ({
    name: `type 10, loonwaarde ${value}`,
    text: one('10', block(loonwaarde(value))),
    found: [],
  })),
  ...['000', '100', '999'].map((value) => ({
    name: `type 10, loonwaarde ${value}`,
    text: one('10', block(loonwaarde(`⟦${value}⟧`))),
    found: [outside(value)],
  })),
  { name: 'type 10 without a block', text: one('⟦10⟧'), found: [noBlock] },
  { name: 'type 10 with an empty block, which is none', text: one('⟦10⟧', '<Loonkostensubsidie/>'), found: [missing] },
  { name: 'type 10 without a loonwaarde', text: one('⟦10⟧', block(reden), '20250320'), found: [missing] },
  { name: 'type 11 without a block', text: one('11'), found: [] },
  { name: 'type 11 with a reden', text: one('11', block(reden), '20250320'), found: [] },
  {
    name: 'type 11 with a loonwaarde',
    text: one('⟦11⟧', block('<⟦Loonwaarde⟧>050</Loonwaarde>')),
    found: [noLoonwaarde],
    related: [0],
  },
  { name: 'type 12 with a loonwaarde', text: one('12', block(loonwaarde('100'))), found: [] },
  { name: 'type 12 without', text: one('12'), found: [] },
  { name: 'another type without a block', text: one('20'), found: [] },
  { name: 'another type with an empty block, which is none', text: one('23', '<Loonkostensubsidie/>'), found: [] },
  {
    name: 'another type with a block: one finding',
    text: one('⟦42⟧', `<⟦Loonkostensubsidie⟧>${loonwaarde('100')}${reden}</Loonkostensubsidie>`),
    found: [only('Loonkostensubsidie', '42 (Training/cursus/opleiding)')],
    related: [0],
  },
  { name: 'a reden with an einddatum', text: one('12', block(reden), '20250320'), found: [] },
  ...['', '<EinddatumVoorziening/>'].map((end) => ({
    name: `a reden without an einddatum: ${end}`,
    text: delivery(record({ type: '⟦12⟧', rest: end + block('<⟦RedenBeeindiging⟧>2</RedenBeeindiging>') })),
    found: [noEnd],
    related: [0],
  })),
  { name: 'silent on a reden with an invalid einddatum', text: one('12', block(reden), '1-4-2025'), found: [] },
  { name: 'silent for an invalid type', text: one('1', block(reden)), found: [] },
  { name: 'silent for an invalid loonwaarde', text: one('10', block(loonwaarde('62'))), found: [] },
  { name: 'silent for an empty loonwaarde', text: one('10', block(loonwaarde(''))), found: [] },
  { name: 'silent for an invalid loonwaarde that is too many', text: one('11', block(loonwaarde('62'))), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I110', 'warning', given));

test.each<[mapped: readonly string[], idle: string | undefined]>([
  [[], 'pack'],
  [['loonwaarde'], undefined],
  [['redenBeeindiging'], undefined],
  [['loonkostensubsidie', 'loonwaarde'], undefined],
])('a pack that has %j of it', (mapped, idle) => {
  const [shipped] = packs;
  const concepts = Object.fromEntries(
    Object.entries(shipped!.manifest.concepts).filter(
      ([concept]) => !DATA.includes(concept) || mapped.includes(concept),
    ),
  );
  const pack = Object.assign(Object.create(shipped!), { manifest: { ...shipped!.manifest, concepts } });
  const rule = RULES.find(({ code }) => code === 'SRG-I110')!;
  expect(rule.idle!({ pack } as Parameters<NonNullable<typeof rule.idle>>[0])).toBe(idle);
});
