const ARRAYS = { integers: Int32Array, places: Uint32Array };

/** Numbers of which more come, without an object for each. */
export class Numbers {
  private held: Int32Array | Uint32Array;
  private count = 0;

  /** @param kind up to 2^31, also below 0; or up to 2^32 */
  constructor(private readonly kind: keyof typeof ARRAYS = 'integers') {
    this.held = new ARRAYS[kind](1_024);
  }

  get length(): number {
    return this.count;
  }

  push(number: number): void {
    if (this.count === this.held.length) {
      const larger = new ARRAYS[this.kind](2 * this.count);
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

/** Numbers in order, most of them one more than that before: of these nothing is kept. */
export class CountedNumbers {
  /** Those that are not one more, and their places. */
  private readonly numbers = new Numbers();
  private readonly places = new Numbers();
  private next = 0;
  length = 0;

  push(number: number): void {
    if (number !== this.next || this.length === 0) {
      this.numbers.push(number);
      this.places.push(this.length);
    }
    this.next = number + 1;
    this.length++;
  }

  at(index: number): number {
    const step = this.places.lastUpTo(index);
    return this.numbers.at(step) + index - this.places.at(step);
  }

  /** The last one that is not above a number; -1 where there is none. */
  lastUpTo(number: number): number {
    const step = this.numbers.lastUpTo(number);
    if (step < 0) return -1;
    const end = step + 1 < this.places.length ? this.places.at(step + 1) : this.length;
    return Math.min(end - 1, this.places.at(step) + number - this.numbers.at(step));
  }
}

/** Numbers from 0 on, each a bit. */
export class NumberSet {
  private bits = new Uint8Array(128);

  add(number: number): void {
    const at = number >> 3;
    if (at >= this.bits.length) {
      const larger = new Uint8Array(Math.max(2 * this.bits.length, at + 1));
      larger.set(this.bits);
      this.bits = larger;
    }
    this.bits[at]! |= 1 << (number & 7);
  }

  has(number: number): boolean {
    return ((this.bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0;
  }
}
