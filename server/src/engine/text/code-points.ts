/** A character as Unicode names it: U+00A0. */
export function codePointName(character: number): string {
  return `U+${character.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The same of each character of a text. */
export function codePointNames(text: string): string[] {
  return Array.from(text, (character) => codePointName(character.codePointAt(0)!));
}
