import fc from 'fast-check';
import { expect, test } from 'vitest';
import { samePlace } from '../../../client/src/one-line/same-place.ts';
import { applyEdits } from '../../../server/src/engine/text/text-range.ts';
import { formatNow } from '../../../server/src/features/formatting/formatting.ts';
import { analyse, delivery, record } from '../../support/delivery.ts';
import { holds } from '../../support/property.ts';

test('a place of a delivery is found again in its readable copy, and the other way round', () => {
  const text = delivery([record(), record()]).replace(/>\s+</g, '><');
  const copy = applyEdits(text, formatNow(analyse(text), { kind: 'lines', indent: '  ' }));
  expect(copy.split('\n').length).toBeGreaterThan(20);
  holds(
    fc.property(fc.nat(text.length - 1), (offset) => {
      const there = samePlace(text, offset, copy);
      if (!' \n'.includes(text[offset]!)) expect(copy[there]).toBe(text[offset]);
      expect(samePlace(copy, there, text)).toBeGreaterThanOrEqual(offset);
      expect(samePlace(copy, there, text) - offset).toBeLessThan(2);
    }),
    500,
  );
  expect(samePlace(text, text.length, copy)).toBe(copy.length);
});
