/** Character classes of XML 1.0 (fifth edition), sections 2.2 and 2.3. */

const NAME_START = 1;
const NAME = 2;

const ASCII = new Uint8Array(128);
for (let c = 0x61; c <= 0x7a; c++) ASCII[c] = NAME_START | NAME;
for (let c = 0x41; c <= 0x5a; c++) ASCII[c] = NAME_START | NAME;
for (let c = 0x30; c <= 0x39; c++) ASCII[c] = NAME;
ASCII[0x3a] = NAME_START | NAME;
ASCII[0x5f] = NAME_START | NAME;
ASCII[0x2d] = NAME;
ASCII[0x2e] = NAME;

/** A UTF-16 code unit that may begin a name; a high surrogate counts where its plane has name characters. */
export function isNameStart(code: number): boolean {
  if (code < 128) return (ASCII[code]! & NAME_START) !== 0;
  return (
    (code >= 0xc0 && code <= 0x2ff && code !== 0xd7 && code !== 0xf7) ||
    (code >= 0x370 && code <= 0x1fff && code !== 0x37e) ||
    code === 0x200c ||
    code === 0x200d ||
    (code >= 0x2070 && code <= 0x218f) ||
    (code >= 0x2c00 && code <= 0x2fef) ||
    (code >= 0x3001 && code <= 0xd7ff) ||
    (code >= 0xd800 && code <= 0xdb7f) ||
    (code >= 0xf900 && code <= 0xfdcf) ||
    (code >= 0xfdf0 && code <= 0xfffd)
  );
}

/** A UTF-16 code unit that may follow in a name. */
export function isNamePart(code: number): boolean {
  if (code < 128) return (ASCII[code]! & NAME) !== 0;
  return (
    isNameStart(code) ||
    code === 0xb7 ||
    (code >= 0x300 && code <= 0x36f) ||
    code === 0x203f ||
    code === 0x2040 ||
    (code >= 0xdc00 && code <= 0xdfff)
  );
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
  for (; i < n; i++) {
    const code = text.charCodeAt(i);
    if (code < 128 ? (ASCII[code]! & NAME) === 0 : !isNamePart(code)) break;
  }
  return i;
}
