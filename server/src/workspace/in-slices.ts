import type { Pause } from '../syntax/document-scanner.ts';

/** Work gives way to requests after this many milliseconds. */
const SLICE = 40;

/**
 * Does work that stops when it is told to, so that it doesn't hold up requests.
 * @param run works on until `pause` says so; true when all is done
 * @param goesOn false when it is no longer of use: the rest is left
 * @returns whether all was done
 */
export async function runInSlices(run: (pause: Pause) => boolean, goesOn = () => true): Promise<boolean> {
  for (;;) {
    const end = performance.now() + SLICE;
    if (run(() => performance.now() > end)) return true;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (!goesOn()) return false;
  }
}

/**
 * The same for work in steps.
 * @returns what the work gives; undefined where it was given up
 */
export async function inSlices<T>(steps: Generator<void, T>, goesOn: () => boolean): Promise<T | undefined> {
  let step = steps.next();
  const run = (pause: Pause) => {
    while (!step.done && !pause()) step = steps.next();
    return step.done === true;
  };
  await runInSlices(run, goesOn);
  return step.done ? step.value : undefined;
}
