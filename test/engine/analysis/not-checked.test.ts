import { describe, expect, test } from 'vitest';
import { notCheckedIn, notCheckedMessages, offByPack } from '../../../server/src/engine/analysis/not-checked.ts';
import type { Verdict } from '../../../server/src/engine/analysis/tally.ts';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import { loadPack, type Pack } from '../../../server/src/engine/packs/load-pack.ts';
import { RULES } from '../../../server/src/engine/rules/registry.ts';
import { attributeDelivery, attributePack } from '../../support/attribute-pack.ts';
import { type AnalyseOptions, analyse, delivery, packs, record } from '../../support/delivery.ts';
import { readSmall, smallFiles } from '../../support/packs/small-pack.ts';

const PREVIOUS = delivery([], { verslagmaand: '2025-02' });
/** All that the user can give to go by. */
const WHOLE: AnalyseOptions = { previous: PREVIOUS, berichtgevers: ['0363'] };

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
    expect(left(delivery(record()), WHOLE)).toEqual({});
  });

  test('what goes by last month, where there is no such delivery', () => {
    expect(left(delivery(record()), { berichtgevers: ['0363'] })).toEqual({ previous: ['I104'] });
  });

  test('what goes by the berichtgevercode that is expected, where none was given', () => {
    expect(left(delivery(record()), { previous: PREVIOUS })).toEqual({ expected: ['T003'] });
  });

  test('what goes by the verslagmaand, where that can’t be read', () => {
    const text = delivery(record(), { verslagmaand: '2025-13' });
    expect(left(text, WHOLE)).toEqual({ month: ['I104', 'I106', 'I114'] });
  });

  test('what the user switched off', () => {
    const rules = { 'SRG-T002': 'off', 'SRG-I105': 'off', 'SRG-I106': 'error' } as const;
    expect(left(delivery(record()), { ...WHOLE, rules })).toEqual({ setting: ['T002', 'I105'] });
  });

  test('what the pack has no place for', () => {
    const { pack = [] } = left(attributeDelivery(''), { packs: [attributePack] });
    expect(pack).toEqual(expect.arrayContaining(['T003', 'I102']));
    expect(pack).not.toContain('I101');
  });

  test('what the pack lacks a list or a meaning for', () => {
    const [pack] = packs;
    const manifest = { ...pack!.manifest, meanings: {}, unique: [], likelyDuplicate: [] };
    const bare: Pack = Object.assign(Object.create(pack!), { combinations: [], manifest });
    const byMeaning = ['T004', 'I102', 'I103', 'I105', 'I110', 'I113', 'I115', 'I116', 'I117', 'I119'];
    expect(left(delivery(record()), { ...WHOLE, packs: [bare] }).pack?.sort()).toEqual(byMeaning.sort());
  });

  test('nearly all, where no pack is known', () => {
    const { format } = left('<SRG/>');
    expect(format).toContain('T001');
    expect(format).toContain('I101');
    expect(format).not.toContain('T005');
    expect(format).not.toContain('S001');
  });
});

test('each reason is told once, with all of its rules and what they miss', () => {
  const words = notCheckedMessages([
    { code: 'SRG-I102', reason: 'pack', missing: ['arbeidsvermogen'] },
    { code: 'SRG-I103', reason: 'pack' },
    { code: 'SRG-I101', reason: 'setting' },
    { code: 'SRG-I105', reason: 'pack' },
    { code: 'SRG-I108', reason: 'pack', missing: ['arbeidsvermogen'] },
  ]).map((message) => formatMessage(message, { language: 'nl', maskBsn: true }));
  expect(words).toEqual([
    'SRG-I102, SRG-I108 (het schemapakket heeft geen plaats voor arbeidsvermogen)',
    'SRG-I103, SRG-I105 (het schemapakket noemt de codes, betekenis of sleutel ervoor niet)',
    'SRG-I101 (uitgezet)',
  ]);
});

test('the rules that are off in a pack: those without a place, and those without codes', async () => {
  expect(offByPack(packs[0]!)).toEqual([]);
  const off = offByPack(await loadPack('klein', readSmall(smallFiles())));
  const missing = new Map(off.map((one) => [one.rule.code, one.missing]));
  expect(missing.get('SRG-I102')).toEqual(['arbeidsvermogen']);
  // It has no code that is a participatieplaats.
  expect(missing.get('SRG-I115')).toEqual([]);
  expect(missing.has('SRG-I101')).toBe(false);
  expect(missing.has('SRG-T003')).toBe(false);
});

describe('a rule that is off makes no better headline', () => {
  const A = record({ nummer: 'A' });
  /** What each rule that can have a file rejected finds alone. */
  const FOUND: Readonly<Record<string, string>> = {
    'SRG-T001': delivery(record({ nummer: '&' })),
    'SRG-T002': delivery(record({ type: '99' })),
    'SRG-T003': delivery(A, { berichtgever: '0599' }),
    'SRG-T004': delivery([A, A.replace('<Voorziening>', '<Voorziening><!-- anders -->')]),
    'SRG-T005': '<SRG/>',
    'SRG-T006': delivery(record({ rest: '<!-- \ufffd -->' })),
  };
  const rejecting = RULES.filter(({ consequence }) => consequence === 'afkeur' || consequence === 'niet-te-beoordelen');
  const verdictWith = (text: string, rules: AnalyseOptions['rules']): Verdict =>
    analyse(text, { berichtgevers: ['0363'], rules: { 'SRG-I119': 'off', ...rules } }).tally.verdict;

  test.each(rejecting.map(({ code }) => code))('%s', (code) => {
    const text = FOUND[code]!;
    expect(verdictWith(text, {})).not.toBe('goedgekeurd');
    expect(verdictWith(text, { [code]: 'off' })).toBe('niet-te-beoordelen');
    expect(verdictWith(text, Object.fromEntries(rejecting.map((rule) => [rule.code, 'off'])))).toBe(
      'niet-te-beoordelen',
    );
    // Where it finds nothing, it changes nothing.
    expect(verdictWith(delivery(A), { [code]: 'off' })).toBe('goedgekeurd');
    expect([...analyse(text, { rules: { [code]: 'off' } }).findings()].map((one) => one.code)).not.toContain(code);
  });
});
