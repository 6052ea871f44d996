import { describe, expect, test } from 'vitest';
import { type FindingQuery, findFindings } from '../../../server/src/engine/report/finding-rows.ts';
import { analyse, BSN, delivery, record } from '../../support/delivery.ts';

const REVERSED = { start: '20250310', end: '20250301' };
const RECORDS = [
  record({ nummer: 'EEN', bsn: BSN[1] }),
  record({ nummer: 'TWEE', ...REVERSED }),
  record({ nummer: 'DRIE', type: '77' }),
  record({ nummer: 'vier-4', bsn: BSN[2], ...REVERSED, end: '20250304' }),
];
const ANALYSIS = analyse(delivery(RECORDS), { rules: { 'SRG-I119': 'off' } });

function ask(query: Partial<FindingQuery>, maskBsn = true) {
  const steps = findFindings(ANALYSIS, { from: 0, count: 100, ...query }, { language: 'nl', maskBsn });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const numbers = (query: Partial<FindingQuery>) => ask(query).rows.map(({ registratienummer }) => registratienummer);

test.each<[name: string, query: Partial<FindingQuery>, found: string[]]>([
  ['all', {}, ['TWEE', 'DRIE', 'vier-4']],
  ['one kind', { kind: 'SRG-I101' }, ['TWEE', 'vier-4']],
  ['a kind that is not there', { kind: 'SRG-I999' }, []],
  ['one severity', { severity: 'error' }, ['DRIE']],
  ['from the second on', { from: 1 }, ['DRIE', 'vier-4']],
  ['no more than asked for', { count: 1 }, ['TWEE']],
  ['a code', { search: 'i101' }, ['TWEE', 'vier-4']],
  ['all words', { search: 'einddatum  Maart 4' }, ['vier-4']],
  ['a word that no finding has', { search: 'gemeente' }, []],
  ['a registratienummer, in any case', { search: 'VIER-4' }, ['vier-4']],
  ['a BSN', { search: BSN[2] }, ['vier-4']],
  ['a BSN as it is shown', { search: `*****${BSN[2].slice(5)}` }, ['vier-4']],
  ['the number of a record, which stands in messages, too', { search: '1' }, []],
  ['the number of a record', { search: '3' }, ['DRIE']],
  ['a part of a number is none', { search: '202' }, []],
])('%s', (_name, query, found) => {
  expect(numbers(query)).toEqual(found);
});

describe('the records that are looked for', () => {
  test.each<[name: string, search: string, records: number[]]>([
    ['by number', '1', [0]],
    ['by a number with a point', '1.', [0]],
    ['by registratienummer', 'een', [0]],
    ['by BSN', BSN[0], [1, 2]],
    ['by nothing that is there', 'vijf', []],
    ['by no more than a part', 'vier', []],
  ])('%s', (_name, search, records) => {
    expect(ask({ search }).records.map((row) => row.record)).toEqual(records);
  });

  test('are told without findings, too', () => {
    expect(ask({ search: 'EEN' })).toMatchObject({
      total: 0,
      records: [{ record: 0, registratienummer: 'EEN', bsn: `*****${BSN[1].slice(5)}` }],
    });
  });
});

test('a BSN is masked unless it is asked for', () => {
  expect(JSON.stringify(ask({ search: BSN[0] }))).not.toMatch(/\d{9}/);
  expect(JSON.stringify(ask({ search: BSN[0] }, false))).toContain(BSN[0]);
});
