import { test } from 'vitest';
import { delivery, type RecordFields, record } from '../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const notBefore = (birth: string, start: string) =>
  `De geboortedatum (${birth}) ligt niet vóór de begindatum (${start}). Ga na welke van de twee klopt.`;
const aged = (age: number, birth: string, start: string) =>
  `Bij de start (${start}) is deze persoon ${age} jaar, en dat is niet aannemelijk: verwacht wordt 15 tot en met 75. Ga na of de geboortedatum (${birth}) en de begindatum kloppen.`;
const old = (start: string) =>
  `De begindatum (${start}) ligt vóór 1 januari 1990, en dat is niet aannemelijk. Ga na of het jaar klopt.`;

const one = (fields: RecordFields) => delivery(record(fields));
/** Born and started on these days: the age at the start is right at a border. */
const ages: [birth: string, start: string, found: string | undefined][] = [
  ['20100301', '20250301', undefined],
  ['20100302', '20250301', aged(14, '2 maart 2010', '1 maart 2025')],
  ['19490302', '20250301', undefined],
  ['19490301', '20250301', aged(76, '1 maart 1949', '1 maart 2025')],
  // Born on a leap day: 15 on 1 March 2023.
  ['20080229', '20230228', aged(14, '29 februari 2008', '28 februari 2023')],
  ['20080229', '20230301', undefined],
  ['20091231', '20241231', undefined],
  ['20100101', '20241231', aged(14, '1 januari 2010', '31 december 2024')],
];

const CASES: RuleCase[] = [
  ...ages.map(([birth, start, found]) => ({
    name: `born on ${birth}, started on ${start}`,
    text: one({ geboortedatum: found ? `⟦${birth}⟧` : birth, start }),
    found: found ? [found] : [],
  })),
  {
    name: 'the start date is the related place',
    text: one({ geboortedatum: '⟦20180422⟧', start: '⟦20250320⟧' }),
    found: [aged(6, '22 april 2018', '20 maart 2025')],
    related: [1],
  },
  {
    name: 'born on the start date',
    text: one({ geboortedatum: '⟦20250301⟧', start: '20250301' }),
    found: [notBefore('1 maart 2025', '1 maart 2025')],
  },
  {
    name: 'born after the start date',
    text: one({ geboortedatum: '⟦20250302⟧', start: '20250301' }),
    found: [notBefore('2 maart 2025', '1 maart 2025')],
  },
  {
    name: 'born the day before: too young',
    text: one({ geboortedatum: '⟦20250228⟧', start: '20250301' }),
    found: [aged(0, '28 februari 2025', '1 maart 2025')],
  },
  { name: 'started in 1990', text: one({ geboortedatum: '19650101', start: '19900101' }), found: [] },
  {
    name: 'started the day before',
    text: one({ geboortedatum: '19650101', start: '⟦19891231⟧' }),
    found: [old('31 december 1989')],
  },
  {
    name: 'a default date',
    text: one({ geboortedatum: '⟦19800505⟧', start: '⟦19000101⟧' }),
    found: [notBefore('5 mei 1980', '1 januari 1900'), old('1 januari 1900')],
  },
  { name: 'an end date may be planned', text: one({ start: '20250301', end: '20261231' }), found: [] },
  { name: 'silent for an invalid date of birth', text: one({ geboortedatum: '20180431' }), found: [] },
  { name: 'silent for an invalid start', text: one({ geboortedatum: '20180422', start: '2025-03' }), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I109', 'warning', given));
