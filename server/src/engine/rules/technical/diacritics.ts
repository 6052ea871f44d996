/** Letters of the Latin script that are no letter with a mark to Unicode, as one writes them without. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ Æ: 'AE', æ: 'ae', Œ: 'OE', œ: 'oe', ß: 'ss', ẞ: 'SS', Ø: 'O', ø: 'o', Ł: 'L', ł: 'l', Ð: 'D', ð: 'd' },
  ...{ Đ: 'D', đ: 'd', Þ: 'Th', þ: 'th', Ħ: 'H', ħ: 'h', ı: 'i', Ŋ: 'N', ŋ: 'n', Ŧ: 'T', ŧ: 't', ſ: 's' },
};

/** A letter with a diacritic, as one character or with combining marks behind it, or one of {@link PLAIN}. */
const MARKED = new RegExp(`\\p{L}\\p{M}+|[${Object.keys(PLAIN).join('')}]`, 'gu');

/** The letters with diacritics in a text, each once. */
export function lettersWithDiacritics(text: string): string[] {
  return [...new Set(text.normalize('NFD').match(MARKED) ?? [])].map((letter) => letter.normalize('NFC'));
}

/** The text without its diacritics. */
export function withoutDiacritics(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(MARKED, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFC');
}
