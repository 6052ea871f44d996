import { describe, expect, test } from 'vitest';
import { type Day, dayOf, partsOf } from '../../../../../server/src/engine/delivery/day.ts';
import { formatDayInWords } from '../../../../../server/src/engine/messages/message.ts';
import { aowAgeOf } from '../../../../../server/src/engine/rules/content/dates/aow-age.ts';
import { delivery, record } from '../../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../../check-rule.ts';

const day = (text: string): Day => dayOf(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)));
const words = (text: string) => formatDayInWords(day(text), 'nl');
const check = (birth: string) => `Ga na of de geboortedatum (${words(birth)}) en de begindatum kloppen.`;
const young = (birth: string, begin: string, age: number) =>
  `Op de begindatum (${words(begin)}) is deze persoon ${age} jaar, en dat is niet aannemelijk: verwacht wordt 15 jaar of ouder. ${check(birth)}`;
const aow = (birth: string, begin: string, age: string, reached: string) =>
  `Op de begindatum (${words(begin)}) heeft deze persoon de AOW-leeftijd al, en dat is niet aannemelijk: ${age}, bereikt op ${words(reached)}. ${check(birth)}`;
const unborn = (birth: string, begin: string) =>
  `De geboortedatum (${words(birth)}) ligt niet vóór de begindatum (${words(begin)}). Ga na welke van de twee klopt.`;
const old = (begin: string) =>
  `De begindatum (${words(begin)}) ligt vóór 1 januari 1990, en dat is niet aannemelijk. Ga na of het jaar klopt.`;

/** Born and begun on these days: at each border the last that is right, and the first that is not. */
const BORDERS: [birth: string, begin: string, found: string | undefined][] = [
  ['20100301', '20250301', undefined],
  ['20100302', '20250301', young('20100302', '20250301', 14)],
  ['20000229', '20150228', undefined],
  ['20000229', '20150227', young('20000229', '20150227', 14)],
  ['20100101', '20241231', young('20100101', '20241231', 14)],
  ['20250228', '20250301', young('20250228', '20250301', 0)],
  ['20250301', '20250301', unborn('20250301', '20250301')],
  ['20250302', '20250301', unborn('20250302', '20250301')],
  // 67 years.
  ['19580302', '20250301', undefined],
  ['19580301', '20250301', aow('19580301', '20250301', '67 jaar', '20250301')],
  // 65 years.
  ['19450101', '20091231', undefined],
  ['19450101', '20100101', aow('19450101', '20100101', '65 jaar', '20100101')],
  // 66 years and 10 months, reached on the last day of a month without a 31st.
  ['19560831', '20230629', undefined],
  ['19560831', '20230630', aow('19560831', '20230630', '66 jaar en 10 mnd', '20230630')],
  ['19900101', '19900101', unborn('19900101', '19900101')],
  ['19600101', '19900101', undefined],
  ['19600101', '19891231', old('19891231')],
  // The first that holds.
  ['19890101', '19891231', old('19891231')],
];

describe('borders', () => {
  test.each(BORDERS)('born on %s, begun on %s', (geboortedatum, begin, message) => {
    const start = message === undefined ? begin : `⟦${begin}⟧`;
    const text = delivery(record({ geboortedatum, start, end: message === undefined ? begin : begin }));
    checkRule('SRG-I109', 'warning', { name: '', text, found: message === undefined ? [] : [message] });
  });
});

const CASES: RuleCase[] = [
  {
    name: 'the date of birth is the related place',
    text: delivery(record({ geboortedatum: '⟦20150101⟧', start: '⟦20250301⟧' })),
    found: [young('20150101', '20250301', 10)],
    related: [0],
  },
  { name: 'silent for an invalid date of birth', text: delivery(record({ geboortedatum: '2015' })), found: [] },
  { name: 'silent for an invalid begin', text: delivery(record({ start: '1-1-1950' })), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I109', 'warning', given));

describe('the AOW age by the year in which it is reached', () => {
  // From the table of the specification: born so as to reach it on 1 July of the year.
  test.each([
    [2012, 65, 0],
    [2013, 65, 1],
    [2014, 65, 2],
    [2015, 65, 3],
    [2016, 65, 6],
    [2017, 65, 9],
    [2018, 66, 0],
    [2019, 66, 4],
    [2020, 66, 4],
    [2021, 66, 4],
    [2022, 66, 7],
    [2023, 66, 10],
    [2024, 67, 0],
    [2025, 67, 0],
    [2026, 67, 0],
    [2027, 67, 0],
    [2028, 67, 3],
    [2050, 67, 3],
  ])('%i: %i years and %i months', (year, years, months) => {
    const month = 7 - months;
    const birth = dayOf(year - years - (month < 1 ? 1 : 0), month < 1 ? month + 12 : month, 1);
    expect(aowAgeOf(birth)).toMatchObject({ age: { years, months }, reached: dayOf(year, 7, 1) });
  });

  test('everybody has one, and nobody who is older reaches it later', () => {
    let before = Number.NEGATIVE_INFINITY;
    for (let birth = dayOf(1930, 1, 1); birth < dayOf(1980, 1, 1); birth++) {
      const { age, reached } = aowAgeOf(birth);
      expect(reached, JSON.stringify(partsOf(birth))).toBeGreaterThanOrEqual(before);
      expect(partsOf(reached).year).toBeGreaterThanOrEqual(1995);
      expect(age.years).toBeGreaterThanOrEqual(65);
      before = reached;
    }
  });
});
