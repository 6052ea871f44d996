import { test } from 'vitest';
import { delivery, type RecordFields, record } from '../../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../../check-rule.ts';

const six = 'Een proefplaatsing duurt ten hoogste zes maanden (Participatiewet, artikel 8a)';
const CHECK = 'Ga na of het type en de datums kloppen.';
const ended = (begin: string, allowed: string, end: string) =>
  `${six}: vanaf ${begin} tot en met ${allowed}. Deze loopt tot en met ${end}. ${CHECK}`;
const running = (begin: string, allowed: string, end: string) =>
  `${six}: vanaf ${begin} tot en met ${allowed}. Deze loopt aan het eind van de verslagmaand (${end}) nog. ${CHECK}`;

const one = (fields: RecordFields) => delivery(record({ type: '23', ...fields }));

const CASES: RuleCase[] = [
  { name: 'six months', text: one({ start: '20240831', end: '20250227' }), found: [] },
  {
    name: 'a day more',
    text: one({ start: '20240831', end: '⟦20250228⟧' }),
    found: [ended('31 augustus 2024', '27 februari 2025', '28 februari 2025')],
  },
  { name: 'running, six months at the end of the verslagmaand', text: one({ start: '20241001' }), found: [] },
  {
    name: 'running, a day more',
    text: one({ start: '⟦20240930⟧' }),
    found: [running('30 september 2024', '29 maart 2025', '31 maart 2025')],
  },
  {
    name: 'each counts by itself',
    text: delivery([
      record({ type: '23', start: '20240901', end: '20250228' }),
      record({ type: '23', start: '20250301' }),
    ]),
    found: [],
  },
  { name: 'another type', text: delivery(record({ type: '22', start: '20240101' })), found: [] },
  { name: 'silent for an invalid end', text: one({ start: '20240101', end: '1-3-2025' }), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I116', 'information', given));
