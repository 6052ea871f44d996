/** Asked by work in slices whether to stop for now: `true` gives way to requests. */
export type ShouldYield = () => boolean;

/** What work gives that has stopped because it was told to. */
export const YIELDED = 'yielded';
export type Yielded = typeof YIELDED;

/** Work in steps, between any two of which it may be stopped for now. */
export type Steps<T> = Generator<void, T, void>;

/** Work gives way to requests after this many milliseconds. */
export const SLICE_MS = 20;

/** Those who wait to go on with their work, in the order in which they do. */
const waiting: (() => void)[] = [];

/**
 * Resolves when it is one's turn to do a slice of work. However many have work to do, what has come in is answered
 * between two slices.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setTimeout(giveTurn, 0);
  });
}

/** The timer of the one behind runs when the slice of this one is done. */
function giveTurn(): void {
  const begin = waiting.shift()!;
  if (waiting.length > 0) setTimeout(giveTurn, 0);
  begin();
}

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
    await nextTurn();
    if (!goesOn()) return false;
  }
}

/**
 * The same for work in steps.
 * @returns what the work gives; undefined where it was given up
 */
export async function timeSliced<T>(steps: Steps<T>, goesOn: () => boolean): Promise<T | undefined> {
  let step = steps.next();
  const run = (shouldYield: ShouldYield) => {
    while (!step.done && !shouldYield()) step = steps.next();
    return step.done === true;
  };
  await runTimeSliced(run, goesOn);
  return step.done ? step.value : undefined;
}

/** Work that yields when it is told to, as steps. */
export function* stepwise<T>(run: (shouldYield: ShouldYield) => T | Yielded): Steps<T> {
  for (;;) {
    const done = run(() => true);
    if (done !== YIELDED) return done;
    yield;
  }
}

/** Does work in steps without a stop. */
export function atOnce<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
