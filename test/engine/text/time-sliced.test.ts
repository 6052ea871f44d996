import { expect, test } from 'vitest';
import { runTimeSliced } from '../../../server/src/engine/text/time-sliced.ts';

const MANY = 20;
const SLICES = 5;

test('however many have work to do, what has come in is answered between any two slices of it', async () => {
  const done: string[] = [];
  let isOver = false;
  const others = async () => {
    while (!isOver) {
      await new Promise((resolve) => setImmediate(resolve));
      done.push('other');
    }
  };
  const work = async () => {
    // The first slice comes at once, where the work is asked for.
    let slices = -1;
    await runTimeSliced(() => {
      if (++slices > 0) done.push('slice');
      return slices === SLICES;
    });
  };
  const answered = others();
  await Promise.all(Array.from({ length: MANY }, work));
  isOver = true;
  await answered;
  expect(done.filter((one) => one === 'slice')).toHaveLength(MANY * SLICES);
  expect(done.join(' ')).not.toContain('slice slice');
});
