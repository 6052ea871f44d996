import { expect, test } from 'vitest';
import { FirstFixes, MOST_WITH_FIXES } from '../../../../server/src/engine/analysis/fixes/first-fixes.ts';
import { analyse, delivery, packs, record } from '../../../support/delivery.ts';

test('the first findings of each kind have fixes, and no work is done for the others', () => {
  const analysis = analyse(delivery([record().replace('</Persoon>', '<X/></Persoon>'), record({ start: '1-3-2025' })]));
  const [unexpected, invalid] = [...analysis.findings()];
  let asked = 0;
  const counting = Object.assign(Object.create(analysis), {
    fixesOf: (finding: typeof unexpected & object) => {
      asked++;
      return analysis.fixesOf(finding);
    },
  });
  const first = new FirstFixes(counting, packs[0]);
  for (let n = 0; n < MOST_WITH_FIXES; n++) expect(first.of(unexpected!)).not.toEqual([]);
  expect([first.of(unexpected!), first.of(unexpected!)]).toEqual([[], []]);
  expect(asked).toBe(MOST_WITH_FIXES);
  expect(first.of(invalid!)).toEqual(analysis.fixesOf(invalid!));
  expect(asked).toBe(MOST_WITH_FIXES + 1);
});
