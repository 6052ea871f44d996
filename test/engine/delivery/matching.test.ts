import { describe, expect, test } from 'vitest';
import { matchRecords } from '../../../server/src/engine/delivery/matching.ts';
import { BSN, type RecordFields, voorzieningen } from '../../support/delivery.ts';

const [ANNA, BRAM] = BSN;

/** Pairs as `old-new relation` by place, in the order of the new records; then what is left of either. */
function matched(old: readonly RecordFields[], now: readonly RecordFields[]) {
  const [a, b] = [voorzieningen(old), voorzieningen(now)];
  const { oldOf, gone, added } = matchRecords(a, b);
  const pairs = b.flatMap((record, at) => {
    const match = oldOf.get(record);
    return match ? [`${a.indexOf(match.old)}-${at} ${match.relation}`] : [];
  });
  return { pairs, gone: gone.map((record) => a.indexOf(record)), added: added.map((record) => b.indexOf(record)) };
}

type Case = [
  name: string,
  old: RecordFields[],
  now: RecordFields[],
  found: { pairs?: string[]; gone?: number[]; added?: number[] },
];

describe('records are known again', () => {
  test.each<Case>([
    [
      'by BSN, type and start date, whatever their order and numbers',
      [
        { bsn: ANNA, nummer: 'A' },
        { bsn: BRAM, nummer: 'B' },
      ],
      [
        { bsn: BRAM, nummer: 'X' },
        { bsn: ANNA, nummer: 'B' },
      ],
      { pairs: ['1-0 same', '0-1 same'] },
    ],
    [
      'by number, BSN and type: another start date',
      [{ nummer: 'A', start: '20250101' }],
      [{ nummer: 'A', start: '20250102' }],
      { pairs: ['0-0 startChanged'] },
    ],
    [
      'by number and BSN: another type',
      [{ nummer: 'A', type: '30' }],
      [{ nummer: 'A', type: '40' }],
      { pairs: ['0-0 keyChanged'] },
    ],
    [
      'by number, type and start date: another BSN',
      [{ nummer: 'A', bsn: ANNA }],
      [{ nummer: 'A', bsn: BRAM }],
      { pairs: ['0-0 keyChanged'] },
    ],
    [
      'not by number alone: it was handed out anew',
      [{ nummer: '1', bsn: ANNA, start: '20240101' }],
      [{ nummer: '1', bsn: BRAM, start: '20250301' }],
      { gone: [0], added: [0] },
    ],
    [
      'not by BSN and type alone',
      [{ nummer: 'A', start: '20250101' }],
      [{ nummer: 'B', start: '20250201' }],
      { gone: [0], added: [0] },
    ],
    [
      'by key before number',
      [
        { nummer: 'A', start: '20250101' },
        { nummer: 'B', start: '20250201' },
      ],
      [
        { nummer: 'A', start: '20250201' },
        { nummer: 'C', start: '20250101' },
      ],
      { pairs: ['1-0 same', '0-1 same'] },
    ],
    ['an empty delivery', [{}, {}], [], { gone: [0, 1] }],
    ['an empty delivery before', [], [{}, {}], { added: [0, 1] }],
  ])('%s', (_name, old, now, found) => {
    expect(matched(old, now)).toEqual({ pairs: [], gone: [], added: [], ...found });
  });
});

describe('records with the same key', () => {
  test.each<Case>([
    [
      'pair by number first',
      [{ nummer: 'A' }, { nummer: 'B' }],
      [{ nummer: 'B' }, { nummer: 'A' }],
      { pairs: ['1-0 same', '0-1 same'] },
    ],
    [
      'and in their order else',
      [{ nummer: 'A' }, { nummer: 'B' }],
      [{ nummer: 'C' }, { nummer: 'D' }],
      { pairs: ['0-0 same', '1-1 same'] },
    ],
    [
      'each once: one too many now',
      [{ nummer: 'A' }],
      [{ nummer: 'B' }, { nummer: 'A' }],
      { pairs: ['0-1 same'], added: [0] },
    ],
    [
      'each once: one too many before',
      [{ nummer: 'A' }, { nummer: 'B' }],
      [{ nummer: 'B' }],
      { pairs: ['1-0 same'], gone: [0] },
    ],
  ])('%s', (_name, old, now, found) => {
    expect(matched(old, now)).toEqual({ pairs: [], gone: [], added: [], ...found });
  });
});

describe('records without a whole key', () => {
  test.each<Case>([
    ['are known by their number', [{ nummer: 'A', start: '1-3-2025' }], [{ nummer: 'A' }], { pairs: ['0-0 unclear'] }],
    [
      'in the new delivery as well',
      [{ nummer: 'A', bsn: ANNA }],
      [{ nummer: 'A', bsn: '12345678' }],
      { pairs: ['0-0 unclear'] },
    ],
    ['in both', [{ nummer: 'A', type: '99' }], [{ nummer: 'A', type: '98' }], { pairs: ['0-0 unclear'] }],
    [
      'or, without a number, by all that is known of them',
      [
        { nummer: '', type: '99' },
        { nummer: '', type: '99', start: '20240101' },
      ],
      [
        { nummer: '', type: '99', start: '20240101' },
        { nummer: '', type: '98', start: '20230101' },
      ],
      { pairs: ['1-0 unclear'], gone: [0], added: [1] },
    ],
    [
      'and else not',
      [{ nummer: 'A', type: '99' }],
      [{ nummer: 'B', type: '99', end: '20250302' }],
      { gone: [0], added: [0] },
    ],
  ])('%s', (_name, old, now, found) => {
    expect(matched(old, now)).toEqual({ pairs: [], gone: [], added: [], ...found });
  });
});
