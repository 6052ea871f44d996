import { expect, test } from 'vitest';
import { atOnce } from '../../../server/src/engine/text/time-sliced.ts';
import { quickFixesAt } from '../../../server/src/features/actions/code-actions.ts';
import { ACTION_OPTIONS } from '../../support/clients/code-action-options.ts';
import { analyse, delivery, record } from '../../support/delivery.ts';

test.each([
  [1, 1],
  [20, 20],
  [100, 20],
])('of a selection over %i findings the fixes of the first %i are offered', (count, offered) => {
  // Each date is in another notation, for which there is one sure fix.
  const records = Array.from({ length: count }, (_, i) => record({ nummer: `N-${i}`, start: '2025-03-01' }));
  const analysis = analyse(delivery(records), { rules: { 'SRG-I108': 'off', 'SRG-I119': 'off' } });
  const steps = quickFixesAt(analysis, { start: 0, end: analysis.source.length }, ACTION_OPTIONS);
  const lines = atOnce(steps).map(({ diagnostics }) => diagnostics![0]!.range.start.line);
  expect([...new Set(lines)]).toEqual(Array.from({ length: offered }, (_, i) => i + 3));
});

test('others have their turn between two findings', () => {
  const analysis = analyse(delivery([record({ start: '2025-03-01' }), record({ start: '1-3-2025' })]));
  const steps = quickFixesAt(analysis, { start: 0, end: analysis.source.length }, ACTION_OPTIONS);
  let yields = 0;
  while (!steps.next().done) yields++;
  expect(yields).toBeGreaterThanOrEqual(2);
});
