import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Mutant } from './mutants.ts';

/** A change, or none, and the tests that are run on it until some fail: first those that are likely to. */
interface Trial {
  readonly mutant?: Mutant;
  readonly stages: readonly (readonly string[])[];
}

/** Whether some test failed, none did, or the change itself makes the tests never end, or end their process. */
export type Result = 'killed' | 'survives' | 'stops';

interface Outcome {
  readonly result: Result;
  /** That it took, in ms. */
  readonly cpu: number;
  /** Of each file of tests, in ms. */
  readonly times: Readonly<Record<string, number>>;
  /** Files of tests of the last stage. */
  readonly failed: readonly string[];
}

/** The CPU that each file of tests takes without a change, in ms. */
type Costs = Readonly<Record<string, number>>;

/** The CPU of a file of tests. */
const QUICK_MS = 1_000;
/** Tests that have told nothing for so long never end, whatever else the machine does. */
const LONGEST_MS = 1_800_000;

/**
 * Tries changes one after the other, all in one process as long as each ends: gives the result of each, in their order.
 * A process that dies says nothing of the change that it was trying, which may have had no part in that: the change is
 * tried again by itself, in a process that has run the same tests without it.
 */
export async function* tryAll(trials: readonly Required<Trial>[]): AsyncGenerator<Result> {
  const all = [[...new Set(trials.flatMap(({ stages }) => stages.flat()))]];
  const [unchanged] = await outcomesOf([{ stages: all }]);
  const { cpu, times } = passed(unchanged);
  const sum = Object.values(times).reduce((before, time) => before + time, 0);
  const costs = Object.fromEntries(Object.entries(times).map(([file, time]) => [file, (time * cpu) / sum]));
  const ordered = trials.map(({ mutant, stages }) => ({ mutant, stages: quickFirst(stages, costs) }));
  for (let done = 0; done < ordered.length; ) {
    for await (const { result } of outcomes(ordered.slice(done), costs)) {
      done++;
      yield result;
    }
    if (done < ordered.length) yield await tryAlone(ordered[done++]!, costs);
  }
}

/** Each stage in two, the files of tests that take long apart. */
function quickFirst(stages: Trial['stages'], costs: Costs): Trial['stages'] {
  const isQuick = (file: string) => costs[file]! <= QUICK_MS;
  const parts = stages.flatMap((files) => [files.filter(isQuick), files.filter((file) => !isQuick(file))]);
  return parts.filter((files) => files.length > 0);
}

async function tryAlone(trial: Trial, costs: Costs): Promise<Result> {
  const trials = [{ stages: trial.stages }, trial];
  let [unchanged, changed] = await outcomesOf(trials, costs);
  // On a busy machine tests fail now and then without a change.
  if (unchanged?.result !== 'survives') [unchanged, changed] = await outcomesOf(trials, costs);
  passed(unchanged);
  return changed?.result ?? 'stops';
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

async function outcomesOf(trials: readonly Trial[], costs?: Costs): Promise<Outcome[]> {
  const all: Outcome[] = [];
  for await (const outcome of outcomes(trials, costs)) all.push(outcome);
  return all;
}

/** Of as many trials as there are until one stops. */
async function* outcomes(trials: readonly Trial[], costs?: Costs): AsyncGenerator<Outcome> {
  for await (const line of linesOf(start(trials, costs))) {
    const [, told] = /^outcome (.*)$/.exec(line) ?? [];
    if (told !== undefined) yield JSON.parse(told);
  }
}

/** In a group of processes of its own, with the ones that it starts. */
function start(trials: readonly Trial[], costs?: Costs): ChildProcess {
  const env = { ...process.env, SRG_SEED: '1', SRG_MUTATION: '1' };
  const worker = spawn(process.execPath, ['scripts/mutation/worker.mjs'], {
    env,
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  worker.stdin!.end(JSON.stringify({ trials, costs }));
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
