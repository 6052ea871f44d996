/** Character classes of XML 1.0 (fifth edition), sections 2.2 and 2.3. */

const NAME_START = 1;
const NAME = 2;

/** What begins a name; a high surrogate where its plane has name characters. */
const STARTS: readonly (readonly [from: number, to: number])[] = [
  [0x3a, 0x3a],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xdb7f],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
];
/** What may follow, beside that; a low surrogate is one half of a character. */
const PARTS: typeof STARTS = [
  [0x2d, 0x2e],
  [0x30, 0x39],
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
  [0xdc00, 0xdfff],
];

/** Of each UTF-16 code unit. */
const CLASSES = new Uint8Array(0x10000);
for (const [from, to] of STARTS) CLASSES.fill(NAME_START | NAME, from, to + 1);
for (const [from, to] of PARTS) CLASSES.fill(NAME, from, to + 1);

/** A UTF-16 code unit that may begin a name; that behind the end of a text does not. */
export function isNameStart(code: number): boolean {
  return code >= 0 && (CLASSES[code]! & NAME_START) !== 0;
}

/** A UTF-16 code unit that may follow in a name. */
export function isNamePart(code: number): boolean {
  return code >= 0 && (CLASSES[code]! & NAME) !== 0;
}

/** A code point that an XML 1.0 document may hold. */
export function isXmlCharacter(codePoint: number): boolean {
  return (
    (codePoint >= 0x20 && codePoint <= 0xd7ff) ||
    codePoint === 0x9 ||
    codePoint === 0xa ||
    codePoint === 0xd ||
    (codePoint >= 0xe000 && codePoint <= 0xfffd) ||
    (codePoint >= 0x10000 && codePoint <= 0x10ffff)
  );
}

/** A control character that XML 1.1 forbids where 1.0 allows it (XML 1.1, production 2a). */
export function isRestricted(code: number): boolean {
  return code >= 0x7f && code <= 0x9f && code !== 0x85;
}

/**
 * Behind the byte order marks that a text begins with. That of a file is no part of its text, so that each of these is
 * one too many.
 */
export function byteOrderMarksEnd(text: string): number {
  let end = 0;
  while (text.charCodeAt(end) === 0xfeff) end++;
  return end;
}

/** The end of the name that starts at `at`; `at` itself where none does. */
export function nameEnd(text: string, at: number): number {
  if (at >= text.length || !isNameStart(text.charCodeAt(at))) return at;
  const n = text.length;
  let i = at + 1;
  while (i < n && (CLASSES[text.charCodeAt(i)]! & NAME) !== 0) i++;
  return i;
}
