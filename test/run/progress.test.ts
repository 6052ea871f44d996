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

test('nothing is shown within a second; then files and parts of files count', async () => {
  const progress = terminalProgress(wordsIn('nl'), stream(true))!;
  await progress.next(0, 4);
  await progress.sizeIs(100);
  now = 900;
  await progress.next(1, 4);
  expect(written).toBe('');
  now = 1_100;
  await progress.next(2, 4);
  expect(written).toContain('50%  bestand 3 van 4');
  progress.clear();
  written = '';
  now = 1_200;
  expect(progress.part(0.5)).toBe(false);
  expect(written).toContain('62%  bestand 3 van 4');
  progress.end();
  written = '';
  now = 2_000;
  progress.part(0.9);
  expect(written).toBe('');
});
