import { existsSync } from 'node:fs';
import type { Pack } from '../../engine/packs/load-pack.ts';
import type { ThreadValidator } from '../../node/validation/thread-validator.ts';

/** From this many bytes on it is worth its while to start another thread for libxml2. */
const LARGE = 2_000_000;

/** The threads in which libxml2 validates large files: one for each pack. */
export class ValidationThreads {
  private readonly threads = new Map<Pack, ThreadValidator>();
  private spare: Promise<ThreadValidator> | undefined;

  private readonly program: URL | undefined;

  /**
   * @param program of a thread; undefined where there are to be none. Where it is missing there are none either: a thread
   *   that doesn't start would be waited for.
   */
  constructor(program: URL | undefined) {
    this.program = program && existsSync(program) ? program : undefined;
  }

  /** A file of this size wants one. */
  areFor(size: number): boolean {
    return this.program !== undefined && size >= LARGE;
  }

  /** Starts the first thread where a file of this size will want one: it is ready when the pack is known. */
  prepareFor(size: number): void {
    if (this.areFor(size) && this.threads.size === 0) this.spare ??= this.start();
  }

  async of(pack: Pack): Promise<ThreadValidator> {
    const known = this.threads.get(pack);
    if (known) return known;
    const started = await (this.spare ?? this.start());
    this.spare = undefined;
    started.compile(pack.compileInput);
    this.threads.set(pack, started);
    return started;
  }

  async end(): Promise<void> {
    const spare = await this.spare;
    await Promise.all([...this.threads.values(), ...(spare ? [spare] : [])].map((thread) => thread.end()));
  }

  private async start(): Promise<ThreadValidator> {
    const { ThreadValidator } = await import('../../node/validation/thread-validator.ts');
    return new ThreadValidator(this.program!);
  }
}
