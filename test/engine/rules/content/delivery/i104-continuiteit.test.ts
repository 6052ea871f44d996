import { describe, expect, test } from 'vitest';
import { parseDay } from '../../../../../server/src/engine/delivery/values/notation.ts';
import { formatMessage } from '../../../../../server/src/engine/messages/message.ts';
import {
  analyse,
  BSN,
  delivery,
  findingsOf,
  type HeaderFields,
  only,
  PREVIOUS_URI,
  record,
} from '../../../../support/delivery.ts';
import { ranges } from '../../../../support/markers.ts';

const [ANNA, BRAM, CAROL] = BSN;
const words = (month: string, end: string) => ({
  one: `Eén voorziening die op ${end} nog liep, staat niet in dit bestand, en wel in dat van ${month}. Loopt die nog, neem die dan weer op; is die beëindigd, lever die dan met een einddatum.`,
  many: (count: number, shown = count) =>
    `${count} voorzieningen die op ${end} nog liepen, staan niet in dit bestand, en wel in dat van ${month}. Lopen ze nog, neem ze dan weer op; zijn ze beëindigd, lever ze dan met een einddatum. Als verwijzing getoond: ${shown}.`,
  all: (count: number, shown = count) =>
    `Geen van de ${count} voorzieningen die op ${end} nog liepen, staat in dit bestand. Waarschijnlijk is de export mislukt of is de selectie verkeerd: ook wat in ${month} al liep, hoort in dit bestand. Als verwijzing getoond: ${shown}.`,
});
const FEBRUARY = words('februari 2025', '28 februari 2025');

const A = { bsn: ANNA, nummer: 'A', start: '20250101' };
const B = { bsn: BRAM, nummer: 'B', start: '20250101' };
const C = { bsn: CAROL, nummer: 'C', start: '20250101' };

interface Case {
  name: string;
  /** Last month's records; those marked are the missing ones that are pointed at. */
  before: string[];
  /** This month's; marked is where a start date is said to have changed. */
  now: string[];
  /** What is said of the verslagmaand. */
  found: string | undefined;
  month?: [before: string, now: string];
  /** This month's software, where it is another than last month's. */
  software?: string;
}

/** Each judged by hand. The names of the missing records are marked in last month's file. */
const missing = (fields: Parameters<typeof record>[0]) => record(fields).replace('Voorziening>', '⟦Voorziening⟧>');

const CASES: Case[] = [
  { name: 'all there', before: [record(A), record(B)], now: [record(B), record(A)], found: undefined },
  {
    name: 'one is missing',
    before: [record(A), missing(B)],
    now: [record(A)],
    found: FEBRUARY.one,
  },
  {
    name: 'two are missing, in the order of last month',
    before: [missing(C), record(A), missing(B)],
    now: [record(A)],
    found: FEBRUARY.many(2),
  },
  // Month ends.
  {
    name: 'ended on the last day of last month',
    before: [record({ ...A, end: '20250228' }), record(B)],
    now: [record(B)],
    found: undefined,
  },
  {
    name: 'ends on the first day of this month',
    before: [missing({ ...A, end: '20250301' }), record(B)],
    now: [record(B)],
    found: FEBRUARY.one,
  },
  {
    name: 'the last day of February in a leap year',
    month: ['2024-02', '2024-03'],
    before: [record({ ...A, start: '20240101', end: '20240229' }), record({ ...B, start: '20240101' })],
    now: [record({ ...B, start: '20240101' })],
    found: undefined,
  },
  {
    name: 'the day before the last day of February in a leap year, running till the last',
    month: ['2024-01', '2024-02'],
    before: [missing({ ...A, start: '20240101', end: '20240229' }), record({ ...B, start: '20240101' })],
    now: [record({ ...B, start: '20240101' })],
    found: words('januari 2024', '31 januari 2024').one,
  },
  {
    name: 'over the turn of the year',
    month: ['2024-12', '2025-01'],
    before: [missing({ ...A, start: '20241231' }), record({ ...B, end: '20241231', start: '20240301' })],
    now: [],
    found: words('december 2024', '31 december 2024').one,
  },
  // Open ends.
  {
    name: 'ended in this month, and delivered so',
    before: [record(A)],
    now: [record({ ...A, end: '20250331' })],
    found: undefined,
  },
  {
    name: 'said now to have ended before this month: a late update (I106), and there',
    before: [record(A)],
    now: [record({ ...A, end: '20250210' })],
    found: undefined,
  },
  {
    name: 'a late update of last month that had ended need not come again',
    before: [record({ ...A, end: '20241231', start: '20241101' }), record(B)],
    now: [record(B)],
    found: undefined,
  },
  {
    name: 'the planned end is another one now',
    before: [record({ ...A, end: '20250630' })],
    now: [record(A)],
    found: undefined,
  },
  // Empty after full.
  {
    name: 'nothing is there: one finding',
    before: [missing(A), missing(B), missing(C)],
    now: [],
    found: FEBRUARY.all(3),
  },
  {
    name: 'nothing of last month is there, and other records are',
    before: [missing(A), missing(B)],
    now: [record({ ...C, start: '20250303' })],
    found: FEBRUARY.all(2),
  },
  { name: 'last month was empty', before: [], now: [record(A)], found: undefined },
  // Conversie.
  {
    name: 'a conversie that misses one',
    software: 'ssd',
    before: [missing(A), record(B)],
    now: [record({ ...B, nummer: 'NEW-1' })],
    found:
      'In dit bestand ontbreekt één voorziening die op 28 februari 2025 nog liep volgens het bestand van februari 2025. Dat noemt een ander softwarepakket, dus dit lijkt een conversie: ga na of die is overgezet, en met hetzelfde BSN, type en dezelfde begindatum.',
  },
  {
    name: 'in a conversie a number is no proof',
    software: 'ssd',
    before: [missing(A), record(B)],
    now: [record({ ...A, start: '20250102' }), record({ ...B, nummer: 'NEW-1' })],
    found:
      'In dit bestand ontbreekt één voorziening die op 28 februari 2025 nog liep volgens het bestand van februari 2025. Dat noemt een ander softwarepakket, dus dit lijkt een conversie: ga na of die is overgezet, en met hetzelfde BSN, type en dezelfde begindatum.',
  },
  {
    name: 'a conversie with new numbers misses none',
    software: 'ssd',
    before: [record(A), record(B)],
    now: [record({ ...A, nummer: '1' }), record({ ...B, nummer: '2' })],
    found: undefined,
  },
  // One person with several.
  {
    name: 'the same person with two employers, one gone',
    before: [record({ ...A, type: '10' }), missing({ ...A, type: '10', start: '20250102', nummer: 'A2' })],
    now: [record({ ...A, type: '10' })],
    found: FEBRUARY.one,
  },
  {
    name: 'another type is another voorziening',
    before: [missing({ ...A, type: '11' }), record(B)],
    now: [record({ ...A, type: '10', nummer: 'A2' }), record(B)],
    found: FEBRUARY.one,
  },
  {
    name: 'another person with the number',
    before: [missing(A), record(B)],
    now: [record({ ...C, nummer: 'A' }), record(B)],
    found: FEBRUARY.one,
  },
  // Duplicates.
  {
    name: 'doubles last month, one left',
    before: [record(A), record({ ...A, nummer: 'A2' })],
    now: [record(A)],
    found: undefined,
  },
  {
    name: 'doubles last month, none left',
    before: [missing(A), missing({ ...A, nummer: 'A2' }), record(B)],
    now: [record(B)],
    found: FEBRUARY.many(2),
  },
  // Start dates.
  {
    name: 'another start date',
    before: [record(A), record(B)],
    now: [record({ ...A, start: '⟦20250102⟧' }), record(B)],
    found: undefined,
  },
  {
    name: 'another start date and another number: gone and new',
    before: [missing(A), record(B)],
    now: [record({ ...A, start: '20250102', nummer: 'X' }), record(B)],
    found: FEBRUARY.one,
  },
  // Silent.
  {
    name: 'the month before the last is not last month',
    month: ['2025-01', '2025-03'],
    before: [record(A)],
    now: [],
    found: undefined,
  },
  { name: 'the same month', month: ['2025-03', '2025-03'], before: [record(A)], now: [], found: undefined },
  { name: 'no verslagmaand', month: ['2025-02', 'maart'], before: [record(A)], now: [], found: undefined },
  {
    name: 'there with a start date that is none',
    before: [record(A), record(B)],
    now: [record({ ...A, start: '1-1-2025' }), record(B)],
    found: undefined,
  },
  {
    name: 'there with a BSN that is none',
    before: [record(A), record(B)],
    now: [record({ ...A, bsn: '95020486' }), record(B)],
    found: undefined,
  },
  {
    name: 'there, and no sound XML',
    before: [record(A), record(B)],
    now: [record(A).replace('</Geslacht>', ''), record(B)],
    found: undefined,
  },
  {
    name: 'last month’s start date, type or BSN was none',
    before: [record({ ...A, start: '1-1-2025' }), record({ ...A, type: '77' }), record({ ...A, bsn: '95020486' })],
    now: [record(B)],
    found: undefined,
  },
  {
    name: 'last month’s end date was none',
    before: [record({ ...A, end: '30-4-2025' })],
    now: [record(B)],
    found: undefined,
  },
];

test.each(CASES)('$name', ({ before, now, found, month = ['2025-02', '2025-03'], software = 'and' }) => {
  const last = ranges(delivery(before, { verslagmaand: month[0] }));
  // Year and month are apart: the finding sits on the month.
  const marked = month[1].replace(/\d\d$/, '⟦$&⟧');
  const header: HeaderFields = { verslagmaand: found === undefined ? month[1] : marked, softwarepakket: software };
  const { text, ranges: places } = ranges(delivery(now, header));
  const findings = findingsOf(analyse(text, { rules: only('SRG-I104'), previous: last.text }));
  expect(findings.map(({ range }) => range)).toEqual(places);
  const [first, ...others] = findings.filter(({ severity }) => severity === 'warning');
  expect(others).toEqual([]);
  expect(first?.message).toBe(found);
  if (!first) return;
  const source = analyse(last.text).source;
  const shown = first.elsewhere.map(({ line, character, length }) => {
    const start = source.offsetAt({ line, character });
    return { start, end: start + length };
  });
  expect(shown).toEqual(last.ranges);
  expect(first.elsewhere.map(({ offset }) => offset)).toEqual(shown.map(({ start }) => start));
});

test('a changed start date is information, and points at the old record', () => {
  const text = delivery([record({ ...A, start: '20250102' })]);
  const previous = delivery([record(A)], { verslagmaand: '2025-02' });
  const [finding] = findingsOf(analyse(text, { previous }));
  expect(finding).toMatchObject({
    code: 'SRG-I104',
    severity: 'information',
    message:
      'In het bestand van februari 2025 was de begindatum 1 januari 2025, hier is die 2 januari 2025. Naar verwachting ziet CBS dit als een nieuwe voorziening en de oude als verdwenen. Wijzig een begindatum alleen als die fout was.',
    elsewhere: [
      {
        uri: PREVIOUS_URI,
        line: 3,
        character: 1,
        offset: previous.indexOf('<Voorziening>') + 1,
        message: {
          key: 'related.startLastMonth',
          parameters: { start: { day: parseDay('20250101', 'jjjjmmdd') } },
        },
      },
    ],
  });
});

test('of many that are missing the first ten are shown, by type, start date and number, without a BSN', () => {
  const before = Array.from({ length: 300 }, (_, i) =>
    record({ ...A, type: '42', start: '20250102', nummer: `N${i}` }),
  );
  const previous = delivery([record(B), ...before], { verslagmaand: '2025-02' });
  const [finding, ...others] = findingsOf(analyse(delivery([record(B)]), { previous }));
  expect(others).toEqual([]);
  expect(finding!.message).toBe(FEBRUARY.many(300, 10));
  const shown = finding!.elsewhere.map(({ message }) => formatMessage(message, { language: 'nl', maskBsn: false }));
  expect(shown).toHaveLength(10);
  expect(shown[9]).toBe('Ontbreekt: Training/cursus/opleiding vanaf 2 januari 2025, registratienummer N9');
  expect(shown.join()).not.toContain(ANNA);
});

test('nothing is looked up where the rule is off', () => {
  const previous = delivery([record(A)], { verslagmaand: '2025-02' });
  const analysis = analyse(delivery(), { previous, rules: { 'SRG-I104': 'off' } });
  expect(analysis.wantsPrevious).toBe(false);
  expect(findingsOf(analysis)).toEqual([]);
});

describe('where what this file holds can’t be told, nothing is missing', () => {
  const previous = delivery([record(A)], { verslagmaand: '2025-02' });
  const now = delivery([record(B)]);

  test.each<[name: string, text: string, silent: boolean]>([
    ['the container is closed', now, false],
    [
      'an empty tag is an empty delivery',
      delivery().replace(/<Voorzieningen>\s*<\/Voorzieningen>/, '<Voorzieningen/>'),
      false,
    ],
    ['no container', now.replace(/<Voorzieningen>[\s\S]*<\/Voorzieningen>\n/, ''), true],
    ['a broken tag of the container', now.replace('<Voorzieningen>', '<Voorzieningen'), true],
    ['a head that is no sound XML', now.replace('</Levering>', ''), true],
    ['a template: its records are yet to be made', now.replace('>0363<', '>{{code}}<'), true],
    ['the container ends before the records', now.replace('<Voorzieningen>', '<Voorzieningen></Voorzieningen>'), true],
  ])('%s', (_name, text, silent) => {
    const codes = findingsOf(analyse(text, { previous })).map(({ code }) => code);
    expect(codes.includes('SRG-I104')).toBe(!silent);
  });
});
