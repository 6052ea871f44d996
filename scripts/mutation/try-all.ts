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
}

/** Tests that take more than so many times the CPU that they take without a change never end. */
const MOST_TIMES = 4;
const MOST_CPU_MS = 1_200_000;
/** Of a file of tests, on a machine that has time. */
const QUICK_MS = 1_000;
/** Nor do tests that have told nothing for so long, whatever else the machine does. */
const LONGEST_MS = 1_800_000;

/**
 * Tries changes one after the other, all in one process as long as each ends: gives the result of each, in their order.
 * A process that dies says nothing of the change that it was trying, which may have had no part in that: the change is
 * tried again by itself, in a process that has run the same tests without it.
 */
export async function* tryAll(trials: readonly Required<Trial>[]): AsyncGenerator<Result> {
  const all = [[...new Set(trials.flatMap(({ stages }) => stages.flat()))]];
  const [unchanged] = await outcomesOf([{ stages: all }], MOST_CPU_MS);
  const { cpu, times } = passed(unchanged);
  const mostCpu = MOST_TIMES * cpu;
  const ordered = trials.map(({ mutant, stages }) => ({ mutant, stages: quickFirst(stages, times) }));
  for (let done = 0; done < ordered.length; ) {
    for await (const { result } of outcomes(ordered.slice(done), mostCpu)) {
      done++;
      yield result;
    }
    if (done < ordered.length) yield await tryAlone(ordered[done++]!, mostCpu);
  }
}

/** Each stage in two, the files of tests that take long apart. */
function quickFirst(stages: Trial['stages'], times: Outcome['times']): Trial['stages'] {
  const isQuick = (file: string) => (times[file] ?? 0) <= QUICK_MS;
  const parts = stages.flatMap((files) => [files.filter(isQuick), files.filter((file) => !isQuick(file))]);
  return parts.filter((files) => files.length > 0);
}

async function tryAlone(trial: Trial, mostCpu: number): Promise<Result> {
  const [unchanged, changed] = await outcomesOf([{ stages: trial.stages }, trial], mostCpu);
  passed(unchanged);
  return changed?.result ?? 'stops';
}

/** Where tests fail without a change, that they fail with one says nothing. */
function passed(outcome: Outcome | undefined): Outcome {
  if (outcome?.result !== 'survives') throw new Error('the tests fail, or do not end, without a change');
  return outcome;
}

async function outcomesOf(trials: readonly Trial[], mostCpu: number): Promise<Outcome[]> {
  const all: Outcome[] = [];
  for await (const outcome of outcomes(trials, mostCpu)) all.push(outcome);
  return all;
}

/** Of as many trials as there are until one stops. */
async function* outcomes(trials: readonly Trial[], mostCpu: number): AsyncGenerator<Outcome> {
  for await (const line of linesOf(start(trials, mostCpu))) {
    const [, told] = /^outcome (.*)$/.exec(line) ?? [];
    if (told !== undefined) yield JSON.parse(told);
  }
}

/** In a group of processes of its own, with the ones that it starts. */
function start(trials: readonly Trial[], mostCpu: number): ChildProcess {
  const env = { ...process.env, SRG_SEED: '1', SRG_MUTATION: '1' };
  const worker = spawn(process.execPath, ['scripts/mutation/worker.mjs'], {
    env,
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  worker.stdin!.end(JSON.stringify({ trials, mostCpu }));
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
