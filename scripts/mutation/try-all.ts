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
}

/** Tests that take more than so many times the CPU that they take without a change never end. */
const MOST_TIMES = 4;
const MOST_CPU_MS = 1_200_000;
/** Nor do those that have told nothing for so long, whatever else the machine does. */
const LONGEST_MS = 1_800_000;

/**
 * Tries changes one after the other, all in one process as long as each ends: gives the result of each, in their order.
 * A process that dies says nothing of the change that it was trying, which may have had no part in that: the change is
 * tried again by itself, in a process that has run the same tests without it.
 */
export async function* tryAll(trials: readonly Required<Trial>[]): AsyncGenerator<Result> {
  const stages = [[...new Set(trials.flatMap((trial) => trial.stages.flat()))]];
  const [unchanged] = await outcomesOf([{ stages }], MOST_CPU_MS);
  const mostCpu = MOST_TIMES * passed(unchanged).cpu;
  for (let done = 0; done < trials.length; ) {
    for await (const { result } of outcomes(trials.slice(done), mostCpu)) {
      done++;
      yield result;
    }
    if (done < trials.length) yield await tryAlone(trials[done++]!, mostCpu);
  }
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
    const [, result, cpu] = /^(killed|survives|stops) (\d+)$/.exec(line) ?? [];
    if (result) yield { result: result as Result, cpu: Number(cpu) };
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
