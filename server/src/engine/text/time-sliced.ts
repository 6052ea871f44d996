/** Asked by work in slices whether to stop for now: `true` gives way to requests. */
export type ShouldYield = () => boolean;

/** What work gives that has stopped because it was told to. */
export const YIELDED = 'yielded';
export type Yielded = typeof YIELDED;

/** Work gives way to requests after this many milliseconds. */
const SLICE_MS = 40;

/**
 * Does work that stops when it is told to, so that it doesn't hold up requests.
 * @param run works on until `shouldYield` says so; true when all is done
 * @param goesOn false when it is no longer of use: the rest is left
 * @returns whether all was done
 */
export async function runTimeSliced(run: (shouldYield: ShouldYield) => boolean, goesOn = () => true): Promise<boolean> {
  for (;;) {
    const end = performance.now() + SLICE_MS;
    if (run(() => performance.now() > end)) return true;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (!goesOn()) return false;
  }
}

/**
 * The same for work in steps.
 * @returns what the work gives; undefined where it was given up
 */
export async function timeSliced<T>(steps: Generator<void, T>, goesOn: () => boolean): Promise<T | undefined> {
  let step = steps.next();
  const run = (shouldYield: ShouldYield) => {
    while (!step.done && !shouldYield()) step = steps.next();
    return step.done === true;
  };
  await runTimeSliced(run, goesOn);
  return step.done ? step.value : undefined;
}

/** Does work in steps without a stop. */
export function atOnce<T>(steps: Generator<void, T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
