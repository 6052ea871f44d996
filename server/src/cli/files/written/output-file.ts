import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

const PIECE = 65_536;
/** While it is written nobody else may read it: what goes where is not yet said. */
const PRIVATE = 0o600;
const USUAL = 0o666;

/** What is being written beside its place. */
const unfinished = new Set<string>();

let clearsAtExit = false;

/** Leaves nothing behind, however the program ends, but where it is killed: then the next run clears it away. */
function clearAtExit(): void {
  if (clearsAtExit) return;
  clearsAtExit = true;
  process.once('exit', () => {
    for (const path of unfinished) rmSync(path, { force: true });
  });
}

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
    /** Who may read it in its place. */
    private readonly mode: number,
  ) {}

  /**
   * @param like of a file that is not there, who may read it: those who may read this one
   * @throws what the system says where it can't be written there
   */
  static open(path: string, like?: string): OutputFile {
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing && !existing.isFile()) return new OutputFile(openSync(path, 'w'), path, undefined, existing.mode);
    // A link goes on to lead to the file.
    const place = existing ? realpathSync(path) : path;
    for (const path of leftOversOf(place)) rmSync(path, { recursive: true, force: true });
    const temporary = join(dirname(place), `.${basename(place)}.${process.pid}.tmp`);
    const file = openSync(temporary, 'wx', PRIVATE);
    const model = existing ?? (like === undefined ? undefined : statSync(like, { throwIfNoEntry: false }));
    const mode = model?.mode ?? USUAL & ~process.umask();
    clearAtExit();
    unfinished.add(temporary);
    return new OutputFile(file, place, temporary, mode);
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

  /** Writes what waits. @throws what went wrong so far */
  flushed(): void {
    this.flush();
    if (this.error !== undefined) throw this.error;
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
    try {
      this.flushed();
      if (this.temporary !== undefined) {
        fchmodSync(this.file, this.mode & 0o7777);
        fsyncSync(this.file);
      }
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
    } finally {
      unfinished.delete(this.temporary);
    }
  }

  /** Leaves its place as it was. */
  discard(): void {
    closeSync(this.file);
    if (this.temporary === undefined) return;
    rmSync(this.temporary, { force: true });
    unfinished.delete(this.temporary);
  }
}

/** What runs that were killed have left of a file or folder. */
export function leftOversOf(place: string): string[] {
  const folder = dirname(place);
  const start = `.${basename(place)}.`;
  let names: readonly string[] = [];
  try {
    names = readdirSync(folder);
  } catch {
    // That it can't be written there is told when it is opened.
  }
  const isLeft = (name: string) => {
    const pid = name.startsWith(start) && /^([0-9]{1,10})\.tmp$/.exec(name.slice(start.length))?.[1];
    return pid && !isRunning(Number(pid));
  };
  return names.flatMap((name) => (isLeft(name) ? [join(folder, name)] : []));
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is somebody else's, and there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
