import { test } from 'vitest';
import { delivery, record } from '../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const late = (determined: string, start: string) =>
  `De loonwaarde is bepaald op ${determined}, na de begindatum (${start}). Gewoonlijk wordt zij vóór de start van de loonkostensubsidie bepaald: ga na of beide datums kloppen.`;
const one = (start: string, determined: string, type = '10') =>
  delivery(
    record({
      type,
      start,
      rest: `<Loonkostensubsidie><Loonwaarde>60</Loonwaarde><DatumLoonwaardebepaling>${determined}</DatumLoonwaardebepaling><UrenPerWeek>8</UrenPerWeek></Loonkostensubsidie>`,
    }),
  );

const CASES: RuleCase[] = [
  { name: 'the day before', text: one('2025-03-01', '2025-02-28'), found: [] },
  { name: 'on the day', text: one('2025-03-01', '2025-03-01'), found: [] },
  {
    name: 'the day after',
    text: one('⟦2025-03-01⟧', '⟦2025-03-02⟧'),
    found: [late('2 maart 2025', '1 maart 2025')],
    related: [0],
  },
  {
    name: 'over a month end',
    text: one('2024-02-29', '⟦2024-03-01⟧'),
    found: [late('1 maart 2024', '29 februari 2024')],
  },
  { name: 'type 11', text: one('2025-03-01', '2025-03-02', '11'), found: [] },
  { name: 'type 12', text: one('2025-03-01', '2025-03-02', '12'), found: [] },
  { name: 'no block', text: delivery(record({ type: '10' })), found: [] },
  { name: 'silent for an invalid date', text: one('2025-03-01', '2025-03-32'), found: [] },
  { name: 'silent for an invalid start', text: one('1 maart', '2025-03-02'), found: [] },
  { name: 'silent for an invalid type', text: one('2025-03-01', '2025-03-02', '1'), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I111', 'information', given));
