import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const PIECE = 65_536;

/**
 * A file that is written beside its place and put there when it is whole: whatever happens before that, its place has
 * what it had, or nothing. What is no file, such as a pipe, is written as it comes.
 */
export class OutputFile {
  private error: unknown;
  /** What is yet to be written: many small pieces take long. */
  private waiting: string[] = [];
  private size = 0;

  private constructor(
    private readonly file: number,
    private readonly place: string,
    /** undefined where it is written in its place. */
    private readonly temporary: string | undefined,
  ) {}

  /** @throws what the system says where it can't be written there */
  static open(path: string): OutputFile {
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing && !existing.isFile()) return new OutputFile(openSync(path, 'w'), path, undefined);
    // A link goes on to lead to the file.
    const place = existing ? realpathSync(path) : path;
    const temporary = join(dirname(place), `.${basename(place)}.${process.pid}.tmp`);
    return new OutputFile(openSync(temporary, 'wx', existing?.mode), place, temporary);
  }

  /** What goes wrong is told by {@link commit}. */
  write(content: string | Uint8Array): void {
    if (typeof content === 'string') {
      this.waiting.push(content);
      this.size += content.length;
      if (this.size < PIECE) return;
    }
    this.flush();
    if (typeof content !== 'string') this.put(content);
  }

  /** Something went wrong: there is no use in writing more. */
  get hasFailed(): boolean {
    return this.error !== undefined;
  }

  private flush(): void {
    this.put(Buffer.from(this.waiting.join('')));
    this.waiting = [];
    this.size = 0;
  }

  private put(bytes: Uint8Array): void {
    if (this.error !== undefined) return;
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at);
    } catch (error) {
      this.error = error;
    }
  }

  /** Puts it in its place. @throws what went wrong: then it isn't there */
  commit(): void {
    this.flush();
    try {
      if (this.error !== undefined) throw this.error;
      if (this.temporary !== undefined) fsyncSync(this.file);
    } catch (error) {
      this.discard();
      throw error;
    }
    closeSync(this.file);
    if (this.temporary === undefined) return;
    try {
      renameSync(this.temporary, this.place);
    } catch (error) {
      rmSync(this.temporary, { force: true });
      throw error;
    }
  }

  /** Leaves its place as it was. */
  discard(): void {
    closeSync(this.file);
    if (this.temporary !== undefined) rmSync(this.temporary, { force: true });
  }
}
