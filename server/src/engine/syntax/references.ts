import { isXmlCharacter } from './characters.ts';

/** The entities that XML knows without a declaration (XML 1.0, section 4.6). */
export const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const REFERENCE = /&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([\p{L}_:][\p{L}\p{N}._:-]*));/uy;

const EACH_REFERENCE = new RegExp(REFERENCE.source, 'gu');

/** A `&…;` at an offset: what it stands for, or what is wrong with it. */
export type Reference =
  | { readonly kind: 'good'; readonly end: number; readonly value: string }
  | {
      readonly kind: 'badCharacterReference' | 'malformedReference' | 'undeclaredEntity';
      readonly end: number;
      readonly name: string;
    }
  | { readonly kind: 'unterminatedReference'; readonly end: number; readonly name: string }
  | { readonly kind: 'bareAmpersand'; readonly end: number };

/** One of these names without its semicolon. */
const UNTERMINATED = /^&(?:amp|lt|gt|quot|apos|#\d{2,6}|#x[0-9a-fA-F]{2,5})(?![\p{L}\p{N};._:-])/u;

/** Reads the reference that starts with the `&` at `at`. */
export function referenceAt(text: string, at: number): Reference {
  REFERENCE.lastIndex = at;
  const match = REFERENCE.exec(text);
  if (!match) {
    const broken = /^&#[^;<& \t\r\n]{0,10};/.exec(text.slice(at, at + 14));
    if (broken) return { kind: 'malformedReference', end: at + broken[0].length, name: broken[0] };
    const unterminated = UNTERMINATED.exec(text.slice(at, at + 12))?.[0];
    if (unterminated !== undefined)
      return { kind: 'unterminatedReference', end: at + unterminated.length, name: unterminated };
    return { kind: 'bareAmpersand', end: at + 1 };
  }
  const end = at + match[0].length;
  const value = meantBy(match[1], match[2], match[3]);
  if (value !== undefined) return { kind: 'good', end, value };
  if (match[3] !== undefined) return { kind: 'undeclaredEntity', end, name: match[3] };
  return { kind: 'badCharacterReference', end, name: match[0] };
}

/** What a reference by number or by name stands for; undefined where that is nothing that XML knows. */
function meantBy(hex: string | undefined, decimal: string | undefined, name: string | undefined): string | undefined {
  if (name !== undefined) return Object.hasOwn(PREDEFINED, name) ? PREDEFINED[name] : undefined;
  const code = hex === undefined ? Number.parseInt(decimal!, 10) : Number.parseInt(hex, 16);
  return isXmlCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** The text with its references resolved and its line ends brought to LF; what is no reference stays as it is. */
export function decodeReferences(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  if (!lines.includes('&')) return lines;
  return lines.replace(EACH_REFERENCE, (whole, hex?: string, decimal?: string, name?: string) => {
    return meantBy(hex, decimal, name) ?? whole;
  });
}

/** The text with `&`, `<` and `>` written as references, so that it can stand between tags. */
export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** The text as it can stand in an attribute between quotes of either kind. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/g, '&quot;').replace(/'/g, '&apos;');
}

/** Letters and signs that HTML names and XML does not, in the order of their names. */
const HTML =
  'Aacute\u00c1Acirc\u00c2Agrave\u00c0Aring\u00c5Atilde\u00c3Auml\u00c4Ccedil\u00c7Eacute\u00c9Ecirc\u00caEgrave\u00c8Euml\u00cb' +
  'Iacute\u00cdIcirc\u00ceIgrave\u00ccIuml\u00cfNtilde\u00d1Oacute\u00d3Ocirc\u00d4Ograve\u00d2Oslash\u00d8Otilde\u00d5Ouml\u00d6' +
  'Uacute\u00daUcirc\u00dbUgrave\u00d9Uuml\u00dcaacute\u00e1acirc\u00e2agrave\u00e0aring\u00e5atilde\u00e3auml\u00e4bull\u2022' +
  'ccedil\u00e7cent\u00a2copy\u00a9deg\u00b0divide\u00f7eacute\u00e9ecirc\u00eaegrave\u00e8euml\u00ebeuro\u20acfrac12\u00bd' +
  'frac14\u00bchellip\u2026iacute\u00edicirc\u00eeigrave\u00eciuml\u00eflaquo\u00abldquo\u201clsquo\u2018mdash\u2014' +
  'middot\u00b7ndash\u2013nbsp\u00a0ntilde\u00f1oacute\u00f3ocirc\u00f4ograve\u00f2oslash\u00f8otilde\u00f5ouml\u00f6' +
  'para\u00b6plusmn\u00b1pound\u00a3raquo\u00bbrdquo\u201dreg\u00aersquo\u2019sect\u00a7szlig\u00dfthinsp\u2009times\u00d7' +
  'trade\u2122uacute\u00faucirc\u00fbugrave\u00f9uuml\u00fcyen\u00a5';

/** What an entity that XML does not know stands for, as XML writes it; undefined where nobody can tell. */
export function meantByEntity(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (Object.hasOwn(PREDEFINED, lower)) return `&${lower};`;
  if (!/^[A-Za-z0-9]{2,8}$/.test(name)) return undefined;
  const at = HTML.search(new RegExp(`(?<![A-Za-z0-9])${name}[^A-Za-z0-9]`));
  return at < 0 ? undefined : HTML[at + name.length];
}
