import { test } from 'vitest';
import { delivery, record } from '../../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../../check-rule.ts';

const late = (end: string, month = 'maart 2025') =>
  `De einddatum (${end}) ligt vóór de verslagmaand ${month}: een late aanvulling. Dat mag, zolang de voorziening niet eerder is geleverd.`;
const beyond = (end: string, limit: string, month = 'maart 2025') =>
  `De einddatum (${end}) ligt meer dan drie maanden vóór de verslagmaand ${month} (vóór ${limit}): CBS verwerkt dit niet meer met terugwerkende kracht. Ga na of de datum klopt.`;

const ended = (end: string, fields = {}) => delivery(record({ start: '20240101', end }), fields);

const CASES: RuleCase[] = [
  { name: 'starts on the last day', text: delivery(record({ start: '20250331' })), found: [] },
  {
    name: 'starts a day later',
    text: delivery(record({ start: '⟦20250401⟧' })),
    found: [
      'De begindatum (1 april 2025) ligt na de verslagmaand maart 2025: deze voorziening hoort nog niet in dit bestand. Ga na of de datum klopt, of lever de voorziening in de maand waarin die begint.',
    ],
  },
  { name: 'ends on the first day', text: ended('20250301'), found: [] },
  { name: 'ends later', text: ended('20260101'), found: [] },
  { name: 'ended the day before', text: ended('⟦20250228⟧'), found: [['information', late('28 februari 2025')]] },
  { name: 'ended three months before', text: ended('⟦20241201⟧'), found: [['information', late('1 december 2024')]] },
  {
    name: 'ended a day more before',
    text: ended('⟦20241130⟧'),
    found: [beyond('30 november 2024', '1 december 2024')],
  },
  {
    name: 'a leap day, in the month after',
    text: ended('⟦20240229⟧', { verslagmaand: '2024-03' }),
    found: [['information', late('29 februari 2024', 'maart 2024')]],
  },
  {
    name: 'over the turn of the year',
    text: ended('⟦20240930⟧', { verslagmaand: '2025-01' }),
    found: [beyond('30 september 2024', '1 oktober 2024', 'januari 2025')],
  },
  { name: 'silent without a verslagmaand', text: ended('20240101', { verslagmaand: '2025-13' }), found: [] },
  { name: 'silent for an invalid date', text: delivery(record({ start: '20250431' })), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I106', 'warning', given));
