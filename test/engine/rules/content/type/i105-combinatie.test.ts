import { expect, test } from 'vitest';
import { RULES } from '../../../../../server/src/engine/rules/registry.ts';
import {
  analyse,
  BSN,
  delivery,
  findingsOf,
  only,
  packs,
  type RecordFields,
  record,
} from '../../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../../check-rule.ts';

const { codes, combinations } = packs[0]!;
const label = (type: string) => codes.typeVoorziening!.codes.find(({ code }) => code === type)!.label;
const named = (type: string) => `type ${type} (${label(type)})`;
const reason = (a: string, b: string) =>
  combinations.find(({ types }) => types.join() === [a, b].sort().join())!.reason.nl;
const overlap = (later: string, period: string, earlier: string, open = '') =>
  `T${named(later).slice(1)} overlapt ${period} met ${named(earlier)} van dezelfde persoon${open}, en die gaan gewoonlijk niet samen. ${reason(later, earlier)} Ga na of beide kloppen en wanneer de eerdere eindigde.`;
const ended = (later: string, from: string, to: string, earlier: string) =>
  overlap(later, `van ${from} tot en met ${to}`, earlier);
const running = (later: string, from: string, earlier: string) =>
  overlap(later, `vanaf ${from}`, earlier, ', zonder einddatum');
const two = (a: RecordFields, b: RecordFields) => delivery([record(a), record(b)]);

/** Judged by hand; the comment says why. */
const JUDGED: RuleCase[] = [
  {
    name: 'month end: one ends on the last day, the other begins on the first',
    // 31 March is the last day of the proefplaatsing, 1 April the first of the job: no day in common.
    text: two({ type: '23', start: '20250101', end: '20250331' }, { type: '10', start: '20250401' }),
    found: [],
  },
  {
    name: 'month end: both on the last day of February',
    // 28 February 2025 is in both.
    text: two({ type: '23', start: '20250101', end: '20250228' }, { type: '⟦10⟧', start: '20250228' }),
    found: [ended('10', '28 februari 2025', '28 februari 2025', '23')],
  },
  {
    name: 'the leap day is a day',
    // Up to 29 February 2024, from 29 February on.
    text: two({ type: '11', start: '20231001', end: '20240229' }, { type: '⟦10⟧', start: '20240229' }),
    found: [ended('10', '29 februari 2024', '29 februari 2024', '11')],
  },
  {
    name: 'a gap of one day',
    // 15 March is in neither.
    text: two({ type: '11', start: '20241001', end: '20250314' }, { type: '10', start: '20250316' }),
    found: [],
  },
  {
    name: 'type change without a gap',
    // Forfaitair up to 14 March, loonwaarde-based from 15 March: as it should be.
    text: two({ type: '11', start: '20241001', end: '20250314' }, { type: '10', start: '20250315' }),
    found: [],
  },
  {
    name: 'type change with the old one left open',
    // Nobody ended the forfaitaire LKS, so it runs on beside the other.
    text: two({ type: '⟦11⟧', start: '20241001' }, { type: '⟦10⟧', start: '20250315' }),
    found: [running('10', '15 maart 2025', '11')],
    related: [0],
  },
  {
    name: 'open end: the earlier runs, the later has ended',
    // In common: the whole of the later one.
    text: two({ type: '21', start: '20240101' }, { type: '⟦22⟧', start: '20250303', end: '20250310' }),
    found: [ended('22', '3 maart 2025', '10 maart 2025', '21')],
  },
  {
    name: 'open end: the verslagmaand is no border',
    // The first one has no end date; that the second only begins after the verslagmaand is what I106 says.
    text: two({ type: '21', start: '20240101' }, { type: '⟦23⟧', start: '20250414' }),
    found: [running('23', '14 april 2025', '21')],
  },
  {
    name: 'open end: it has no beginning before its start',
    text: two({ type: '21', start: '20250303' }, { type: '22', start: '20240101', end: '20250302' }),
    found: [],
  },
  {
    name: 'the same person with two employers',
    // The table names 10 with 10: the reason says that two part-time jobs make it possible.
    text: two({ type: '10', start: '20240101' }, { type: '⟦10⟧', start: '20250201' }),
    found: [running('10', '1 februari 2025', '10')],
  },
  {
    name: 'the same person with two employers, one after the other',
    text: two({ type: '10', start: '20240101', end: '20250131' }, { type: '10', start: '20250201' }),
    found: [],
  },
  {
    name: 'two forfaitaire subsidies are not in the table',
    // How long they run together is what I103 looks at.
    text: two({ type: '11', start: '20250101' }, { type: '11', start: '20250201' }),
    found: [],
  },
  {
    name: 'a late update that ended before the verslagmaand',
    // Both lie in January; that they are delivered in March changes nothing.
    text: two({ type: '22', start: '20241101', end: '20250120' }, { type: '⟦12⟧', start: '20250115', end: '20250131' }),
    found: [ended('12', '15 januari 2025', '20 januari 2025', '22')],
  },
  {
    name: 'a late update that ended before the other began',
    text: two({ type: '22', start: '20241101', end: '20250120' }, { type: '12', start: '20250121' }),
    found: [],
  },
];

const CASES: RuleCase[] = [
  ...combinations.map(({ types: [a, b] }) => ({
    name: `${a} with ${b}`,
    text: two({ type: `⟦${a}⟧`, start: '20250301' }, { type: `⟦${b}⟧`, start: '20250302', end: '20250305' }),
    found: [ended(b, '2 maart 2025', '5 maart 2025', a)],
    related: [0],
  })),
  {
    name: 'the other way round, as the start dates say',
    text: two({ type: '⟦11⟧', start: '20250302' }, { type: '⟦10⟧', start: '20250301' }),
    found: [running('11', '2 maart 2025', '10')],
    related: [1],
  },
  {
    name: 'on one day the one further down bears it',
    text: two({ type: '⟦22⟧', start: '20250301' }, { type: '⟦21⟧', start: '20250301' }),
    found: [running('21', '1 maart 2025', '22')],
    related: [0],
  },
  {
    name: 'types that go together',
    text: two({ type: '10', start: '20250301' }, { type: '30', start: '20250301' }),
    found: [],
  },
  {
    name: 'a long one and two short ones within it',
    text: delivery([
      record({ type: '22', start: '20240101' }),
      record({ type: '⟦10⟧', start: '20240201', end: '20240229' }),
      record({ type: '⟦12⟧', start: '20240301', end: '20240331' }),
    ]),
    found: [
      ended('10', '1 februari 2024', '29 februari 2024', '22'),
      ended('12', '1 maart 2024', '31 maart 2024', '22'),
    ],
  },
  {
    name: 'two persons',
    text: two({ bsn: BSN[0], type: '10' }, { bsn: BSN[1], type: '11' }),
    found: [],
  },
  {
    name: 'an end before the start takes no part',
    text: two({ type: '10', start: '20250301', end: '20250101' }, { type: '11', start: '20250201' }),
    found: [],
  },
  { name: 'silent for an invalid end', text: two({ type: '10', end: '31-3-2025' }, { type: '11' }), found: [] },
  { name: 'silent for an invalid start', text: two({ type: '10', start: '' }, { type: '11' }), found: [] },
  { name: 'silent for an invalid type', text: two({ type: '1' }, { type: '11' }), found: [] },
  {
    name: 'silent in respect of the invalid record only',
    text: delivery([
      record({ type: '10', start: '20250101' }),
      record({ type: '12', start: '20250230' }),
      record({ type: '⟦11⟧', start: '20250301' }),
    ]),
    found: [running('11', '1 maart 2025', '10')],
  },
  {
    name: 'needs no verslagmaand',
    text: delivery([record({ type: '10' }), record({ type: '⟦11⟧' })], { verslagmaand: 'maart' }),
    found: [running('11', '1 maart 2025', '10')],
  },
];

test.each(JUDGED)('judged by hand: $name', (given) => checkRule('SRG-I105', 'warning', given));
test.each(CASES)('$name', (given) => checkRule('SRG-I105', 'warning', given));

test('one finding a pair: each with the other, at the later one', () => {
  const text = delivery(['10', '12', '23', '22'].map((type, n) => record({ type, start: `2025030${n + 1}` })));
  const type = (at: number) => text.slice(at, at + 2);
  const pairs = findingsOf(analyse(text, { rules: only('SRG-I105') })).map(
    ({ range, related }) => `${type(related[0]!.start)} ${type(range.start)}`,
  );
  // 23 with 22 is not in the table.
  expect(pairs.sort()).toEqual(['10 12', '10 22', '10 23', '12 22', '12 23']);
});

test('at most 500 pairs of one person, in time that grows with the records and not with their pairs', () => {
  const many = Array.from({ length: 5_000 }, (_, n) => record({ type: '10', start: '20250301', nummer: `M-${n}` }));
  const found = findingsOf(analyse(delivery(many), { rules: only('SRG-I105') }));
  expect(found).toHaveLength(500);
});

test.each([
  ['none', 0, 'pack'],
  ['one', 1, undefined],
] as const)('a pack that names %s of what does not go together', (_name, count, idle) => {
  const [shipped] = packs;
  const combinations = shipped!.combinations.slice(0, count);
  const pack = Object.create(shipped!, { combinations: { value: combinations } });
  const rule = RULES.find(({ code }) => code === 'SRG-I105')!;
  expect(rule.idle!({ pack } as Parameters<NonNullable<typeof rule.idle>>[0])).toBe(idle);
});
