import type { AlphabetOf } from './alphabets.ts';
import type { Keyed } from './keyed.ts';

/** A value is mixed so many times. */
const ROUNDS = 6;
/** So many others are tried where one doesn't fit. */
const TRIES = 64;
/** So many letters stay at most where a value must have these. */
const MOST_FIXED = 8;

/** Whether a value may come in the place of another one. */
export type Fits = (candidate: string) => boolean;

/**
 * Other texts of the same make: as long, a letter for a letter and a digit for a digit, in the same case. No two texts
 * become the same one, and those that differ in case alone go on to do so: it is a Feistel network over the characters.
 */
export class Substitution {
  private readonly known = new Map<string, string>();
  /** By what a text is used for and how it is made: letters must stay for a value to fit. */
  private readonly fixedLetters = new Set<string>();

  constructor(private readonly keyed: Keyed) {}

  /**
   * @param use texts of another use become others
   * @param fits asked of each text that could come; where none fits, the first is taken all the same
   */
  of(text: string, use: string, alphabetOf: AlphabetOf, fits: Fits = () => true): string {
    const key = `${use}\n${text}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = this.find(text, use, alphabetOf, fits);
    this.known.set(key, found);
    return found;
  }

  private find(text: string, use: string, alphabetOf: AlphabetOf, fits: Fits): string {
    const make = `${use} ${text.replace(/[0-9]+/g, '0').replace(/\p{L}+/gu, 'x')}`;
    if (!this.fixedLetters.has(make)) {
      const found = this.walk(text, alphabetOf, fits);
      if (found !== undefined) return found;
      this.fixedLetters.add(make);
    }
    // More letters are a text, and no sign in front of a number.
    if (text.replace(/[^\p{L}]/gu, '').length > MOST_FIXED) return this.permuted(text, alphabetOf);
    const digits: AlphabetOf = (character) => (/[0-9]/.test(character) ? alphabetOf(character) : null);
    return this.walk(text, digits, fits) ?? this.permuted(text, alphabetOf);
  }

  /** Goes on from one to the next until one fits: so two that fit never become the same. */
  private walk(text: string, alphabetOf: AlphabetOf, fits: Fits): string | undefined {
    let candidate = text;
    for (let n = 0; n < TRIES; n++) {
      candidate = this.permuted(candidate, alphabetOf);
      if (candidate === text) return undefined;
      if (fits(candidate)) return candidate;
    }
    return undefined;
  }

  private permuted(text: string, alphabetOf: AlphabetOf): string {
    const characters = [...text];
    const places: number[] = [];
    const found: string[] = [];
    for (const [place, character] of characters.entries()) {
      const alphabet = alphabetOf(character);
      if (alphabet === null) continue;
      places.push(place);
      found.push(alphabet);
    }
    if (places.length === 0) return text;
    const letters = found.map((alphabet) => [...alphabet]);
    const values = places.map((place, i) => letters[i]!.indexOf(characters[place]!));
    const middle = places.length >> 1;
    for (let round = 0; round < ROUNDS; round++) {
      const [from, to] = round % 2 === 0 ? [0, middle] : [middle, places.length];
      const label = `${round} ${[...values.slice(0, from), '|', ...values.slice(to)].join(' ')}`;
      const added = this.keyed.numbers(label, to - from);
      for (let i = from; i < to; i++) values[i] = (values[i]! + added[i - from]!) % letters[i]!.length;
    }
    for (const [i, place] of places.entries()) characters[place] = letters[i]![values[i]!]!;
    return characters.join('');
  }
}
