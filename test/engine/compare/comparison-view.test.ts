import { describe, expect, test } from 'vitest';
import { compareDeliveries } from '../../../server/src/engine/compare/compare-deliveries.ts';
import { type SectionId, viewOf } from '../../../server/src/engine/compare/comparison-view.ts';
import { analyse, BSN, delivery, type RecordFields, record } from '../../support/delivery.ts';

const A: RecordFields = { bsn: BSN[0], nummer: 'A', start: '20250101' };
const MASKED = { language: 'nl', maskBsn: true } as const;

function viewed(old: readonly RecordFields[], now: readonly RecordFields[], options: Parameters<typeof viewOf>[1]) {
  const before = analyse(
    delivery(
      old.map((one) => record(one)),
      { verslagmaand: '2025-02' },
    ),
  );
  const after = analyse(delivery(now.map((one) => record(one))));
  return viewOf(compareDeliveries(before, after), options);
}

function sectionOf(view: ReturnType<typeof viewOf>, id: SectionId) {
  return view.sections.find((section) => section.id === id)!;
}

describe('values', () => {
  test.each<[name: string, old: RecordFields, now: RecordFields, change: [string, string, string]]>([
    [
      'a code with its label',
      A,
      { ...A, arbeidsvermogen: '20' },
      ['Arbeidsvermogen', '10 Onder WML', '20 WML, zelfstandig'],
    ],
    ['absent', A, { ...A, end: '20250601' }, ['EinddatumVoorziening', 'geen', '20250601']],
    ['invalid', A, { ...A, arbeidsvermogen: 'x' }, ['Arbeidsvermogen', '10 Onder WML', '‘x’ (ongeldig)']],
    ['empty', A, { ...A, arbeidsvermogen: '' }, ['Arbeidsvermogen', '10 Onder WML', 'leeg (ongeldig)']],
    [
      'a block',
      A,
      { ...A, rest: '<Loonkostensubsidie><Anders/></Loonkostensubsidie>' },
      ['Loonkostensubsidie', 'geen', 'aanwezig'],
    ],
    [
      'on one line, cut short, without signs for the terminal',
      A,
      { ...A, arbeidsvermogen: `1\n2\u009b31m${'3'.repeat(5)}${'x'.repeat(200)}` },
      ['Arbeidsvermogen', '10 Onder WML', `‘1 2\\u{9b}31m33333${'x'.repeat(103)}…’ (ongeldig)`],
    ],
  ])('%s', (_name, old, now, [field, before, after]) => {
    const section = sectionOf(viewed([old], [now], MASKED), 'changed');
    expect(section.rows[0]!.changes).toEqual([{ field, old: before, now: after }]);
  });
});

describe('BSNs', () => {
  test.each<[bsn: string, masked: string]>([
    [BSN[0], '*****4869'],
    ['95020486', '‘*****86’ (ongeldig)'],
    ['950.20.48.69', '‘*****8.69’ (ongeldig)'],
    ['950 204 869', '‘*****869’ (ongeldig)'],
    ['onbekend', '‘*****nd’ (ongeldig)'],
  ])('%s is shown as %s', (bsn, masked) => {
    const now = { ...A, bsn, nummer: 'N' };
    const id = bsn === BSN[0] ? 'added' : 'incomparable';
    expect(sectionOf(viewed([], [now], MASKED), id).rows[0]!.bsn).toBe(masked);
    const shown = sectionOf(viewed([], [now], { ...MASKED, maskBsn: false }), id).rows[0]!.bsn;
    expect(shown).toContain(bsn);
  });

  test('in another field', () => {
    const view = viewed([], [{ ...A, nummer: `NR-${BSN[0]}` }], MASKED);
    expect(sectionOf(view, 'added').rows[0]!.number).toBe('NR-*****4869');
  });
});

test('every list has a title and an explanation, in both languages', () => {
  for (const language of ['nl', 'en'] as const) {
    for (const { title, explanation } of viewed([], [], { ...MASKED, language }).sections) {
      expect(title).not.toContain('compare.');
      expect(explanation).toMatch(/^[A-Z]/);
      expect(explanation).not.toMatch(/[{}]|compare\./);
    }
  }
});

test.each([
  ['2025-02', '2025-03', 'Liep eind februari 2025 nog, maar staat niet in de nieuwe levering.'],
  [
    '2025-03',
    '2025-03',
    'Staat in de oude levering over maart 2025, maar niet in de nieuwe levering over dezelfde maand.',
  ],
  ['maart', '2025-03', 'Heeft in de oude levering geen einddatum, maar staat niet in de nieuwe.'],
])('what vanished, from %s to %s', (oldMonth, newMonth, explanation) => {
  const comparison = compareDeliveries(
    analyse(delivery([], { verslagmaand: oldMonth })),
    analyse(delivery([], { verslagmaand: newMonth })),
  );
  expect(sectionOf(viewOf(comparison, MASKED), 'vanished').explanation).toContain(explanation);
});
