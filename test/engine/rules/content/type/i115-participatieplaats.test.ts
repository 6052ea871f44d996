import { test } from 'vitest';
import { delivery, type RecordFields, record } from '../../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../../check-rule.ts';

const CHECK = 'Ga na of het type en de datums kloppen.';
const young = (begin: string, age: number) =>
  `Een participatieplaats is er voor mensen van 27 jaar en ouder (Participatiewet, artikel 7 lid 8); op de begindatum (${begin}) is deze persoon ${age}. ${CHECK}`;
const four = 'Een participatieplaats duurt ten hoogste vier jaar (Participatiewet, artikel 10a)';
const ended = (begin: string, allowed: string, end: string) =>
  `${four}: vanaf ${begin} tot en met ${allowed}. Deze loopt tot en met ${end}. ${CHECK}`;
const running = (begin: string, allowed: string, end: string) =>
  `${four}: vanaf ${begin} tot en met ${allowed}. Deze loopt aan het eind van de verslagmaand (${end}) nog. ${CHECK}`;

const one = (fields: RecordFields, month?: string) =>
  delivery(record({ type: '22', ...fields }), month === undefined ? {} : { verslagmaand: month });

const CASES: RuleCase[] = [
  { name: '27 on that day', text: one({ geboortedatum: '19980301', start: '20250301' }), found: [] },
  {
    name: '27 a day later',
    text: one({ geboortedatum: '⟦19980302⟧', start: '⟦20250301⟧' }),
    found: [young('1 maart 2025', 26)],
    related: [0],
  },
  {
    name: 'born on a leap day: 27 on the last day of February',
    text: one({ geboortedatum: '19960229', start: '20230228' }, '2023-03'),
    found: [],
  },
  { name: 'another type', text: delivery(record({ type: '43', geboortedatum: '20050101' })), found: [] },
  { name: 'four years', text: one({ start: '20210310', end: '20250309' }), found: [] },
  {
    name: 'a day more',
    text: one({ start: '20210310', end: '⟦20250310⟧' }),
    found: [ended('10 maart 2021', '9 maart 2025', '10 maart 2025')],
  },
  {
    name: 'from a leap day',
    text: one({ start: '20200229', end: '⟦20240229⟧' }, '2024-02'),
    found: [ended('29 februari 2020', '28 februari 2024', '29 februari 2024')],
  },
  { name: 'running, four years at the end of the verslagmaand', text: one({ start: '20210401' }), found: [] },
  {
    name: 'running, a day more',
    text: one({ start: '⟦20210331⟧' }),
    found: [running('31 maart 2021', '30 maart 2025', '31 maart 2025')],
  },
  { name: 'running, without a verslagmaand', text: one({ start: '20100101' }, '2025-13'), found: [] },
  { name: 'silent for an invalid end', text: one({ start: '20100101', end: '1-3-2025' }), found: [] },
  { name: 'silent for an invalid date of birth', text: one({ geboortedatum: '2005' }), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I115', 'information', given));
