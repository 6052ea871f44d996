import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { type Input, InputError } from '../../server/src/cli/files/input.ts';
import { Ahead } from '../../server/src/cli/threads/ahead.ts';
import { CheckThreads } from '../../server/src/cli/threads/check-threads.ts';
import type { ThreadSetup } from '../../server/src/cli/threads/messages.ts';
import { sentInputs } from '../../server/src/cli/threads/sent-inputs.ts';
import { needsOwnMemory, threadsFor } from '../../server/src/cli/threads/start-threads.ts';

const MB = 1_000_000;

function inputOf(n: number, more: Partial<Input> = {}): Input {
  return { path: `${n}.xml`, named: false, foundBy: [], uri: '', read: async () => new Uint8Array(), ...more };
}

function sized(megabytes: number, n = 0): Input {
  return inputOf(n, { inArchive: { archive: 'a.zip', size: megabytes * MB, stamp: '' } });
}

describe('a run has as many threads as', () => {
  const packed = (sizes: readonly number[]) => sizes.map(sized);
  const large = { cores: 4, memory: 16_000 * MB };
  test.each<[name: string, sizes: number[], asked: number | undefined, machine: typeof large, threads: number]>([
    ['one for a file', [500], undefined, large, 1],
    ['one for what is little', Array(1_000).fill(0.01), undefined, large, 1],
    ['one for each six megabytes of what is more', Array(2_000).fill(0.01), undefined, large, 3],
    ['files', [40, 40], undefined, large, 2],
    ['cores', Array(40).fill(14), undefined, large, 4],
    ['eight, where there are more cores', Array(40).fill(14), undefined, { ...large, cores: 64 }, 8],
    ['one on one core', Array(40).fill(14), undefined, { ...large, cores: 1 }, 1],
    ['there is memory for', Array(40).fill(14), undefined, { ...large, memory: 2_000 * MB }, 2],
    ['one where there is little memory', Array(40).fill(14), undefined, { ...large, memory: 512 * MB }, 1],
    ['asked for, however small the files', [0.01, 0.01, 0.01], 2, { ...large, cores: 1 }, 2],
    ['files, where more are asked for', [0.01, 0.01, 0.01], 12, large, 3],
    ['one, where that is asked for', Array(40).fill(14), 1, large, 1],
  ])('%s', (_name, sizes, asked, machine, threads) => {
    expect(threadsFor(packed(sizes), asked, machine)).toBe(threads);
  });

  test('one where an archive came through standard input, which no other thread can read', () => {
    const inputs = packed(Array(40).fill(14)).map((input) => ({ ...input, isStream: true }));
    expect(threadsFor([...inputs, ...packed(Array(40).fill(14))], 4, large)).toBe(1);
  });
});

test.each<[name: string, inputs: (Input | InputError)[], v8: number, isWanted: boolean]>([
  ['a large file, from Node.js 24 on', [sized(17)], 13, true],
  ['before, what is new takes little', [sized(17)], 12, false],
  ['others are held in memory anyway', [sized(16), sized(1), new InputError('a', 'missing')], 13, false],
  ['one of several', [sized(1), sized(17)], 13, true],
  ['standard input is here', [sized(17), inputOf(2, { isStream: true })], 13, false],
])('a thread of its own for its memory: %s', (_name, inputs, v8, isWanted) => {
  expect(needsOwnMemory(inputs, v8)).toBe(isWanted);
});

/** Threads that do what a script says with the number of each file. */
function threadsDoing(script: string, count: number, files: number) {
  const program = new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort, threadId } from 'node:worker_threads';
      const end = (size, outcome) => parentPort.postMessage({ told: [], size, outcome });
      parentPort.on('message', (n) => { ${script} });
    `)}`,
  );
  const inputs = sentInputs(Array.from({ length: files }, (_, n) => inputOf(n)));
  return new CheckThreads({ inputs } as unknown as ThreadSetup, count, program);
}

/** What is told of each file, in their order. */
async function allOf(threads: CheckThreads, files: number): Promise<unknown[]> {
  const told: unknown[] = [];
  for (let n = 0; n < files; n++) {
    const result = threads.told(n, {} as never);
    told.push(await result.catch((error: Error) => `${error.name}: ${error.message}`));
  }
  await threads.end();
  return told;
}

describe('where a thread dies', () => {
  test.each([1, 2, 5])('of %i, only the file that it was at is not judged', async (count) => {
    const dying = "if (n % 3 === 1) throw new TypeError('om ' + n); end(0, { results: ['failed'] });";
    const told = await allOf(threadsDoing(dying, count, 8), 8);
    expect(told).toEqual(told.map((_, n) => (n % 3 === 1 ? `TypeError: om ${n}` : ['failed'])));
  });

  test('before it has begun, each file is told of', async () => {
    const program = new URL('data:text/javascript,throw new RangeError("weg")');
    const inputs = sentInputs([inputOf(0), inputOf(1), inputOf(2)]);
    const threads = new CheckThreads({ inputs } as unknown as ThreadSetup, 2, program);
    expect(await allOf(threads, 3)).toEqual(Array(3).fill('RangeError: weg'));
  });

  test('by itself, its file is told of as well', async () => {
    const told = await allOf(threadsDoing('n === 0 ? process.exit(3) : end(0, { results: [] });', 1, 2), 2);
    expect(told).toEqual([expect.stringContaining('Error'), []]);
  });
});

test('what is none, and what came through standard input, is for no thread', async () => {
  const inputs = sentInputs([new InputError('0', 'missing'), inputOf(1), inputOf(2, { isStream: true }), inputOf(3)]);
  const program = new URL(
    `data:text/javascript,${encodeURIComponent(
      "import { parentPort } from 'node:worker_threads'; parentPort.on('message', (n) => parentPort.postMessage({ told: [], size: 0, outcome: { results: [n] } }));",
    )}`,
  );
  const threads = new CheckThreads({ inputs } as unknown as ThreadSetup, 3, program);
  expect([await threads.told(1, {} as never), await threads.told(3, {} as never)]).toEqual([[1], [3]]);
  await threads.end();
});

describe('a thread that is ahead', () => {
  const MOST = 4_194_304;

  test('waits until enough of it is written, and goes on', async () => {
    const ahead = new Ahead();
    ahead.add(MOST);
    // Writes a little at a time, once the other one is too far.
    const writer = new Worker(
      `const { cell, most } = require('node:worker_threads').workerData;
       while (Atomics.load(cell, 0) <= most);
       while (Atomics.load(cell, 0) > most) { Atomics.sub(cell, 0, 1000); Atomics.notify(cell, 0); }`,
      { eval: true, workerData: { cell: ahead.cell, most: MOST } },
    );
    ahead.add(10_000);
    expect(ahead.cell[0]).toBeLessThanOrEqual(MOST);
    await writer.terminate();
  });

  test('does not wait for what is written', () => {
    const ahead = new Ahead();
    for (let i = 0; i < 100; i++) {
      ahead.add(MOST);
      ahead.written(MOST);
    }
    expect(ahead.cell[0]).toBe(0);
  });
});
