/** Runs a handler; one that fails is logged by `what`, and `fallback` is the answer. */
export type Guard = <T>(what: string, fallback: T, handler: () => Promise<T>) => Promise<T>;
