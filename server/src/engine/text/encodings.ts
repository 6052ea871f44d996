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
  const name = encoding.toLowerCase().replace(/[^a-z0-9]/g, '');
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

/** Whether two names are those of one encoding. */
export function isSameEncoding(a: string, b: string): boolean {
  return nameOf(a) === nameOf(b);
}

/** What JavaScript calls an encoding; undefined for one that the machine doesn't know. */
export function encodingNamed(declared: string): string | undefined {
  try {
    return new TextDecoder(declared).encoding;
  } catch {
    return undefined;
  }
}
