import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isWithin, ProgressReporter } from '../../../server/src/session/diagnostics/progress-reporter.ts';

type Followed = Parameters<ProgressReporter['follow']>[0];

let said: unknown[];
let halt: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
});
afterEach(() => {
  vi.useRealTimers();
});

function reporter(showsProgress = true): ProgressReporter {
  const progress = {
    begin: (...given: unknown[]) => said.push(['begin', ...given]),
    report: (percent: number) => said.push(percent),
    done: () => said.push('done'),
    token: { onCancellationRequested: (then: () => void) => (halt = then) },
  };
  const connection = { window: { createWorkDoneProgress: async () => progress } };
  const configuration = { of: async () => ({ language: 'nl' }) };
  return new ProgressReporter(connection as never, { showsProgress } as never, configuration as never);
}

/** A document that is known after so many milliseconds. */
function document(milliseconds: number, awaitsPrevious = false) {
  return {
    uri: 'file:///map/levering.srg.xml',
    awaitsPrevious,
    analysed: () => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
    halt: () => said.push('halt'),
    onProgress: (then: (fraction: number) => void) => {
      then(0.256);
      return () => said.push('stop');
    },
  } as unknown as Followed;
}

test('long work is shown from none to all of it, and can be called off', async () => {
  const following = reporter().follow(document(1_000));
  await vi.advanceTimersByTimeAsync(500);
  expect(said).toEqual([['begin', expect.stringContaining('levering.srg.xml'), 0, undefined, true], 25]);
  halt();
  await vi.advanceTimersByTimeAsync(500);
  await following;
  expect(said.slice(2)).toEqual(['halt', 'stop', 'done']);
});

test('a document that is followed twice is shown once', async () => {
  const [shows, one] = [reporter(), document(1_000)];
  const following = [shows.follow(one), shows.follow(one)];
  await vi.advanceTimersByTimeAsync(1_000);
  await Promise.all(following);
  expect(said.filter((each) => each === 'done')).toEqual(['done']);
  const again = shows.follow(one);
  await vi.advanceTimersByTimeAsync(1_000);
  await again;
  expect(said.filter((each) => each === 'done')).toEqual(['done', 'done']);
});

test.each<[what: string, shows: boolean, milliseconds: number, awaitsPrevious: boolean]>([
  ['short work', true, 100, false],
  ['work for a client that shows none', false, 1_000, false],
  ['work on what waits for last month', true, 1_000, true],
])('%s is not shown', async (_what, shows, milliseconds, awaitsPrevious) => {
  const following = reporter(shows).follow(document(milliseconds, awaitsPrevious));
  await vi.advanceTimersByTimeAsync(milliseconds);
  await following;
  expect(said).toEqual([]);
});

test('whether work is done in time; where it fails, that is told', async () => {
  const within = isWithin(100, new Promise((resolve) => setTimeout(resolve, 99)));
  const late = isWithin(100, new Promise((resolve) => setTimeout(resolve, 101)));
  await vi.advanceTimersByTimeAsync(101);
  expect([await within, await late]).toEqual([true, false]);
  await expect(isWithin(100, Promise.reject(new Error('x')))).rejects.toThrow('x');
  expect(vi.getTimerCount()).toBe(0);
});
