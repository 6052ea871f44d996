import type { SingleBar } from 'cli-progress';
import type { Say } from '../usage/words.ts';

/** What takes less is not worth a bar, in milliseconds. */
const WORTH = 1_000;
/** A run over so many files, or a file of so many bytes, may take that long. */
const MANY = 10;
const LARGE = 2_000_000;
/** In how fine steps a file is told of; done it is when the next one comes. */
const STEPS = 1_000;
const LAST = 1 - 1 / STEPS;
/** So many milliseconds lie between two looks of the bar. */
const EACH_MS = 50;

/** Shows on a terminal how far a run over files has got. */
export interface Progress {
  /** The n-th of so many files comes next. */
  next(n: number, of: number): Promise<void>;
  /** That file has so many bytes. */
  sizeIs(bytes: number): Promise<void>;
  /** So much of it is done, from 0 to 1. @returns false: nothing waits for that */
  part(fraction: number): false;
  /** Something else is written: what is shown makes place, and comes back. */
  clear(): void;
  end(): void;
}

/** A bar on standard error; undefined where that is no terminal. */
export function terminalProgress(say: Say, stream: NodeJS.WriteStream = process.stderr): Progress | undefined {
  return stream.isTTY ? new ProgressBar(say, stream) : undefined;
}

class ProgressBar implements Progress {
  private readonly began = performance.now();
  private bar: SingleBar | undefined;
  private isShown = false;
  private done = 0;
  private files = 0;
  private told = 0;

  constructor(
    private readonly say: Say,
    private readonly stream: NodeJS.WriteStream,
  ) {}

  async next(n: number, of: number): Promise<void> {
    this.done = n;
    this.files = of;
    // Nothing can be loaded while a file is judged.
    if (of >= MANY || performance.now() - this.began > WORTH / 2) await this.load();
    this.show(n);
  }

  async sizeIs(bytes: number): Promise<void> {
    if (bytes >= LARGE) await this.load();
  }

  part(fraction: number): false {
    if (!this.bar) return false;
    const now = performance.now();
    // Asked several times a millisecond.
    if (now - this.told < EACH_MS) return false;
    this.told = now;
    this.show(this.done + Math.min(fraction, LAST));
    return false;
  }

  clear(): void {
    if (this.isShown) this.bar!.stop();
    this.isShown = false;
  }

  end(): void {
    this.clear();
    this.bar = undefined;
  }

  private async load(): Promise<void> {
    if (this.bar) return;
    const { default: library } = await import('cli-progress');
    const format = this.say('progress.bar', { bar: '{bar}', percentage: '{percentage}', done: '{done}', of: '{of}' });
    this.bar = new library.SingleBar(
      { format, stream: this.stream, clearOnComplete: true, hideCursor: true },
      library.Presets.shades_classic,
    );
  }

  private show(at: number): void {
    if (!this.bar || performance.now() - this.began < WORTH) return;
    const payload = { done: Math.min(this.files, Math.floor(at) + 1), of: this.files };
    const value = Math.floor(at * STEPS);
    if (this.isShown) this.bar.update(value, payload);
    else this.bar.start(this.files * STEPS, value, payload);
    this.isShown = true;
  }
}
