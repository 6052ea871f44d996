/** The characters that may stand for one another: digits, and letters of one kind; null for a character that stays. */
export type AlphabetOf = (character: string) => string | null;

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();

/** Letters, marks and digits say something; signs, white space and what can't be seen show how a text is written. */
const TELLING = /[\p{L}\p{M}\p{N}]/u;
const KINDS = ['Ll', 'Lu', 'Lt', 'Lm', 'Lo', 'Mn', 'Mc', 'Me', 'Nd', 'Nl', 'No'].map(
  (kind) => new RegExp(`\\p{${kind}}`, 'u'),
);
/** Neighbours in Unicode are alike: a letter with a diacritic stands among such. */
const NEIGHBOURS = 16;

/**
 * @param canWrite the encoding has a character
 * @param staying characters that stay, and that none comes in the place of
 */
export function alphabets(canWrite: (character: string) => boolean = () => true, staying = ''): AlphabetOf {
  const mayCome = (character: string) => !staying.includes(character) && canWrite(character);
  const known = new Map<string, string | null>();
  return (character) => {
    if (character >= 'a' && character <= 'z') return LOWER;
    if (character >= 'A' && character <= 'Z') return UPPER;
    if (character >= '0' && character <= '9') return DIGITS;
    if (character < '\x80') return null;
    let alphabet = known.get(character);
    if (alphabet === undefined) {
      alphabet = TELLING.test(character) && !staying.includes(character) ? neighboursOf(character, mayCome) : null;
      known.set(character, alphabet);
    }
    return alphabet;
  };
}

/** Those of ASCII, and no others. */
export const ASCII_ALPHABETS: AlphabetOf = alphabets(() => false);

function neighboursOf(character: string, canWrite: (character: string) => boolean): string | null {
  const code = character.codePointAt(0)!;
  const kind = KINDS.find((one) => one.test(character));
  const first = code - (code % NEIGHBOURS);
  const alike = Array.from({ length: NEIGHBOURS }, (_, n) => String.fromCodePoint(first + n)).filter(
    (other) => other.length === character.length && kind?.test(other) && canWrite(other),
  );
  return alike.length > 1 ? alike.join('') : null;
}
