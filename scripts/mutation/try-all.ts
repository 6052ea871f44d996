import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Mutant } from './mutants.ts';

/** A change, and the tests that are run on it until some fail: first those that are likely to. */
export interface Trial {
  readonly mutant: Mutant;
  readonly stages: readonly (readonly string[])[];
}

export interface Outcome {
  readonly mutant: Mutant;
  readonly isKilled: boolean;
}

/** What takes longer never ends, which has been seen, too. */
const LONGEST_MS = 300_000;

/** Tries changes one after the other, all in one process as long as each ends. */
export async function* tryAll(trials: readonly Trial[]): AsyncGenerator<Outcome> {
  for (let done = 0; done < trials.length; ) {
    const worker = start(trials.slice(done));
    for await (const line of linesOf(worker)) {
      if (line !== 'killed' && line !== 'survives') continue;
      yield { mutant: trials[done++]!.mutant, isKilled: line === 'killed' };
    }
    // One that ends the process, or doesn't end: the rest has a new one.
    if (done < trials.length) yield { mutant: trials[done++]!.mutant, isKilled: true };
  }
}

/** In a group of processes of its own, with the ones that it starts. */
function start(trials: readonly Trial[]): ChildProcess {
  const env = { ...process.env, SRG_SEED: '1', SRG_MUTATION: '1' };
  const worker = spawn(process.execPath, ['scripts/mutation/worker.mjs'], {
    env,
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  worker.stdin!.end(JSON.stringify(trials));
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
