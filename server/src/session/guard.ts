/** Runs a handler; one that fails is logged by `what`, and `fallback` is the answer. */
export type Guard = <T>(what: string, fallback: T, handler: () => Promise<T>) => Promise<T>;

/** So many places in the code are logged of a failure. */
const MOST_PLACES = 8;

/**
 * A bug in a handler ends here: it is logged by the name of the error and its places in the code. Its text is not: that
 * may hold a text of the file.
 */
export function guardWith(log: (text: string) => void): Guard {
  return async (what, fallback, handler) => {
    try {
      return await handler();
    } catch (error) {
      const places = (error as Error).stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
      log([`${what}: ${(error as Error).name}`, ...places.slice(0, MOST_PLACES)].join('\n'));
      return fallback;
    }
  };
}
