import { describe, expect, test } from 'vitest';
import { formatDay } from '../../../server/src/engine/delivery/values/notation.ts';
import { makeTimeline, recordAtPlace, type Timeline } from '../../../server/src/engine/report/timeline.ts';
import { analyse, BSN, delivery, record } from '../../support/delivery.ts';

function timeline(records: readonly string[], place = 0, verslagmaand = '2025-03'): Timeline {
  const analysis = analyse(delivery(records, { verslagmaand }));
  return makeTimeline(analysis, recordAtPlace(analysis, place)!, { language: 'nl', maskBsn: true });
}

const told = ({ periods }: Timeline) => periods.map(({ record: place, words }) => `${place}: ${words}`);
const axis = ({ axis: found }: Timeline) =>
  found &&
  `${formatDay(found.from, 'jjjj-mm-dd')} ${formatDay(found.to, 'jjjj-mm-dd')}: ${found.ticks.map(({ label }) => label).join(', ')}`;

describe('the periods', () => {
  test('are all of one person, by their start', () => {
    const records = [
      record({ start: '20250301' }),
      record({ bsn: BSN[1] }),
      record({ type: '40', start: '20241115', end: '20250331' }),
      record({ type: '42', start: '20250301', end: '20250301' }),
    ];
    expect(told(timeline(records, 2))).toEqual([
      '2: 15 november 2024 tot en met 31 maart 2025',
      '0: vanaf 1 maart 2025, loopt door',
      '3: 1 maart 2025 tot en met 1 maart 2025',
    ]);
    expect(timeline(records, 2)).toMatchObject({ bsn: '*****4869', record: 2, hidden: 0 });
    expect(told(timeline(records, 1))).toEqual(['1: vanaf 1 maart 2025, loopt door']);
  });

  test.each<[name: string, fields: Parameters<typeof record>[0], period: Partial<Timeline['periods'][number]>]>([
    ['an open end', {}, { open: true, lastDay: undefined }],
    ['an end', { end: '20250302' }, { open: false, lastDay: 20_149 }],
    [
      'an end before the start',
      { end: '20250202' },
      {
        open: false,
        lastDay: undefined,
        words: 'van 1 maart 2025 tot 2 februari 2025: de einddatum ligt vóór de begindatum',
      },
    ],
    ['an invalid end', { end: '2-3-2025' }, { open: false, words: 'vanaf 1 maart 2025, zonder geldige einddatum' }],
    ['an invalid start', { start: '1-3-2025' }, { firstDay: undefined, words: 'zonder geldige begindatum' }],
    ['an invalid type', { type: '99' }, { type: undefined, label: undefined }],
  ])('%s', (_name, fields, period) => {
    expect(timeline([record(fields)]).periods[0]).toMatchObject(period);
  });

  test('have the findings of their record, and no others', () => {
    const { periods } = timeline([record({ start: '20250310', end: '20250301' }), record({ type: '40' })]);
    expect(periods.map(({ findings }) => findings.map(({ code }) => code))).toEqual([[], ['SRG-I101']]);
  });

  test('of a record without a valid BSN are its own', () => {
    const records = [record({ bsn: '12' }), record({ bsn: '12' })];
    expect(timeline(records, 1)).toMatchObject({ bsn: undefined, record: 1 });
    expect(told(timeline(records, 1))).toHaveLength(1);
  });

  test('are no more than a picture can show, the one asked for among them', () => {
    const many = timeline(
      Array.from({ length: 250 }, (_, i) => record({ nummer: `N-${i}` })),
      249,
    );
    expect(many.periods).toHaveLength(100);
    expect(many.hidden).toBe(150);
    expect(many.periods.some(({ record: place }) => place === 249)).toBe(true);
  });
});

test.each<[name: string, records: string[], axis: string | undefined]>([
  ['the verslagmaand alone', [record()], '2025-03-01 2025-03-31: maart 2025'],
  [
    'a start before it',
    [record({ start: '20241215' })],
    '2024-12-01 2025-03-31: december 2024, januari 2025, februari 2025, maart 2025',
  ],
  [
    'an end after it',
    [record({ end: '20250909' })],
    '2025-03-01 2025-09-30: maart 2025, mei 2025, juli 2025, september 2025',
  ],
  ['years', [record({ start: '20220202' })], '2022-02-01 2025-03-31: 2023, 2024, 2025'],
  ['a year that was mistyped', [record({ start: '10250301' })], undefined],
  ['no dates', [record({ start: 'x' })], undefined],
])('the axis: %s', (name, records, wanted) => {
  if (name === 'a year that was mistyped') expect(timeline(records).axis!.ticks.length).toBeLessThan(5);
  else expect(axis(timeline(records))).toBe(wanted);
});

test('no record at the place', () => {
  expect(recordAtPlace(analyse(delivery([record()])), 1)).toBeUndefined();
  expect(recordAtPlace(analyse(delivery()), 0)).toBeUndefined();
});
