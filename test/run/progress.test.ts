import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { terminalProgress } from '../../server/src/cli/run/progress.ts';
import { wordsIn } from '../../server/src/cli/usage/words.ts';

let now = 0;
let written = '';
beforeEach(() => {
  now = 0;
  written = '';
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => vi.restoreAllMocks());

/** What a terminal is, as far as a bar goes by it. */
function stream(isTTY: boolean): NodeJS.WriteStream {
  const terminal = new Writable({
    write(chunk, _encoding, done) {
      written += chunk;
      done();
    },
  });
  const nothing = () => true;
  return Object.assign(terminal, {
    isTTY,
    columns: 80,
    cursorTo: nothing,
    clearLine: nothing,
    moveCursor: nothing,
  }) as unknown as NodeJS.WriteStream;
}

test('there is none where standard error is no terminal', () => {
  expect(terminalProgress(wordsIn('nl'), stream(false))).toBeUndefined();
});

const SIZE = 10_000_000;

test('nothing is shown within a second; then the bytes of files and of parts of files count', async () => {
  const progress = terminalProgress(wordsIn('nl'), stream(true))!;
  await progress.begin([SIZE, SIZE, SIZE, 7 * SIZE]);
  now = 900;
  await progress.finished(0);
  expect(written).toBe('');
  now = 1_100;
  await progress.finished(1);
  expect(written).toContain('20%  bestand 3 van 4');
  progress.clear();
  written = '';
  now = 1_200;
  expect(progress.of(3).part(0.5)).toBe(false);
  expect(written).toContain('55%  bestand 3 van 4');
  progress.end();
  written = '';
  now = 2_000;
  progress.of(3).part(0.9);
  expect(written).toBe('');
});

test('files that are judged at the same time count together, and each once', async () => {
  const progress = terminalProgress(wordsIn('nl'), stream(true))!;
  await progress.begin([SIZE, SIZE]);
  now = 1_100;
  progress.of(0).part(0.5);
  now = 1_101;
  progress.of(1).part(0.25);
  progress.clear();
  written = '';
  now = 1_200;
  progress.of(1).part(0.5);
  expect(written).toContain('50%  bestand 1 van 2');
  progress.clear();
  written = '';
  await progress.finished(1);
  expect(written).toContain('75%  bestand 2 van 2');
});

test('a size that is known later counts, and so do files without one', async () => {
  const progress = terminalProgress(wordsIn('nl'), stream(true))!;
  await progress.begin([0, SIZE, SIZE]);
  await progress.of(0).sizeIs(2 * SIZE);
  now = 1_100;
  await progress.finished(1);
  expect(written).toContain('25%  bestand 2 van 3');
  written = '';
  const small = terminalProgress(wordsIn('nl'), stream(true))!;
  await small.begin([0, 0]);
  now = 2_200;
  await small.finished(0);
  expect(written).toContain('50%  bestand 2 van 2');
});
