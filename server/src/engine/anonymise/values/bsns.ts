import { passesElfproef } from '../../delivery/values/bsn.ts';
import { ASCII_ALPHABETS } from './alphabets.ts';
import type { Keyed } from './keyed.ts';
import type { Substitution } from './substitution.ts';

/** So many numbers of nine digits begin with 9. */
const NUMBERS = 100_000_000;

/**
 * Fictitious BSNs in the place of others: nine digits that begin with 9, which is not handed out, and pass the 11-proof
 * or fail it as the other one does. One BSN becomes the same one wherever it stands, and no two become one.
 */
export class FictitiousBsns {
  private readonly known = new Map<string, string>();
  /** What is given out, and what the deliveries hold themselves: that would be somebody else of them. */
  private readonly taken = new Set<string>();

  constructor(
    private readonly keyed: Keyed,
    private readonly substitution: Substitution,
  ) {}

  /** Numbers that a text holds are not given out. */
  avoid(text: string): void {
    for (const [found] of text.matchAll(/(?<![0-9])9[0-9]{7,8}(?![0-9])/g)) this.taken.add(found);
  }

  /** @param value without white space around it; of what is no BSN, that is wrong in the same way */
  of(value: string): string {
    const known = this.known.get(value);
    if (known !== undefined) return known;
    const made = this.make(value);
    this.known.set(value, made);
    return made;
  }

  /** One that was replaced stands in a text. */
  standIn(text: string): boolean {
    for (const [found] of text.matchAll(/[0-9]{9,}/g)) {
      if (found.length === 9 && this.known.has(found) && this.known.get(found) !== found) return true;
    }
    return false;
  }

  private make(value: string): string {
    const digits = value.replace(/[^0-9]/g, '');
    // Nobody's: it stands for a number that isn't there.
    if (/^(.)\1*$/.test(digits) && digits === value) return value;
    const isWritten = digits.length === value.length || !/\p{L}/u.test(value);
    if (isWritten && (digits.length === 9 || digits.length === 8)) return inPlaceOf(value, this.number(digits));
    const isNew = (text: string) => text !== value && !holdsBsn(text);
    return this.substitution.of(value, 'bsn', ASCII_ALPHABETS, isNew);
  }

  /** Of nine digits, or of eight, where the zero in front may be lost: nobody has the number with that either. */
  private number(digits: string): string {
    const same = this.known.get(digits);
    if (same !== undefined) return same;
    const shape = digits.length === 9 ? passesElfproef(digits) : 'short';
    const limit = digits.length === 9 ? NUMBERS : NUMBERS / 10;
    const first = this.keyed.number(`bsn ${digits}`, limit);
    for (let n = 0; n < limit; n++) {
      const candidate = `9${String((first + n) % limit).padStart(digits.length - 1, '0')}`;
      const fits = shape === 'short' ? !passesElfproef(`0${candidate}`) : passesElfproef(candidate) === shape;
      if (!fits || this.taken.has(candidate)) continue;
      this.taken.add(candidate);
      this.known.set(digits, candidate);
      return candidate;
    }
    throw new RangeError('no fictitious BSN is left');
  }
}

/** The digits of a number in the places of those of another one. */
function inPlaceOf(value: string, digits: string): string {
  let next = 0;
  return value.replace(/[0-9]/g, () => digits[next++]!);
}

/** Nine digits that could be the BSN of somebody stand in a text. */
export function holdsBsn(text: string): boolean {
  return Array.from(text.matchAll(/[0-9]{9,}/g)).some(
    ([found]) => found.length === 9 && !found.startsWith('9') && passesElfproef(found),
  );
}
