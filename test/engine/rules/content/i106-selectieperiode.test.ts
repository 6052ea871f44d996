import { test } from 'vitest';
import { delivery, record } from '../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const late = (end: string, month = 'maart 2025') =>
  `De einddatum (${end}) ligt vóór de verslagmaand ${month}: een late aanvulling. Dat mag, zolang de voorziening niet eerder is geleverd.`;
const beyond = (end: string, limit: string, month = 'maart 2025') =>
  `De einddatum (${end}) ligt meer dan drie maanden vóór de verslagmaand ${month} (vóór ${limit}): CBS verwerkt dit niet meer met terugwerkende kracht.`;

const ended = (end: string, fields = {}) => delivery(record({ start: '2024-01-01', end }), fields);

const CASES: RuleCase[] = [
  { name: 'starts on the last day', text: delivery(record({ start: '2025-03-31' })), found: [] },
  {
    name: 'starts a day later',
    text: delivery(record({ start: '⟦2025-04-01⟧' })),
    found: [
      'De begindatum (1 april 2025) ligt na de verslagmaand maart 2025: deze voorziening hoort nog niet in dit bestand.',
    ],
  },
  { name: 'ends on the first day', text: ended('2025-03-01'), found: [] },
  { name: 'ends later', text: ended('2026-01-01'), found: [] },
  { name: 'ended the day before', text: ended('⟦2025-02-28⟧'), found: [['information', late('28 februari 2025')]] },
  { name: 'ended three months before', text: ended('⟦2024-12-01⟧'), found: [['information', late('1 december 2024')]] },
  {
    name: 'ended a day more before',
    text: ended('⟦2024-11-30⟧'),
    found: [beyond('30 november 2024', '1 december 2024')],
  },
  {
    name: 'a leap day, in the month after',
    text: ended('⟦2024-02-29⟧', { verslagmaand: '2024-03' }),
    found: [['information', late('29 februari 2024', 'maart 2024')]],
  },
  {
    name: 'over the turn of the year',
    text: ended('⟦2024-09-30⟧', { verslagmaand: '2025-01' }),
    found: [beyond('30 september 2024', '1 oktober 2024', 'januari 2025')],
  },
  { name: 'silent without a verslagmaand', text: ended('2024-01-01', { verslagmaand: '2025-13' }), found: [] },
  { name: 'silent for an invalid date', text: delivery(record({ start: '2025-04-31' })), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I106', 'warning', given));
