import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';

/** Work gives way to requests after this many milliseconds. */
const SLICE = 40;

/**
 * Does work that stops between its steps so that it doesn't hold up other requests.
 * @param goesOn false when the answer is no longer of use
 * @returns what the work gives; undefined where it was given up
 */
export async function inSlices<T>(steps: Generator<void, T>, goesOn: () => boolean): Promise<T | undefined> {
  for (;;) {
    const end = performance.now() + SLICE;
    while (performance.now() < end) {
      const step = steps.next();
      if (step.done) return step.value;
    }
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (!goesOn()) return undefined;
  }
}

/**
 * Does the work of an analysis that no open document has, without holding up requests.
 * @param goesOn false when it is no longer of use: the rest is left
 */
export async function analyseInSlices(analysis: DeliveryAnalysis, goesOn = () => true): Promise<void> {
  for (;;) {
    const end = performance.now() + SLICE;
    if (analysis.run(() => performance.now() > end)) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (!goesOn()) return;
  }
}
