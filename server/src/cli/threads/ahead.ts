/** A thread waits once so much of what it told waits to be written: about as many characters. */
const MOST = 4_194_304;

/** How finely it is told how far a file has got. */
const PARTS = 10_000;

/**
 * How far a thread has got with its file, and how far it is ahead of what is written, so that it takes no more memory than
 * that. Both threads have one.
 */
export class Ahead {
  /** @param cell shared by the two threads */
  constructor(readonly cell: Int32Array = new Int32Array(new SharedArrayBuffer(8))) {}

  /** So much of the file that is judged is done, from 0 to 1. */
  get part(): number {
    return this.cell[1]! / PARTS;
  }

  set part(fraction: number) {
    this.cell[1] = fraction * PARTS;
  }

  /** Something was told; waits until enough of it is written. */
  add(size: number): void {
    let ahead = Atomics.add(this.cell, 0, size) + size;
    while (ahead > MOST) {
      Atomics.wait(this.cell, 0, ahead);
      ahead = Atomics.load(this.cell, 0);
    }
  }

  /** So much of it is written. */
  written(size: number): void {
    Atomics.sub(this.cell, 0, size);
    Atomics.notify(this.cell, 0);
  }
}
