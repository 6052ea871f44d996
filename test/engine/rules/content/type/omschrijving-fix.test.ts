import { expect, test } from 'vitest';
import { locateFindings } from '../../../../../server/src/engine/analysis/located-findings.ts';
import { analyse, delivery, record } from '../../../../support/delivery.ts';
import { apply } from '../../check-fixes.ts';

const offered = (text: string, code: string) => {
  const analysis = analyse(text);
  const { finding } = locateFindings(analysis).find((located) => located.finding.code === code)!;
  return analysis.fixesOf(finding);
};

test('an omschrijving is put there to be filled in: nobody else knows what was done', () => {
  const text = delivery(record({ type: '29', nummer: 'A' }));
  const [fix, ...others] = offered(text, 'SRG-I118');
  expect(others).toEqual([]);
  const analysis = analyse(text);
  const after = apply(text, fix!.edits, (owner) => analysis.startOf(owner));
  expect(after).toContain('</TypeVoorziening><OmschrijvingTypeVoorziening/><BegindatumVoorziening>');
  expect(offered(after, 'SRG-I118')).toEqual([]);
});
