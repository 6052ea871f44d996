/** Something outside did not answer in time. */
export class ImpatienceError extends Error {
  override readonly name = 'ImpatienceError';
}

/**
 * Waits for work no longer than so many milliseconds: a share that is gone answers neither yes nor no.
 * @throws ImpatienceError where it takes longer; what comes of it then is the caller's to take up
 */
export async function withPatience<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ImpatienceError()), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
