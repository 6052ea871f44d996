/**
 * For what a client is asked and nobody waits for. One that refuses goes without, and Node would end the server for a
 * rejection that nobody took.
 */
export function fireAndForget(asked: Promise<unknown>): void {
  asked.catch(() => undefined);
}
