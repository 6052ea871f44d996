import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { marksOf } from './marks.ts';
import type { Mutant } from './mutants.ts';
import type { Insertion } from './plugin.ts';

/** A change, and the files of tests that might see it: first those that are likely to. */
export interface Candidate {
  readonly mutant: Mutant;
  readonly tests: readonly string[];
}

/** A change, or none, and the files of tests that are run on it, stage after stage, until some fail. */
interface Trial {
  readonly mutant?: Mutant;
  readonly stages: readonly (readonly string[])[];
}

/** Whether some test failed, none did, or the change itself makes the tests never end, or end their process. */
export type Result = 'killed' | 'survives' | 'stops';

interface Reached {
  readonly byTests: readonly number[];
  readonly onLoading: readonly number[];
}

interface Outcome {
  readonly result: Result;
  /** That it took, in ms. */
  readonly cpu: number;
  /** Of each file of tests, in ms. */
  readonly times: Readonly<Record<string, number>>;
  /** By each file of tests: numbers of marked places. */
  readonly reached: Readonly<Record<string, Reached>>;
  /** Files of tests of the last stage. */
  readonly failed: readonly string[];
}

/** The CPU that each file of tests takes without a change, in ms. */
type Costs = Readonly<Record<string, number>>;

type Marks = Readonly<Record<string, readonly Insertion[]>>;

/** What tests cost, which limits how long they may take; or places, of which they are to tell that they get there. */
type Given = { readonly costs: Costs } | { readonly marks: Marks };

/** The CPU of the first stage, since each stage costs the start of a worker. */
const QUICK_MS = 2_000;
/** Tests that have told nothing for so long never end, whatever else the machine does. */
const LONGEST_MS = 1_800_000;

/**
 * Tries changes one after the other, all in one process as long as each ends: gives the result of each, in their order.
 * Only files of tests that get to the place of a change without it are run with it. A process that dies says nothing of
 * the change that it was trying, which may have had no part in that: the change is tried again by itself, in a process
 * that has run the same tests without it.
 */
export async function* tryAll(candidates: readonly Candidate[]): AsyncGenerator<Result> {
  const all = [...new Set(candidates.flatMap(({ tests }) => tests))];
  const { marks, areMarked } = marksOfAll(candidates);
  const unchanged = await passedOnce(() => outcomesOf([{ stages: [all] }], { marks }));
  const costs = costsOf(unchanged);
  const trials = candidates.map(({ mutant, tests }, number) => {
    if (!areMarked[number]) return { mutant, stages: quickFirst(tests, costs) };
    const reached = (when: keyof Reached) => tests.filter((test) => unchanged.reached[test]![when].includes(number));
    return { mutant, stages: stagesOf(tests, reached('byTests'), reached('onLoading'), costs) };
  });
  for (let done = 0; done < trials.length; done++) {
    for await (const { result } of outcomes(trials.slice(done), { costs })) {
      done++;
      yield result;
    }
    if (done < trials.length) yield await tryAlone(trials[done]!, costs);
  }
}

function marksOfAll(candidates: readonly Candidate[]): { marks: Marks; areMarked: boolean[] } {
  const marks: Record<string, Insertion[]> = {};
  const areMarked = candidates.map(({ mutant }, number) => {
    const own = marksOf(readFileSync(mutant.file, 'utf8'), mutant, number);
    marks[mutant.file] = [...(marks[mutant.file] ?? []), ...(own ?? [])];
    return own !== undefined;
  });
  return { marks, areMarked };
}

function costsOf({ cpu, times }: Outcome): Costs {
  const sum = Object.values(times).reduce((before, time) => before + time, 0);
  return Object.fromEntries(Object.entries(times).map(([file, time]) => [file, (time * cpu) / sum]));
}

/** As many files of tests load what all of them need: one in each project. */
const LOADING = 2;

/**
 * What one file of tests made at a place, or the first ones as they were loaded, may be kept for the others, which then
 * need not get there: behind them come all.
 */
function stagesOf(
  tests: readonly string[],
  byTests: readonly string[],
  onLoading: readonly string[],
  costs: Costs,
): Trial['stages'] {
  const reaching = [...new Set([...byTests, ...onLoading])];
  const mayBeKept = byTests.length === 1 || (onLoading.length > 0 && onLoading.length <= LOADING);
  const rest = mayBeKept ? without(tests, reaching) : [];
  return [...quickFirst(reaching, costs), ...quickFirst(rest, costs)];
}

/** Those that take least apart: of all that are left, as many as are quick together. */
function quickFirst(tests: readonly string[], costs: Costs): Trial['stages'] {
  const byCost = [...tests].sort((a, b) => costs[a]! - costs[b]!);
  let sum = 0;
  const quick: string[] = [];
  for (const test of byCost) {
    sum += costs[test]!;
    if (sum <= QUICK_MS) quick.push(test);
  }
  return [quick, without(byCost, quick)].filter((stage) => stage.length > 0);
}

function without(tests: readonly string[], some: readonly string[]): string[] {
  return tests.filter((test) => !some.includes(test));
}

async function tryAlone(trial: Trial, costs: Costs): Promise<Result> {
  let changed: Outcome | undefined;
  await passedOnce(async () => {
    const outcomes = await outcomesOf([{ stages: trial.stages }, trial], { costs });
    changed = outcomes[1];
    return outcomes;
  });
  return changed?.result ?? 'stops';
}

/** The first outcome, which is that of no change. On a busy machine tests fail now and then: then they run once more. */
async function passedOnce(run: () => Promise<readonly Outcome[]>): Promise<Outcome> {
  const [first] = await run();
  return passed(first?.result === 'survives' ? first : (await run())[0]);
}

/** Where tests fail without a change, that they fail with one says nothing. */
function passed(outcome: Outcome | undefined): Outcome {
  if (outcome?.result !== 'survives') {
    throw new Error(
      `the tests fail, or do not end, without a change: ${outcome?.failed.join(' ') ?? 'their process died'}`,
    );
  }
  return outcome;
}

async function outcomesOf(trials: readonly Trial[], given: Given): Promise<Outcome[]> {
  const all: Outcome[] = [];
  for await (const outcome of outcomes(trials, given)) all.push(outcome);
  return all;
}

/** Of as many trials as there are until one stops. */
async function* outcomes(trials: readonly Trial[], given: Given): AsyncGenerator<Outcome> {
  for await (const line of linesOf(start(trials, given))) {
    const [, told] = /^outcome (.*)$/.exec(line) ?? [];
    if (told !== undefined) yield JSON.parse(told);
  }
}

/** In a group of processes of its own, with the ones that it starts. */
function start(trials: readonly Trial[], given: Given): ChildProcess {
  const env = { ...process.env, SRG_SEED: '1', SRG_MUTATION: '1' };
  const worker = spawn(process.execPath, ['scripts/mutation/worker.mjs'], {
    env,
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  worker.stdin!.end(JSON.stringify({ trials, ...given }));
  return worker;
}

async function* linesOf(worker: ChildProcess): AsyncGenerator<string> {
  const end = () => process.kill(-worker.pid!, 'SIGKILL');
  let timer = setTimeout(end, LONGEST_MS);
  for await (const line of createInterface({ input: worker.stdout! })) {
    clearTimeout(timer);
    timer = setTimeout(end, LONGEST_MS);
    yield line;
  }
  clearTimeout(timer);
}
