import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CountedNumbers, NumberSet, Numbers } from '../../../../server/src/engine/analysis/paged/numbers.ts';
import { holds } from '../../../support/property.ts';

const rising = fc.array(fc.constantFrom(1, 1, 1, 1, 0, 2, 7), { maxLength: 60 }).map((steps) => {
  let at = -1;
  return steps.map((step) => {
    at += step;
    return Math.max(0, at);
  });
});

test('numbers in order are found by their place and by what they are, whether each is kept or only where they jump', () => {
  const property = fc.property(rising, (expected) => {
    for (const numbers of [new Numbers(), new Numbers('places'), new CountedNumbers()]) {
      for (const number of expected) numbers.push(number);
      expect(numbers.length).toBe(expected.length);
      expect(expected.map((_, at) => numbers.at(at))).toEqual(expected);
      for (let number = 0; number <= (expected.at(-1) ?? 0) + 2; number++)
        expect(numbers.lastUpTo(number)).toBe(expected.findLastIndex((one) => one <= number));
    }
  });
  holds(property, 200);
});

test('more numbers than there was room for are as they were, up to the largest', () => {
  const numbers = new Numbers('places');
  for (let i = 0; i < 3_000; i++) numbers.push(4_294_967_295 - i);
  expect([numbers.length, numbers.at(0), numbers.at(2_999)]).toEqual([3_000, 4_294_967_295, 4_294_964_296]);
});

test('a set of numbers has those that were added', () => {
  const property = fc.property(fc.uniqueArray(fc.nat({ max: 5_000 })), (added) => {
    const set = new NumberSet();
    for (const number of added) set.add(number);
    for (const number of [-1, ...added.flatMap((one) => [one - 1, one, one + 1])])
      expect(set.has(number)).toBe(added.includes(number));
  });
  holds(property, 100);
});
