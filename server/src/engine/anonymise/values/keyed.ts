import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** What a secret makes of texts: the same each time, and without the secret nobody can tell it from chance. */
export class Keyed {
  private readonly base: ReturnType<typeof hmac.create>;

  constructor(secret: Uint8Array) {
    this.base = hmac.create(sha256, secret);
  }

  /** So many numbers from 0 to 65535. */
  numbers(label: string, count: number): Uint16Array {
    const numbers = new Uint16Array(count);
    for (let done = 0, block = 0; done < count; block++) {
      const bytes = this.base
        .clone()
        .update(utf8ToBytes(`${block} ${label}`))
        .digest();
      for (let i = 0; i < bytes.length && done < count; i += 2) numbers[done++] = (bytes[i]! << 8) | bytes[i + 1]!;
    }
    return numbers;
  }

  /** A whole number from 0 to below `limit`, which is at most 2^32. */
  number(label: string, limit: number): number {
    const [high = 0, low = 0] = this.numbers(label, 2);
    return (high * 65_536 + low) % limit;
  }
}
