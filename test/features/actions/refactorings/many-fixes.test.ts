import { describe, expect, test } from 'vitest';
import { fictitiousBsn } from '../../../../bench/generate-delivery.ts';
import { atOnce } from '../../../../server/src/engine/text/time-sliced.ts';
import { codeActionsAt } from '../../../../server/src/features/actions/code-actions.ts';
import { fixAllOfKind } from '../../../../server/src/features/actions/refactorings/fix-all-of-kind.ts';
import { normaliseDates } from '../../../../server/src/features/actions/refactorings/normalise-dates.ts';
import { ACTION_OPTIONS } from '../../../support/clients/code-action-options.ts';
import { analyse, BSN, delivery, record } from '../../../support/delivery.ts';
import { refactored } from './check-refactoring.ts';

describe('normalise all dates', () => {
  const cursor = (text: string) => `‹|›${text}`;

  test('in all records', () => {
    const records = [
      record({ start: '1-3-2025', nummer: '1' }),
      record({ start: '20250302', end: '3/3/2025', nummer: '2' }),
    ];
    const text = delivery(records);
    expect(refactored(normaliseDates, cursor(text))).toEqual({
      title: 'Schrijf alle datums als jjjjmmdd',
      text: delivery([
        record({ start: '20250301', nummer: '1' }),
        record({ start: '20250302', end: '20250303', nummer: '2' }),
      ]),
    });
  });

  test('and nothing else', () => {
    const text = delivery(record({ start: '1-3-2025', type: '030', nummer: '1' }));
    expect(refactored(normaliseDates, cursor(text))!.text).toBe(text.replace('1-3-2025', '20250301'));
  });

  test('not where all are well, or none can be read', () => {
    expect(refactored(normaliseDates, cursor(delivery(record({ start: '1-3-25', type: 'x' }))))).toBeUndefined();
    expect(refactored(normaliseDates, cursor(delivery(record())))).toBeUndefined();
  });
});

describe('fix all of this kind', () => {
  test('of a rule on content', () => {
    const lks = (bsn: string, arbeidsvermogen: string) => record({ bsn, type: '10', arbeidsvermogen, nummer: bsn });
    const text = delivery([lks(BSN[0], '2‹|›0'), lks(BSN[1], '30'), record({ start: '1-3-2025', nummer: '1' })]);
    expect(refactored(fixAllOfKind, text)).toEqual({
      title: 'Herstel alle meldingen SRG-I102 in dit bestand op deze manier',
      text: text.replace('2‹|›0', '10').replace('>30</Arb', '>10</Arb'),
    });
  });

  test('of the schema: those only that are put right in the same way', () => {
    const twice = record({
      start: '20250305',
      rest: '<EinddatumVoorziening>20250309</EinddatumVoorziening><EinddatumVoorziening>20250310</EinddatumVoorziening>',
      nummer: '1',
    });
    const text = delivery([
      twice,
      record({ start: '1‹|›-3-2025', nummer: '2' }),
      record({ start: '2-3-2025', nummer: '3' }),
    ]);
    expect(refactored(fixAllOfKind, text)!.text).toBe(
      text.replace('1‹|›-3-2025', '20250301').replace('2-3-2025', '20250302'),
    );
  });

  test('equal records in a row: one is left', () => {
    const one = record({ nummer: '17' });
    const text = delivery([one, one, one.replace('>17<', '>1‹|›7<'), one]);
    expect(refactored(fixAllOfKind, text)!.text).toBe(delivery([one]));
  });

  test('of many only where they are worked out once that is chosen', () => {
    const titlesWith = (count: number, resolvesEdits: boolean) => {
      const dates = Array.from({ length: count }, (_, i) =>
        record({ start: '1-3-2025', bsn: fictitiousBsn(i), nummer: `${i}` }),
      );
      const text = delivery(dates);
      const analysis = analyse(text);
      const at = text.indexOf('1-3-2025');
      const options = { ...ACTION_OPTIONS, resolvesEdits, only: ['quickfix'] };
      const actions = atOnce(codeActionsAt(analysis, { start: at, end: at }, options));
      return actions.map(({ title }) => title).filter((title) => title.startsWith('Herstel alle'));
    };
    const all = ['Herstel alle meldingen SRG-T002 in dit bestand op deze manier'];
    expect(titlesWith(500, false)).toEqual(all);
    expect(titlesWith(501, false)).toEqual([]);
    expect(titlesWith(501, true)).toEqual(all);
  });

  test.each<[name: string, text: string]>([
    ['there is one such finding', delivery(record({ start: '1‹|›-3-2025' }))],
    ['no fix is sure', delivery([record({ start: '2025-0‹|›4-01' }), record({ start: '20250402' })])],
    ['nothing is wrong', delivery(record({ start: '2025-‹|›03-01' }))],
  ])('not where %s', (_name, text) => {
    expect(refactored(fixAllOfKind, text)).toBeUndefined();
  });
});
