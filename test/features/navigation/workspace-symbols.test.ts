import { describe, expect, test } from 'vitest';
import { workspaceSymbolsOf } from '../../../server/src/features/navigation/workspace-symbols.ts';
import { analyse, BSN, delivery, record } from '../../support/delivery.ts';

const OPTIONS = { language: 'nl', maskBsn: false } as const;
const [A, B] = BSN;

const deliveries = [
  {
    uri: 'file:///a.srg.xml',
    analysis: analyse(
      delivery([
        record({ bsn: A, nummer: 'VZ-1', type: '10' }),
        record({ bsn: B, nummer: 'vz-12' }),
        record({ bsn: A, nummer: 'X' }),
      ]),
    ),
  },
  {
    uri: 'file:///b.srg.xml',
    analysis: analyse(
      delivery([record({ bsn: A, nummer: 'VZ-123' })], { berichtgever: '0344', verslagmaand: '2025-04' }),
    ),
  },
  { uri: 'file:///c.xml', analysis: analyse('<html/>') },
  { uri: 'file:///d.xml', analysis: analyse('') },
];

const AMSTERDAM = 'Amsterdam (0363) · maart 2025 · 2025-03';
const UTRECHT = 'Utrecht (0344) · april 2025 · 2025-04';
const found = (query: string) => workspaceSymbolsOf(query, deliveries, OPTIONS).map(({ name }) => name);

describe('what answers to a query', () => {
  test.each<[query: string, names: string[]]>([
    ['', [AMSTERDAM, UTRECHT]],
    ['  ', [AMSTERDAM, UTRECHT]],
    ['amsterdam', [AMSTERDAM]],
    ['UTR', [UTRECHT]],
    ['0344', [UTRECHT]],
    ['2025-03', [AMSTERDAM]],
    ['april', [UTRECHT]],
    ['utrecht 2025-04', [UTRECHT]],
    ['utrecht 2025-03', []],
    ['vz-12', ['vz-12 · Jobcoach · 20250301 → loopt', 'VZ-123 · Jobcoach · 20250301 → loopt']],
    [
      'VZ-1',
      [
        'VZ-1 · LKS P-wet · 20250301 → loopt',
        'vz-12 · Jobcoach · 20250301 → loopt',
        'VZ-123 · Jobcoach · 20250301 → loopt',
      ],
    ],
    [
      A,
      [
        `${A} · LKS P-wet · 20250301 → loopt`,
        `${A} · Jobcoach · 20250301 → loopt`,
        `${A} · Jobcoach · 20250301 → loopt`,
      ],
    ],
    [A.slice(0, 8), []],
    [`${A}0`, []],
    ['html', []],
  ])('%j', (query, names) => {
    expect(found(query)).toEqual(names);
  });
});

test('a symbol says in which delivery it is, and where', () => {
  expect(workspaceSymbolsOf('VZ-123', deliveries, OPTIONS)).toEqual([
    {
      name: 'VZ-123 · Jobcoach · 20250301 → loopt',
      kind: 24,
      containerName: 'Utrecht (0344) · april 2025',
      location: { uri: 'file:///b.srg.xml', range: expect.objectContaining({ start: { line: 3, character: 0 } }) },
    },
  ]);
});

test('a record that is typed halfway is found as well, in its place', () => {
  const records = ['VZ-1', 'VZ-12', 'VZ-123'].map((nummer) => record({ nummer }));
  const analysis = analyse(delivery(records).replace('</TypeVoorziening>', ''));
  const names = workspaceSymbolsOf('vz-1', [{ uri: 'file:///x', analysis }], OPTIONS).map(
    ({ name }) => name.split(' ')[0],
  );
  expect(names).toEqual(['VZ-1', 'VZ-12', 'VZ-123']);
});

test('no more than 200', () => {
  const analysis = analyse(delivery(Array.from({ length: 300 }, (_, i) => record({ nummer: `VZ-${i}` }))));
  const symbols = workspaceSymbolsOf('vz', [{ uri: 'file:///x', analysis }, ...deliveries], OPTIONS);
  expect(symbols).toHaveLength(200);
});
