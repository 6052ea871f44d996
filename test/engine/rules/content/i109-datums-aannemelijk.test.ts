import { test } from 'vitest';
import { delivery, type RecordFields, record } from '../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const notBefore = (birth: string, start: string) =>
  `De geboortedatum (${birth}) ligt niet vóór de begindatum (${start}). Ga na welke van de twee klopt.`;
const aged = (age: number, birth: string, start: string) =>
  `Bij de start (${start}) is deze persoon ${age} jaar, en dat is niet aannemelijk: verwacht wordt 15 tot en met 75. Ga na of de geboortedatum (${birth}) en de begindatum kloppen.`;
const old = (start: string) =>
  `De begindatum (${start}) ligt vóór 1 januari 1990, en dat is niet aannemelijk. Ga na of het jaar klopt.`;
const startAfter = (day: string) =>
  `De begindatum (${day}) ligt na de aanmaakdatum van het bestand (2 april 2025): alleen een einddatum mag gepland zijn. Ga na welke van de twee klopt.`;

const one = (fields: RecordFields) => delivery(record(fields));
const determined = (day: string) =>
  `<Loonkostensubsidie><Loonwaarde>60</Loonwaarde><DatumLoonwaardebepaling>${day}</DatumLoonwaardebepaling><UrenPerWeek>8</UrenPerWeek></Loonkostensubsidie>`;
/** Born and started on these days: the age at the start is right at a border. */
const ages: [birth: string, start: string, found: string | undefined][] = [
  ['2010-03-01', '2025-03-01', undefined],
  ['2010-03-02', '2025-03-01', aged(14, '2 maart 2010', '1 maart 2025')],
  ['1949-03-02', '2025-03-01', undefined],
  ['1949-03-01', '2025-03-01', aged(76, '1 maart 1949', '1 maart 2025')],
  // Born on a leap day: 15 on 1 March 2023.
  ['2008-02-29', '2023-02-28', aged(14, '29 februari 2008', '28 februari 2023')],
  ['2008-02-29', '2023-03-01', undefined],
  ['2009-12-31', '2024-12-31', undefined],
  ['2010-01-01', '2024-12-31', aged(14, '1 januari 2010', '31 december 2024')],
];

const CASES: RuleCase[] = [
  ...ages.map(([birth, start, found]) => ({
    name: `born on ${birth}, started on ${start}`,
    text: one({ geboortedatum: found ? `⟦${birth}⟧` : birth, start }),
    found: found ? [found] : [],
  })),
  {
    name: 'the start date is the related place',
    text: one({ geboortedatum: '⟦2018-04-22⟧', start: '⟦2025-03-20⟧' }),
    found: [aged(6, '22 april 2018', '20 maart 2025')],
    related: [1],
  },
  {
    name: 'born on the start date',
    text: one({ geboortedatum: '⟦2025-03-01⟧', start: '2025-03-01' }),
    found: [notBefore('1 maart 2025', '1 maart 2025')],
  },
  {
    name: 'born after the start date',
    text: one({ geboortedatum: '⟦2025-03-02⟧', start: '2025-03-01' }),
    found: [notBefore('2 maart 2025', '1 maart 2025')],
  },
  {
    name: 'born the day before: too young',
    text: one({ geboortedatum: '⟦2025-02-28⟧', start: '2025-03-01' }),
    found: [aged(0, '28 februari 2025', '1 maart 2025')],
  },
  {
    name: 'born after the file was made: one finding',
    text: one({ geboortedatum: '⟦2025-04-03⟧', start: '2025-03-01' }),
    found: [notBefore('3 april 2025', '1 maart 2025')],
  },
  {
    name: 'born after the file was made, without a start date to hold it against',
    text: one({ geboortedatum: '⟦2025-04-03⟧', start: '1-3-2025' }),
    found: [
      'De geboortedatum (3 april 2025) ligt na de aanmaakdatum van het bestand (2 april 2025). Ga na welke van de twee klopt.',
    ],
  },
  { name: 'started in 1990', text: one({ geboortedatum: '1965-01-01', start: '1990-01-01' }), found: [] },
  {
    name: 'started the day before',
    text: one({ geboortedatum: '1965-01-01', start: '⟦1989-12-31⟧' }),
    found: [old('31 december 1989')],
  },
  {
    name: 'a default date',
    text: one({ geboortedatum: '⟦1980-05-05⟧', start: '⟦1900-01-01⟧' }),
    found: [notBefore('5 mei 1980', '1 januari 1900'), old('1 januari 1900')],
  },
  { name: 'started on the day that the file was made', text: one({ start: '2025-04-02' }), found: [] },
  { name: 'started a day later', text: one({ start: '⟦2025-04-03⟧' }), found: [startAfter('3 april 2025')] },
  { name: 'an end date may be planned', text: one({ start: '2025-03-01', end: '2026-12-31' }), found: [] },
  { name: 'loonwaarde determined on that day', text: one({ type: '10', rest: determined('2025-04-02') }), found: [] },
  {
    name: 'loonwaarde determined a day later',
    text: one({ type: '10', rest: determined('⟦2025-04-03⟧') }),
    found: [
      'De loonwaarde is volgens deze datum bepaald op 3 april 2025, na de aanmaakdatum van het bestand (2 april 2025). Ga na welke van de twee klopt.',
    ],
  },
  {
    name: 'silent without an aanmaakdatum to hold it against',
    text: one({ start: '2025-04-03' }).replace('2025-04-02', '2 april'),
    found: [],
  },
  { name: 'silent for an invalid date of birth', text: one({ geboortedatum: '2018-04-31' }), found: [] },
  { name: 'silent for an invalid start', text: one({ geboortedatum: '2018-04-22', start: '2025-03' }), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I109', 'warning', given));
