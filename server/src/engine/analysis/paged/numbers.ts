/** Numbers of which more come, without an object for each. */
export class Numbers {
  private held: Int32Array | Float64Array;
  private count = 0;

  constructor(private readonly kind: 'integers' | 'offsets') {
    this.held = kind === 'integers' ? new Int32Array(1_024) : new Float64Array(1_024);
  }

  get length(): number {
    return this.count;
  }

  push(number: number): void {
    if (this.count === this.held.length) {
      const larger = this.kind === 'integers' ? new Int32Array(2 * this.count) : new Float64Array(2 * this.count);
      larger.set(this.held);
      this.held = larger;
    }
    this.held[this.count++] = number;
  }

  at(index: number): number {
    return this.held[index]!;
  }

  set(index: number, number: number): void {
    this.held[index] = number;
  }

  /** The last one that is not above a number, of numbers in order; -1 where there is none. */
  lastUpTo(number: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.held[middle]! <= number) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
