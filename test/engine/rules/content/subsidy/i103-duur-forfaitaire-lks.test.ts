import { expect, test } from 'vitest';
import { formatDay } from '../../../../../server/src/engine/delivery/values/notation.ts';
import { lastAllowedDay } from '../../../../../server/src/engine/rules/content/subsidy/i103-duur-forfaitaire-lks.ts';
import { analyse, BSN, delivery, findingsOf, only, type RecordFields, record } from '../../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../../check-rule.ts';

const lks = (fields: RecordFields) => record({ type: '11', ...fields });
const tooLong = (start: string, allowed: string, end: string) =>
  `Forfaitaire loonkostensubsidie duurt ten hoogste 6 maanden (Participatiewet, artikel 10d lid 5): vanaf ${start} tot en met ${allowed}. Deze loopt tot en met ${end}. Ga na wanneer die eindigde, en lever wat erna kwam als een eigen voorziening.`;
const running = (start: string, allowed: string, end: string) =>
  `Forfaitaire loonkostensubsidie duurt ten hoogste 6 maanden (Participatiewet, artikel 10d lid 5): vanaf ${start} tot en met ${allowed}. Deze loopt aan het eind van de verslagmaand (${end}) nog. Ga na wanneer die eindigde, en lever wat erna kwam als een eigen voorziening.`;
const chain = (periods: number, start: string, allowed: string, end: string) =>
  `De ${periods} aansluitende perioden forfaitaire loonkostensubsidie van deze persoon tellen samen: vanaf ${start} mag het tot en met ${allowed} (6 maanden; Participatiewet, artikel 10d lid 5), maar ze lopen tot en met ${end}. Een nieuwe baan heeft eigen 6 maanden: ga na of het om dezelfde dienstbetrekking gaat.`;

const lengths: [start: string, lastAllowed: string, dayAfter: string, message: string][] = [
  ['20241001', '20250331', '20250401', tooLong('1 oktober 2024', '31 maart 2025', '1 april 2025')],
  ['20240831', '20250227', '20250228', tooLong('31 augustus 2024', '27 februari 2025', '28 februari 2025')],
  ['20230831', '20240228', '20240229', tooLong('31 augustus 2023', '28 februari 2024', '29 februari 2024')],
  ['20240229', '20240828', '20240829', tooLong('29 februari 2024', '28 augustus 2024', '29 augustus 2024')],
];

/** Judged by hand; the comment says why. */
const JUDGED: RuleCase[] = [
  {
    name: 'month ends: two periods that meet at the end of February',
    // 31 August + 6 months is 28 February, which August's 31st has no day for; the last allowed day is the 27th.
    text: delivery([lks({ start: '20240831', end: '20241130' }), lks({ start: '20241201', end: '⟦20250228⟧' })]),
    found: [chain(2, '31 augustus 2024', '27 februari 2025', '28 februari 2025')],
  },
  {
    name: 'month ends: the same up to the last allowed day',
    text: delivery([lks({ start: '20240831', end: '20241130' }), lks({ start: '20241201', end: '20250227' })]),
    found: [],
  },
  {
    name: 'a gap of one day over the end of a month: the days between count along',
    // 31 October lies between; from 1 October up to 31 March is six months.
    text: delivery([lks({ start: '20241001', end: '20241030' }), lks({ start: '20241101', end: '⟦20250401⟧' })]),
    found: [chain(2, '1 oktober 2024', '31 maart 2025', '1 april 2025')],
  },
  {
    name: 'a gap of one day on the leap day',
    // 29 February 2024 lies between, in a common year there would be no gap at all.
    text: delivery([lks({ start: '20230901', end: '20240228' }), lks({ start: '20240301', end: '⟦20240315⟧' })], {
      verslagmaand: '2024-03',
    }),
    found: [chain(2, '1 september 2023', '29 februari 2024', '15 maart 2024')],
  },
  {
    name: 'two gaps of one day each join three periods',
    text: delivery([
      lks({ start: '20240901', end: '20241030' }),
      lks({ start: '20241101', end: '20241230' }),
      lks({ start: '20250101', end: '⟦20250301⟧' }),
    ]),
    found: [chain(3, '1 september 2024', '28 februari 2025', '1 maart 2025')],
  },
  {
    name: 'open ends: two that run are judged on the last day of the verslagmaand',
    // Two employers: from 1 September up to 31 March is seven months; of two that end on one day the later one.
    text: delivery([lks({ start: '⟦20240901⟧' }), lks({ start: '⟦20250201⟧' })]),
    found: [chain(2, '1 september 2024', '28 februari 2025', '31 maart 2025')],
    related: [0],
  },
  {
    name: 'open end first: the later period with an end in the past does not end the chain',
    // The first one still runs on 31 March.
    text: delivery([lks({ start: '⟦20240901⟧' }), lks({ start: '20241201', end: '20241231' })]),
    found: [chain(2, '1 september 2024', '28 februari 2025', '31 maart 2025')],
  },
  {
    name: 'open end that begins behind the verslagmaand',
    // On 31 March it does not run yet, so it counts for nothing; that it is there is what I106 says.
    text: delivery([lks({ start: '20241001', end: '20250331' }), lks({ start: '20250401' })]),
    found: [],
  },
  {
    name: 'a planned end behind the verslagmaand counts as it stands',
    text: delivery(lks({ start: '20241201', end: '⟦20250601⟧' })),
    found: [tooLong('1 december 2024', '31 mei 2025', '1 juni 2025')],
  },
  {
    name: 'type change: loonwaarde-based in between breaks the chain',
    // September to November forfaitair, December and January type 10, from February on forfaitair again.
    text: delivery([
      lks({ start: '20240901', end: '20241130' }),
      record({ type: '10', start: '20241201', end: '20250131' }),
      lks({ start: '20250201' }),
    ]),
    found: [],
  },
  {
    name: 'type change: another type that overlaps breaks nothing',
    text: delivery([
      lks({ start: '20240901', end: '20241130' }),
      record({ type: '30', start: '20241001' }),
      lks({ start: '20241201', end: '⟦20250301⟧' }),
    ]),
    found: [chain(2, '1 september 2024', '28 februari 2025', '1 maart 2025')],
  },
  {
    name: 'the same person with two employers, one after the other with a week between',
    // Each has six months of its own: 5 months, 7 days without, and a new count.
    text: delivery([lks({ start: '20240901', end: '20250131' }), lks({ start: '20250208' })]),
    found: [],
  },
  {
    name: 'the same person with two employers at once, each within six months',
    // Together from 1 September up to 14 March: overlapping periods count as one.
    text: delivery([lks({ start: '20240901', end: '20241231' }), lks({ start: '20241115', end: '⟦20250314⟧' })]),
    found: [chain(2, '1 september 2024', '28 februari 2025', '14 maart 2025')],
  },
  {
    name: 'a late update closes the gap',
    // The middle one ended before the verslagmaand and is delivered late: it counts like any other.
    text: delivery([
      lks({ start: '20240901', end: '20241130' }),
      lks({ start: '20250201', end: '⟦20250331⟧' }),
      lks({ start: '20241201', end: '20250131' }),
    ]),
    found: [chain(3, '1 september 2024', '28 februari 2025', '31 maart 2025')],
  },
  {
    name: 'two chains of one person, each too long',
    text: delivery([
      lks({ start: '20230101', end: '⟦20230701⟧' }),
      lks({ start: '20240801', end: '20241231' }),
      lks({ start: '20250101', end: '⟦20250201⟧' }),
    ]),
    found: [
      tooLong('1 januari 2023', '30 juni 2023', '1 juli 2023'),
      chain(2, '1 augustus 2024', '31 januari 2025', '1 februari 2025'),
    ],
  },
];

const CASES: RuleCase[] = [
  ...lengths.flatMap(([start, lastAllowed, dayAfter, message]) => [
    { name: `${start} to ${lastAllowed}`, text: delivery(lks({ start, end: lastAllowed })), found: [] },
    { name: `${start} to ${dayAfter}`, text: delivery(lks({ start, end: `⟦${dayAfter}⟧` })), found: [message] },
  ]),
  {
    name: 'another type may run longer',
    text: delivery(record({ type: '10', start: '20230101', end: '20250301' })),
    found: [],
  },
  {
    name: 'running, six months at the end of the verslagmaand',
    text: delivery(lks({ start: '20241001' })),
    found: [],
  },
  {
    name: 'running, a day more at the end of the verslagmaand',
    text: delivery(lks({ start: '⟦20240930⟧' })),
    found: [running('30 september 2024', '29 maart 2025', '31 maart 2025')],
  },
  {
    name: 'consecutive periods count together',
    text: delivery([lks({ start: '⟦20240901⟧', end: '20241231' }), lks({ start: '20250101', end: '⟦20250331⟧' })]),
    found: [chain(2, '1 september 2024', '28 februari 2025', '31 maart 2025')],
    related: [0],
  },
  {
    name: 'a gap of one day still counts together',
    text: delivery([lks({ start: '20240901', end: '20241230' }), lks({ start: '20250101', end: '⟦20250331⟧' })]),
    found: [chain(2, '1 september 2024', '28 februari 2025', '31 maart 2025')],
  },
  {
    name: 'a gap of two days does not',
    text: delivery([lks({ start: '20240901', end: '20241229' }), lks({ start: '20250101', end: '20250331' })]),
    found: [],
  },
  {
    name: 'the order in the file does not matter',
    text: delivery([lks({ start: '20250101', end: '⟦20250331⟧' }), lks({ start: '20240901', end: '20241231' })]),
    found: [chain(2, '1 september 2024', '28 februari 2025', '31 maart 2025')],
  },
  {
    name: 'of overlapping periods the one that ends last bears the finding',
    text: delivery([lks({ start: '20240601', end: '⟦20250315⟧' }), lks({ start: '20240801', end: '20240901' })]),
    found: [chain(2, '1 juni 2024', '30 november 2024', '15 maart 2025')],
  },
  {
    name: 'three periods, the last one running',
    text: delivery([
      lks({ start: '20240901', end: '20241031' }),
      lks({ start: '20241101', end: '20241231' }),
      lks({ start: '⟦20250101⟧' }),
    ]),
    found: [chain(3, '1 september 2024', '28 februari 2025', '31 maart 2025')],
  },
  {
    name: 'two persons count apart',
    text: delivery([
      lks({ bsn: BSN[0], start: '20240901', end: '20241231' }),
      lks({ bsn: BSN[1], start: '20250101', end: '20250331' }),
    ]),
    found: [],
  },
  {
    name: 'a period of another type does not join two',
    text: delivery([
      lks({ start: '20240901', end: '20241031' }),
      record({ type: '10', start: '20241101', end: '20241231' }),
      lks({ start: '20250101', end: '20250331' }),
    ]),
    found: [],
  },
  {
    name: 'a period whose end lies before its start does not count',
    text: delivery([lks({ start: '20250101', end: '20240101' }), lks({ start: '20250102', end: '20250331' })]),
    found: [],
  },
  { name: 'silent for an invalid end', text: delivery(lks({ start: '20240101', end: '31-3-2025' })), found: [] },
  {
    name: 'silent for a running period without a verslagmaand',
    text: delivery(lks({ start: '20240101' }), { verslagmaand: 'maart' }),
    found: [],
  },
  {
    name: 'an ended period needs no verslagmaand',
    text: delivery(lks({ start: '20240101', end: '⟦20241231⟧' }), { verslagmaand: 'maart' }),
    found: [tooLong('1 januari 2024', '30 juni 2024', '31 december 2024')],
  },
];

test.each(JUDGED)('judged by hand: $name', (given) => checkRule('SRG-I103', 'warning', given));
test.each(CASES)('$name', (given) => checkRule('SRG-I103', 'warning', given));

test('a chain of very many periods: one finding that points at the first fifty', () => {
  const many = Array.from({ length: 2_000 }, (_, n) => lks({ start: '20240101', end: '20241231', nummer: `M-${n}` }));
  const found = findingsOf(analyse(delivery(many), { rules: only('SRG-I103') }));
  expect(found.map(({ related }) => related.length)).toEqual([50]);
});

test.each<[name: string, others: readonly RecordFields[], last: string]>([
  ['alone', [], '20250831'],
  ['behind one that ended the day before', [{ start: '20250101', end: '20250228' }], '20250630'],
  ['behind one that ended a day earlier', [{ start: '20250101', end: '20250227' }], '20250630'],
  ['behind one that ended earlier still', [{ start: '20250101', end: '20250226' }], '20250831'],
  [
    'behind two that follow on each other',
    [
      { start: '20250101', end: '20250131' },
      { start: '20250202', end: '20250228' },
    ],
    '20250630',
  ],
  ['beside one of another type', [{ type: '12', start: '20250101', end: '20250228' }], '20250831'],
  ['behind one of a day', [{ start: '20250228', end: '20250228' }], '20250827'],
  ['behind one that ended before it began', [{ start: '20250228', end: '20250227' }], '20250831'],
  ['before another', [{ start: '20250401', end: '20250430' }], '20250831'],
])('the last day that one may run: %s', (_name, others, last) => {
  const analysis = analyse(delivery([...others.map((fields) => lks(fields)), lks({ start: '20250301' })]));
  const records = analysis.recordsWith('bsn', BSN[0]);
  const start = records.at(-1)!.day('begindatum')!;
  expect(formatDay(lastAllowedDay(start, records.slice(0, -1), analysis), 'jjjjmmdd')).toBe(last);
});
