import type { SingleBar } from 'cli-progress';
import type { Say } from '../usage/words.ts';

/** What takes less is not worth a bar, in milliseconds. */
const WORTH = 1_000;
/** A run over so many files, or over so many bytes, may take that long. */
const MANY = 10;
const LARGE = 2_000_000;
/** A file takes as long as if it had so many bytes more than it has. */
const FOR_EACH = 65_536;
/** So many milliseconds lie between two looks of the bar. */
const EACH_MS = 50;

/** How far one file has got. */
export interface FileProgress {
  /** It has so many bytes, which was not known before. */
  sizeIs(bytes: number): Promise<void>;
  /** So much of it is done, from 0 to 1. @returns false: nothing waits for that */
  part(fraction: number): false;
}

/** Shows on a terminal how far a run over files has got: their bytes count. */
export interface Progress {
  /** Files of so many bytes come, some of them at the same time. */
  begin(sizes: readonly number[]): Promise<void>;
  /** The n-th of them, counted from 0. */
  of(n: number): FileProgress;
  finished(n: number): Promise<void>;
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
  /** Of each file, in bytes, and how much of that is done. */
  private readonly sizes: number[] = [];
  private readonly parts: number[] = [];
  private size = 0;
  private done = 0;
  private finishedFiles = 0;
  private told = 0;

  constructor(
    private readonly say: Say,
    private readonly stream: NodeJS.WriteStream,
  ) {}

  async begin(sizes: readonly number[]): Promise<void> {
    for (const size of sizes) {
      this.sizes.push(size + FOR_EACH);
      this.parts.push(0);
      this.size += size + FOR_EACH;
    }
    // Nothing can be loaded while a file is judged.
    if (sizes.length >= MANY || this.size >= LARGE) await this.load();
  }

  of(n: number): FileProgress {
    return {
      sizeIs: async (bytes) => {
        this.size += bytes + FOR_EACH - this.sizes[n]!;
        this.sizes[n] = bytes + FOR_EACH;
        if (bytes >= LARGE) await this.load();
      },
      part: (fraction) => {
        if (!this.bar) return false;
        this.reach(n, fraction);
        const now = performance.now();
        // Asked several times a millisecond.
        if (now - this.told < EACH_MS) return false;
        this.told = now;
        this.show();
        return false;
      },
    };
  }

  async finished(n: number): Promise<void> {
    this.reach(n, 1);
    this.finishedFiles++;
    if (performance.now() - this.began > WORTH / 2) await this.load();
    this.show();
  }

  clear(): void {
    if (this.isShown) this.bar!.stop();
    this.isShown = false;
  }

  end(): void {
    this.clear();
    this.bar = undefined;
  }

  private reach(n: number, fraction: number): void {
    const part = this.sizes[n]! * fraction;
    this.done += part - this.parts[n]!;
    this.parts[n] = part;
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

  private show(): void {
    if (!this.bar || performance.now() - this.began < WORTH) return;
    const { length: of } = this.sizes;
    const payload = { done: Math.min(of, this.finishedFiles + 1), of };
    if (this.isShown) this.bar.setTotal(this.size);
    if (this.isShown) this.bar.update(Math.floor(this.done), payload);
    else this.bar.start(this.size, Math.floor(this.done), payload);
    this.isShown = true;
  }
}
