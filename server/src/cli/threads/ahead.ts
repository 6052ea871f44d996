/** A thread waits once so much of what it told waits to be written: about as many characters. */
const MOST = 4_194_304;

/** How far a thread is ahead of what is written, so that it takes no more memory than that. Both threads have one. */
export class Ahead {
  /** @param cell shared by the two threads */
  constructor(readonly cell: Int32Array = new Int32Array(new SharedArrayBuffer(4))) {}

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
