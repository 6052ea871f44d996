import { randomFrom } from '../../server/src/engine/generate/random.ts';
import { SEED } from '../support/property.ts';

/** How long `npm run fuzz` goes on, in minutes; 0 in a run of the tests. */
const MINUTES = Number(process.env.SRG_FUZZ_MINUTES ?? 0);

/** A round takes at most so many milliseconds. */
const LONGEST = 30_000;

/** Time for that, and for the last round. */
export const TIMEOUT = 60_000 + MINUTES * 90_000;

/**
 * Runs rounds, each from a seed of its own, which a failure tells: so many, or for a share of the time that is given.
 * @param share of the time
 */
export async function rounds(
  count: number,
  share: number,
  round: (random: () => number) => void | Promise<void>,
): Promise<number> {
  const until = performance.now() + MINUTES * 60_000 * share;
  let done = 0;
  for (; MINUTES > 0 ? performance.now() < until : done < count; done++) {
    const seed = (SEED + done) % 2 ** 31;
    try {
      await inTime(round(randomFrom(seed)));
    } catch (error) {
      console.error(`This round alone: SRG_SEED=${seed}`);
      throw error;
    }
  }
  return done;
}

/** A round that doesn't end is a failure, too, and the seed of the test alone doesn't tell which one it was. */
async function inTime(round: void | Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the round does not end')), LONGEST);
  });
  try {
    await Promise.race([round, late]);
  } finally {
    clearTimeout(timer);
  }
}
