import { test } from 'vitest';
import { delivery, record } from '../../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../../check-rule.ts';

const missing = (type: string) =>
  `Type ${type} zegt CBS niet wat er is gedaan, en OmschrijvingTypeVoorziening ontbreekt. Schrijf daarin in een paar woorden wat het was, of kies een preciezer type.`;
const one = (type: string, omschrijving?: string) =>
  delivery(
    record({ type }).replace(
      '<BegindatumVoorziening>',
      omschrijving === undefined
        ? '$&'
        : `<OmschrijvingTypeVoorziening>${omschrijving}</OmschrijvingTypeVoorziening><BegindatumVoorziening>`,
    ),
  );

const CASES: RuleCase[] = [
  ...[
    ['29', '29 (Overige werkplekken)'],
    ['49', '49 (Overige sociale activering)'],
    ['59', '59 (Overige faciliterende voorziening)'],
    ['60', '60 (Uitbesteed én onbekend)'],
    ['98', '98 (Niet nader in te delen)'],
  ].map(([type, label]) => ({ name: `type ${type}`, text: one(`⟦${type}⟧`), found: [missing(label!)] })),
  { name: 'with an omschrijving', text: one('29', 'Werkervaringsplaats'), found: [] },
  { name: 'an empty one is none', text: one('⟦29⟧', ''), found: [missing('29 (Overige werkplekken)')] },
  { name: 'silent for an invalid one', text: one('29', 'Café'), found: [] },
  { name: 'a type that tells', text: one('30'), found: [] },
  { name: 'silent for an invalid type', text: one('1'), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I118', 'information', given));
