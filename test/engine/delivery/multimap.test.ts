import { expect, test } from 'vitest';
import { Multimap } from '../../../server/src/engine/delivery/multimap.ts';

test('values stand in the order in which they came, and keys with more than so many go', () => {
  const map = new Multimap<string>();
  for (const [key, count] of [
    ['een', 1],
    ['twee', 2],
    ['drie', 3],
  ] as const)
    for (let n = 1; n <= count; n++) map.add(key, `${key} ${n}`);
  expect([...map.keys()].map((key) => map.get(key))).toEqual([
    ['een 1'],
    ['twee 1', 'twee 2'],
    ['drie 1', 'drie 2', 'drie 3'],
  ]);
  expect([map.get('vier'), map.has('vier'), map.size]).toEqual([[], false, 3]);
  map.deleteLongerThan(2);
  expect([...map.keys()]).toEqual(['een', 'twee']);
});
