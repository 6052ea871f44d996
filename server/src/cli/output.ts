import { legible } from '../engine/privacy/legible.ts';
import type { Program } from './program.ts';
import { systemReason } from './usage/system-error.ts';
import type { Say } from './usage/words.ts';

/** What a run writes, and what becomes of it. */
export interface Output extends Pick<Program, 'write' | 'drained' | 'complain'> {
  /** Resolves when all is written, with the exit status: that of the run, or 2 where it could not be written. */
  ended(status: number): Promise<number>;
}

/**
 * Standard output and standard error. A reader that stops early (`srg check … | head`) is no error: the run goes on to
 * its status, and writes no more.
 */
export function processOutput(say: Say): Output {
  const { stdout, stderr } = process;
  let isOpen = true;
  let failed = false;
  const complain = (text: string) => void stderr.write(`srg: ${legible(text)}\n`);
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    const isFirst = isOpen;
    isOpen = false;
    if (!isFirst || error.code === 'EPIPE' || error.code === 'EOF') return;
    failed = true;
    complain(say('error.output', { error: systemReason(say, error) }));
  });
  stderr.on('error', () => {});
  const drained = async () => {
    if (isOpen) await new Promise<void>((resolve) => stdout.write('', () => resolve()));
    return isOpen;
  };
  return {
    write(text) {
      if (isOpen) stdout.write(text);
    },
    drained,
    complain,
    async ended(status) {
      await drained();
      // What went wrong with the last piece is told after that.
      await new Promise((resolve) => setImmediate(resolve));
      return failed ? 2 : status;
    },
  };
}

/** A bug, as far as it may be told: what an error says may hold the text of a file. */
export function describeUnexpected(say: Say, error: unknown): string {
  const place = /\(?([\w.-]+\.m?[jt]s:\d+:\d+)\)?$/m.exec((error as Error).stack ?? '')?.[1];
  return say('error.unexpected', { error: place ? `${nameOf(error)}, ${place}` : nameOf(error) });
}

function nameOf(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException;
  return code ?? name ?? 'Error';
}
