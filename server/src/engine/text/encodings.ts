/**
 * Names that libxml2 takes as well, by the machine's iconv, for encodings that JavaScript knows by others. Each has been
 * held against what iconv makes of each byte.
 */
export const NAMES_OF_ICONV: Readonly<Record<string, readonly string[]>> = {
  'us-ascii': ['ansi_x3.4', 'ansi_x3.4-1986', 'cp367', 'csascii', 'ibm367', 'iso-ir-6', 'iso646-us', 'us'],
  'iso-8859-2': ['cp912', 'ibm912'],
  'iso-8859-5': ['cp915', 'ibm915'],
  'iso-8859-6': ['cp1089', 'ibm1089'],
  'iso-8859-7': ['cp813', 'ibm813'],
  'iso-8859-8': ['cp916', 'ibm916'],
  'iso-8859-10': ['iso_8859-10'],
  'iso-8859-13': ['baltic', 'cp921', 'ibm921', 'iso-ir-179', 'l7', 'latin7'],
  'iso-8859-14': ['iso-celtic', 'iso-ir-199', 'iso_8859-14', 'l8', 'latin8'],
  'iso-8859-15': ['iso-ir-203', 'latin-9', 'latin9'],
  'koi8-r': ['koi8r'],
  'windows-1250': ['ms-ee'],
  'windows-1251': ['ms-cyrl'],
  'windows-1252': ['ms-ansi'],
  'windows-1253': ['ms-greek'],
  'windows-1254': ['ms-turk'],
  'windows-1255': ['ms-hebr'],
  'windows-1256': ['ms-arab'],
  'windows-1257': ['winbaltrim'],
};

const BY_OTHER_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES_OF_ICONV).flatMap(([known, others]) => others.map((other) => [other, known] as const)),
);

/** A name that is known to JavaScript where there is one: `latin9` is `iso-8859-15`. */
export function knownName(encoding: string): string {
  return BY_OTHER_NAME.get(encoding.toLowerCase()) ?? encoding;
}

/** What else an encoding goes by, written without the signs between. */
const SAME: Readonly<Record<string, string>> = {
  utf8bom: 'utf8',
  utf16le: 'utf16',
  utf16be: 'utf16',
  ucs2: 'utf16',
  iso10646ucs2: 'utf16',
  cp1252: 'windows1252',
  latin1: 'iso88591',
  usascii: 'ascii',
};

/** An encoding by a name that XML and editors share: `windows-1252` and `windows1252` are one. */
function nameOf(encoding: string): string {
  const name = knownName(encoding)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return SAME[name] ?? name;
}

const NONE = /(?!)/;
const ANY = /./s;
const BEYOND_ASCII = /[^\0-\x7f]/;
const BEYOND_SHARED_LATIN = /[^\0-\x7f\xa0-\xff]/;

/**
 * The characters that an encoding writes as other bytes than another does: a text that an editor reads and writes in
 * the one, and that is declared to be in the other, must not hold them. Nearly all write those of ASCII alike.
 */
export function writtenOtherwise(declared: string, opened: string): RegExp {
  const [one, other] = [nameOf(declared), nameOf(opened)].sort() as [string, string];
  if (one === other) return NONE;
  if (one === 'utf16' || other === 'utf16') return ANY;
  return one === 'iso88591' && other === 'windows1252' ? BEYOND_SHARED_LATIN : BEYOND_ASCII;
}

const REPLACEMENT_IN_UTF8 = Uint8Array.of(0xef, 0xbf, 0xbd);

/**
 * What the bytes of U+FFFD in UTF-8 are in an encoding of one byte a character, as `ï¿½`: an editor read the file as UTF-8,
 * lost a character, and saved that. undefined for other encodings.
 */
export function lostOnSaving(declared: string): string | undefined {
  const encoding = encodingNamed(declared);
  const read = encoding === undefined ? '' : new TextDecoder(encoding).decode(REPLACEMENT_IN_UTF8);
  return read.length === REPLACEMENT_IN_UTF8.length && !read.includes('\ufffd') ? read : undefined;
}

/** Whether two names are those of one encoding. */
export function isSameEncoding(a: string, b: string): boolean {
  return nameOf(a) === nameOf(b);
}

/** What JavaScript calls an encoding; undefined for one that the machine doesn't know. */
export function encodingNamed(declared: string): string | undefined {
  try {
    return new TextDecoder(knownName(declared)).encoding;
  } catch {
    return undefined;
  }
}
