import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
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

function streamed(megabytes: number, all: AsyncIterable<Buffer> = Readable.from([])): Input {
  return inputOf(0, { stream: { size: megabytes * MB, all } });
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
});

test.each<[name: string, inputs: (Input | InputError)[], v8: number, isWanted: boolean]>([
  ['a large file, from Node.js 24 on', [sized(17)], 13, true],
  ['before, what is new takes little', [sized(17)], 12, false],
  ['others are held in memory anyway', [sized(16), sized(1), new InputError('a', 'missing')], 13, false],
  ['one of several', [sized(1), sized(17)], 13, true],
  ['standard input of which much has come', [streamed(17)], 13, true],
  ['standard input that is little', [streamed(16)], 13, false],
])('a thread of its own for its memory: %s', (_name, inputs, v8, isWanted) => {
  expect(needsOwnMemory(inputs, v8)).toBe(isWanted);
});

/** Threads that do what a script says with the number of each file. */
function threadsDoing(script: string, count: number, files: number) {
  const inputs = sentInputs(Array.from({ length: files }, (_, n) => inputOf(n)));
  return new CheckThreads({ inputs } as unknown as ThreadSetup, count, doing(script));
}

/** The program of such threads. */
function doing(script: string): URL {
  return new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads';
      const end = (size, outcome) => parentPort.postMessage({ told: [], size, outcome });
      parentPort.on('message', async ({ n, content }) => { ${script} });
    `)}`,
  );
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

test('what is none is for no thread', async () => {
  const inputs = sentInputs([new InputError('0', 'missing'), inputOf(1), inputOf(2)]);
  const threads = new CheckThreads({ inputs } as unknown as ThreadSetup, 3, doing('end(0, { results: [n] });'));
  expect([await threads.told(1, {} as never), await threads.told(2, {} as never)]).toEqual([[1], [2]]);
  await threads.end();
});

describe('standard input', () => {
  const CHUNKS = 300;
  const CHUNK = 65_536;
  /** It is the second of three files. */
  async function told(script: string, all: AsyncIterable<Buffer>, count = 1): Promise<unknown[]> {
    const inputs = sentInputs([inputOf(0), streamed(17, all), inputOf(2)]);
    const judging = `if (n !== 1) return end(0, { results: [n] }); ${script}`;
    const threads = new CheckThreads({ inputs } as unknown as ThreadSetup, count, doing(judging), {
      stream: { n: 1, all },
    });
    return allOf(threads, 3);
  }
  async function* chunks(failure?: Error) {
    for (let n = 0; n < CHUNKS; n++) yield Buffer.alloc(CHUNK, 32 + (n % 64));
    if (failure) throw failure;
  }

  test.each([1, 3])('is read for the thread that judges it, of %i, and sent compressed', async (count) => {
    const sizes = 'end(0, { results: [content.length, content.pieces.reduce((all, one) => all + one.length, 0)] });';
    const [first, judged, last] = await told(sizes, chunks(), count);
    const [length, size] = judged as [number, number];
    expect([first, length, last]).toEqual([[0], CHUNK * CHUNKS, [2]]);
    expect(size).toBeLessThan(length / 100);
  });

  test('that is little is sent as it is', async () => {
    const text = await told(
      'end(0, { results: [String.fromCharCode(...content)] });',
      Readable.from([Buffer.from('<x/>')]),
    );
    expect(text).toEqual([[0], ['<x/>'], [2]]);
  });

  test('that can’t be read is told of, and the other files are judged', async () => {
    expect(await told("end(0, { results: ['gelezen'] });", chunks(new RangeError('weg')))).toEqual([
      [0],
      'RangeError: weg',
      [2],
    ]);
  });

  test('is read no further where the thread is gone', async () => {
    let isClosed = false;
    async function* endless() {
      try {
        for (;;) yield await setTimeout(1, Buffer.from('<x/>'));
      } finally {
        isClosed = true;
      }
    }
    const all = endless();
    const threads = new CheckThreads(
      { inputs: sentInputs([streamed(17, all)]) } as unknown as ThreadSetup,
      1,
      new URL('data:text/javascript,throw new RangeError("weg")'),
      { stream: { n: 0, all } },
    );
    expect(await allOf(threads, 1)).toEqual(['RangeError: weg']);
    await expect.poll(() => isClosed).toBe(true);
  });
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
