import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PreviousDelivery } from '../../../server/src/engine/delivery/previous-delivery.ts';
import { PreviousLookup } from '../../../server/src/session/documents/previous-lookup.ts';
import { SchemaFileLookup } from '../../../server/src/session/documents/schema-file-lookup.ts';
import { analyse, delivery } from '../../support/delivery.ts';

const URI = 'file:///levering.srg.xml';
const LAST = { files: [] } as unknown as PreviousDelivery;
const never = new Promise<void>(() => undefined);
const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 10));

/** An analysis that keeps what it is given. */
function analysisOf(text: string, more: object = {}) {
  const analysis = Object.create(analyse(text), {
    wantsPrevious: { value: true },
    previous: { value: undefined, writable: true },
  });
  analysis.setPrevious = (previous: PreviousDelivery) => (analysis.previous = previous);
  return Object.assign(analysis, more);
}

describe('last month’s delivery', () => {
  let come: (previous: PreviousDelivery | undefined) => void;
  let asked: number;
  let lookup: PreviousLookup;
  let late: number;

  beforeEach(() => {
    vi.useFakeTimers();
    [asked, late] = [0, 0];
    const find = () => {
      asked++;
      return new Promise<PreviousDelivery | undefined>((resolve) => (come = resolve));
    };
    lookup = new PreviousLookup({ uri: URI }, find, () => undefined);
    lookup.onDidFindLate(() => late++);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is looked for once for a header, and handed over', async () => {
    const analysis = analysisOf(delivery());
    expect(lookup.isSettled).toBe(false);
    lookup.follow(analysis);
    lookup.follow(analysis);
    expect([asked, lookup.isRunning, lookup.isSettled]).toEqual([1, true, false]);
    come(LAST);
    await lookup.wait(never);
    expect([analysis.previous, lookup.changes, lookup.isRunning, lookup.isSettled]).toEqual([LAST, 1, false, true]);
    expect(late).toBe(0);
  });

  test('is looked for again for another header, and when it may be another one', async () => {
    const analysis = analysisOf(delivery());
    lookup.follow(analysis);
    lookup.follow(analysisOf(delivery([], { verslagmaand: '2025-04' })));
    expect(asked).toBe(2);
    lookup.invalidate();
    expect(lookup.isSettled).toBe(false);
    lookup.follow(analysisOf(delivery([], { verslagmaand: '2025-04' })));
    expect(asked).toBe(3);
  });

  test('is waited for no longer than some seconds, and taken when it comes', async () => {
    const analysis = analysisOf(delivery());
    vi.advanceTimersByTime(60_000);
    lookup.follow(analysis);
    vi.advanceTimersByTime(5_000);
    await lookup.wait(Promise.resolve());
    expect(lookup.isRunning).toBe(true);
    vi.advanceTimersByTime(1);
    await lookup.wait(Promise.resolve());
    expect([lookup.isRunning, lookup.isSettled, lookup.changes]).toEqual([false, true, 0]);
    come(LAST);
    await vi.advanceTimersByTimeAsync(0);
    expect([analysis.previous, lookup.changes, late]).toEqual([LAST, 1, 1]);
  });

  test('that is found for an analysis that is no more is left', async () => {
    const analysis = analysisOf(delivery());
    lookup.follow(analysis);
    lookup.reset();
    come(LAST);
    await vi.advanceTimersByTimeAsync(0);
    expect([analysis.previous, lookup.changes, lookup.isSettled]).toEqual([undefined, 0, false]);
  });
});

describe('the files that a document names as its schema', () => {
  let asked: (readonly string[])[];
  let found: number;
  const lookupOf = (find: () => Promise<ReadonlySet<string>>) => {
    [asked, found] = [[], 0];
    const lookup = new SchemaFileLookup(URI, (_uri, files) => {
      asked.push(files);
      return find();
    });
    lookup.onDidFind(() => found++);
    return lookup;
  };
  const naming = (schemaFiles: string[], isDone = false) => {
    const missing: string[][] = [];
    const more = {
      schemaFiles,
      missing,
      done: isDone,
      setMissingFiles: (files: Set<string>) => missing.push([...files]),
    };
    return more as typeof more & Parameters<SchemaFileLookup['follow']>[0];
  };

  test('are looked for when they are others, or the analysis is', async () => {
    const lookup = lookupOf(async () => new Set(['a.xsd']));
    const [first, second] = [naming(['a.xsd']), naming(['a.xsd'])];
    lookup.follow(first);
    lookup.follow(first);
    await soon();
    lookup.follow(second);
    await soon();
    expect([asked, first.missing, second.missing]).toEqual([[['a.xsd'], ['a.xsd']], [['a.xsd']], [['a.xsd']]]);
    expect([found, lookup.changes]).toEqual([2, 2]);
    lookup.follow(naming([]));
    lookup.follow(naming([]));
    expect(asked).toHaveLength(3);
  });

  test('that can’t be looked for are not missing, and what changes nothing is not told', async () => {
    const lookup = lookupOf(() => Promise.reject(new Error('x')));
    const analysis = naming(['a.xsd'], true);
    lookup.follow(analysis);
    await soon();
    expect([analysis.missing, found, lookup.changes]).toEqual([[[]], 0, 0]);
  });

  test('of an analysis that is no more are left', async () => {
    const lookup = lookupOf(async () => new Set(['a.xsd']));
    const [first, second] = [naming(['a.xsd']), naming(['b.xsd'])];
    lookup.follow(first);
    lookup.follow(second);
    await soon();
    expect([first.missing, second.missing]).toEqual([[], [['a.xsd']]]);
  });
});
