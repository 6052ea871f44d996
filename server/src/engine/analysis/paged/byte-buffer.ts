/** Numbers and short texts as bytes: seven bits of a number in each. */
export class ByteWriter {
  private bytes = new Uint8Array(1_024);
  private size = 0;

  /** What was written since it was last begun. */
  get written(): Uint8Array {
    return this.bytes.subarray(0, this.size);
  }

  begin(): void {
    this.size = 0;
  }

  /** @param number from 0 up to 2^31 */
  number(number: number): void {
    if (this.size + 5 > this.bytes.length) this.grow(5);
    let left = number;
    while (left > 127) {
      this.bytes[this.size++] = (left & 127) | 128;
      left >>>= 7;
    }
    this.bytes[this.size++] = left;
  }

  /** A number that may be below 0. */
  difference(number: number): void {
    this.number(number < 0 ? -2 * number - 1 : 2 * number);
  }

  text(text: string): void {
    this.number(text.length);
    for (let i = 0; i < text.length; i++) this.number(text.charCodeAt(i));
  }

  private grow(by: number): void {
    const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.size + by));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** Reads what a {@link ByteWriter} has written, in its order. */
export class ByteReader {
  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  number(): number {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++]!;
      number |= (byte & 127) << shift;
      if (byte < 128) return number;
    }
  }

  difference(): number {
    const number = this.number();
    return number & 1 ? -(number + 1) / 2 : number / 2;
  }

  text(): string {
    let text = '';
    let left = this.number();
    // Some at a time: each text that is put together from two is one more object.
    for (; left >= 4; left -= 4)
      text += String.fromCharCode(this.number(), this.number(), this.number(), this.number());
    for (; left > 0; left--) text += String.fromCharCode(this.number());
    return text;
  }
}
