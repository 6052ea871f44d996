import { describe, expect, test } from 'vitest';
import { notCheckedIn } from '../../../server/src/engine/analysis/not-checked.ts';
import { attributeDelivery, attributePack } from '../../support/attribute-pack.ts';
import { type AnalyseOptions, analyse, delivery, record } from '../../support/delivery.ts';

const PREVIOUS = delivery([], { verslagmaand: '2025-02' });

/** The codes by the reason why they were not checked. */
function left(text: string, options: AnalyseOptions = {}): Record<string, string[]> {
  const byReason: Record<string, string[]> = {};
  for (const { code, reason } of notCheckedIn(analyse(text, options))) {
    byReason[reason] = [...(byReason[reason] ?? []), code.slice(4)];
  }
  return byReason;
}

describe('beside the verdict stands what was not judged', () => {
  test('nothing, where all was', () => {
    expect(left(delivery(record()), { previous: PREVIOUS })).toEqual({});
  });

  test('what goes by last month, where there is no such delivery', () => {
    expect(left(delivery(record()))).toEqual({ previous: ['I104'] });
  });

  test('what the user switched off', () => {
    const rules = { 'SRG-T002': 'off', 'SRG-I105': 'off', 'SRG-I106': 'error' } as const;
    expect(left(delivery(record()), { previous: PREVIOUS, rules })).toEqual({ setting: ['T002', 'I105'] });
  });

  test('what the pack has no place for', () => {
    const { pack = [] } = left(attributeDelivery(''), { packs: [attributePack] });
    expect(pack).toEqual(expect.arrayContaining(['T003', 'I102']));
    expect(pack).not.toContain('I101');
  });

  test('nearly all, where no pack is known', () => {
    const { format } = left('<SRG/>');
    expect(format).toContain('T001');
    expect(format).toContain('I101');
    expect(format).not.toContain('T005');
    expect(format).not.toContain('S001');
  });
});
