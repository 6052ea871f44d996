import { expect, test } from 'vitest';
import { analyse, BSN, delivery, findingsOf, record } from '../../../support/delivery.ts';

/** Nine digits that fail the 11-proof. */
const BAD = '950204868';

/** A tag has no more attributes than these. */
const IN_ONE = 1_000;
const TAGS = ['Voorziening', 'Persoon', 'Burgerservicenummer', 'RegistratienummerVoorziening', 'TypeVoorziening'];

function codesWith(attributes: number): Record<string, number> {
  let faulty = record({ bsn: BAD, nummer: 'A' });
  for (let from = 0; from < attributes; from += IN_ONE) {
    const length = Math.min(IN_ONE, attributes - from);
    const many = Array.from({ length }, (_, i) => `a${i}="1"`).join(' ');
    faulty = faulty.replace(`<${TAGS[from / IN_ONE]}>`, (tag) => tag.replace('>', () => ` ${many}>`));
  }
  const text = delivery([faulty, record({ bsn: BSN[1], nummer: 'B' })]);
  const counts: Record<string, number> = {};
  for (const { code } of findingsOf(analyse(text))) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

test('of one record so many mistakes are told, and behind more of them no rule goes by its values', () => {
  expect(codesWith(1_999)).toEqual({ 'SRG-T002': 1_999, 'SRG-I107': 1 });
  expect(codesWith(5_000)).toEqual({ 'SRG-T002': 2_000 });
});
