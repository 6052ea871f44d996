/** Runs a handler; one that fails is logged by `what`, and `fallback` is the answer. */
export type Guard = <T>(what: string, fallback: T, handler: () => Promise<T>) => Promise<T>;

/** So many places in the code are logged of a failure. */
const MOST_PLACES = 8;

/**
 * A bug in a handler ends here: it is logged by the name of the error and its places in the code. Its text is not: that
 * may hold a text of the file.
 */
export function guardWith(log: (text: string) => unknown): Guard {
  /** What has been logged already: one failure may come to many handlers. */
  const logged = new WeakSet<object>();
  return async (what, fallback, handler) => {
    try {
      return await handler();
    } catch (error) {
      if (error instanceof Error) {
        if (logged.has(error)) return fallback;
        logged.add(error);
      }
      log(failureIn(what, error));
      return fallback;
    }
  };
}

/** What may be told of a failure: the name of the error and its places in the code. */
export function failureIn(what: string, error: unknown): string {
  return [`${what}: ${nameOf(error)}`, ...placesOf(error)].join('\n');
}

function nameOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  return /^[A-Za-z]+$/.test(name) ? name : 'Error';
}

/** A stack begins with the text of its error, which may have lines that look like places. */
function placesOf(error: unknown): string[] {
  if (!(error instanceof Error) || error.stack === undefined) return [];
  const { message, stack } = error;
  const end = stack.indexOf(message) + message.length;
  const lines = stack.slice(end).split('\n');
  return lines.filter((line) => /^ +at /.test(line)).slice(0, MOST_PLACES);
}
