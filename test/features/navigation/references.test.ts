import { describe, expect, test } from 'vitest';
import type { Range } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { documentHighlightsAt } from '../../../server/src/features/navigation/document-highlight.ts';
import { referenceListAt, referencesAt } from '../../../server/src/features/navigation/references.ts';
import { analyse, BSN, delivery, record } from '../../support/delivery.ts';
import { cursor, ranges } from '../../support/markers.ts';
import { analysePersons, personDelivery } from '../../support/person-pack.ts';

const URI = 'file:///levering.srg.xml';
const [A, B] = BSN;

type Find = (analysis: DeliveryAnalysis, offset: number) => readonly { range: Range }[] | undefined;
const references: Find = (analysis, offset) => referencesAt(analysis, offset, URI);

function check(marked: string, open = analyse, find = references) {
  const { text: withRanges, offset } = cursor(marked);
  const { text, ranges: expected } = ranges(withRanges);
  const analysis = open(text);
  const before = withRanges.slice(0, offset).replace(/[⟦⟧]/g, '').length;
  const found = find(analysis, before);
  const offsets = found?.map(({ range }) => ({
    start: analysis.source.offsetAt(range.start),
    end: analysis.source.offsetAt(range.end),
  }));
  expect(offsets).toEqual(expected);
}

describe('references', () => {
  test.each<[name: string, records: string[]]>([
    ['of a BSN', [record({ bsn: `⟦${A}‹|›⟧` }), record({ bsn: B }), record({ bsn: `⟦${A}⟧` })]],
    [
      'of a type',
      [record({ type: '⟦1‹|›0⟧' }), record({ type: '30', arbeidsvermogen: '10' }), record({ type: '⟦10⟧' })],
    ],
    ['of an arbeidsvermogen', [record({ arbeidsvermogen: '⟦‹|›20⟧' }), record({ arbeidsvermogen: '⟦20⟧' })]],
    ['of a registratienummer', [record({ nummer: '⟦A‹|›⟧' }), record({ nummer: 'B' }), record({ nummer: '⟦A⟧' })]],
    ['of a date: none', [record({ start: '2025‹|›-01-01' }), record({ start: '20250101' })]],
    ['of a name: none', [record().replace('<Per', '<P‹|›er')]],
    ['of an unknown code: none', [record({ type: '9‹|›9' }), record({ type: '99' })]],
    ['beside a record that is half typed', ['<Voorziening><Persoon>', record({ type: '⟦1‹|›0⟧' })]],
  ])('%s', (_name, records) => {
    check(delivery(records));
  });

  test('a value that records share counts once', () => {
    const records = '<V nr="1" soort="A"><Van>20250101</Van></V><V nr="2" soort="A"><Van>20250101</Van></V>';
    const persons = [`<Persoon bsn="⟦${A}‹|›⟧">${records}</Persoon>`, `<Persoon bsn="⟦${A}⟧">${records}</Persoon>`];
    check(personDelivery(persons), analysePersons);
  });
});

describe('as a list', () => {
  const listed = (records: string[]) => {
    const { text, offset } = cursor(delivery(records));
    const analysis = analyse(text);
    const list = referenceListAt(analysis, offset, { language: 'nl', maskBsn: false });
    return list && { ...list, places: list.places.map(({ record: number, description }) => [number, description]) };
  };

  test('each record has its number and what it is', () => {
    expect(
      listed([
        record({ bsn: `${A}‹|›`, nummer: 'VZ-1' }),
        record({ bsn: B, nummer: 'VZ-2' }),
        record({ bsn: A, nummer: 'VZ-3', type: '10', end: '20250331' }),
      ]),
    ).toEqual({
      count: 2,
      places: [
        ['1 · VZ-1', 'Jobcoach · 20250301 → loopt'],
        ['3 · VZ-3', 'LKS P-wet · 20250301 → 20250331'],
      ],
    });
  });

  test('of very many the first, with how many there are', () => {
    const many = Array.from({ length: 1_100 }, (_, i) => record({ nummer: `VZ-${i}`, type: i === 0 ? '1‹|›0' : '10' }));
    const list = listed(many)!;
    expect([list.places.length, list.count]).toEqual([1_000, 1_100]);
  });

  test('of what records do not share there is none', () => {
    expect(listed([record({ start: '2025‹|›0101' })])).toBeNull();
  });
});

describe('highlights', () => {
  test.each<[name: string, records: string[]]>([
    ['the person’s records', [record({ bsn: `⟦${A}‹|›⟧` }), record({ bsn: B }), record({ bsn: `⟦${A}⟧` })]],
    ['those with one registratienummer', [record({ nummer: '⟦A‹|›⟧' }), record({ nummer: '⟦A⟧' })]],
  ])('%s', (_name, records) => {
    check(delivery(records), analyse, documentHighlightsAt);
  });

  test('the person’s element once', () => {
    const records = '<V nr="1"><Van>20250101</Van></V><V nr="2"><Van>20250101</Van></V>';
    check(personDelivery([`<Persoon bsn="⟦${A}‹|›⟧">${records}</Persoon>`]), analysePersons, documentHighlightsAt);
  });

  test.each([record({ type: '1‹|›0' }), record({ start: '2025-‹|›01-01' }), '  ‹|›  '])(
    'leaves the rest to the editor: %#',
    (marked) => {
      const { text, offset } = cursor(delivery([marked]));
      expect(documentHighlightsAt(analyse(text), offset)).toBeUndefined();
    },
  );
});
