import { type Input, InputError } from '../files/input.ts';
import type { Progress } from '../run/progress.ts';
import type { CheckThreads } from '../threads/check-threads.ts';
import { FileChecker, type Result } from './check-file.ts';
import type { CheckOptions } from './check-options.ts';

export interface RunOptions extends CheckOptions {
  /** A file could not be judged. */
  failed(path: string, error: unknown): void;
  readonly progress?: Progress | undefined;
  /** Judge the files; undefined where they are judged here, one after the other. */
  readonly threads?: CheckThreads | undefined;
}

/**
 * Checks files, and tells of them in their order. What goes wrong with one of them keeps none of the others.
 * @param inputs as `expandInputs` gives them
 * @returns the exit status: 0 nothing at or above `failOn`; 1 findings, or a file that would be rejected; 2 a file that
 *   can't be read or is no delivery, or one that was named and can't be judged while none would be rejected
 */
export async function checkFiles(inputs: readonly (Input | InputError)[], options: RunOptions): Promise<0 | 1 | 2> {
  const here = new FileChecker(inputs, options);
  try {
    return await checkEach(inputs, here, options);
  } finally {
    await Promise.all([here.end(), options.threads?.end()]);
  }
}

async function checkEach(
  inputs: readonly (Input | InputError)[],
  here: FileChecker,
  options: RunOptions,
): Promise<0 | 1 | 2> {
  const results = new Set<Result>();
  const { threads, progress } = options;
  const passedOver: string[] = [];
  const empty = new Set(inputs.flatMap((input) => (input instanceof InputError ? [] : input.foundBy)));
  for (const [n, input] of inputs.entries()) {
    if (input instanceof InputError) {
      options.complain(input.path, input.reason);
      results.add('unreadable');
      await progress?.finished(n);
      continue;
    }
    let found: readonly Result[];
    try {
      found = await (threads ? threads.told(n, options) : here.check(input, progress?.of(n)));
    } catch (error) {
      options.failed(input.path, error);
      found = ['unreadable'];
    }
    if (!threads) await progress?.finished(n);
    if (found.includes('passedOver')) passedOver.push(input.path);
    else for (const folder of input.foundBy) empty.delete(folder);
    for (const result of found) results.add(result);
  }
  progress?.end();
  for (const folder of empty) {
    options.complain(folder, 'noDeliveries');
    results.add('unreadable');
  }
  await options.reporter.end(passedOver);
  if (results.has('unreadable') || (results.has('notJudged') && !results.has('rejected'))) return 2;
  return results.has('failed') ? 1 : 0;
}
