import { isXmlCharacter } from './characters.ts';

/** The entities that XML knows without a declaration (XML 1.0, section 4.6). */
export const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const REFERENCE = /&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([\p{L}_:][\p{L}\p{N}._:-]*));/uy;

/** A `&…;` at an offset: what it stands for, or what is wrong with it. */
export type Reference =
  | { readonly kind: 'good'; readonly end: number; readonly value: string }
  | { readonly kind: 'badCharacterReference' | 'undeclaredEntity'; readonly end: number; readonly name: string }
  | { readonly kind: 'bareAmpersand'; readonly end: number };

/** Reads the reference that starts with the `&` at `at`. */
export function referenceAt(text: string, at: number): Reference {
  REFERENCE.lastIndex = at;
  const match = REFERENCE.exec(text);
  if (!match) {
    const broken = /^&#[^;<& \t\r\n]{0,10};/.exec(text.slice(at, at + 14));
    if (broken) return { kind: 'badCharacterReference', end: at + broken[0].length, name: broken[0] };
    return { kind: 'bareAmpersand', end: at + 1 };
  }
  const end = at + match[0].length;
  if (match[3] !== undefined) {
    const value = Object.hasOwn(PREDEFINED, match[3]) ? PREDEFINED[match[3]] : undefined;
    return value === undefined ? { kind: 'undeclaredEntity', end, name: match[3] } : { kind: 'good', end, value };
  }
  const code = match[1] === undefined ? Number.parseInt(match[2]!, 10) : Number.parseInt(match[1], 16);
  if (!isXmlCharacter(code)) return { kind: 'badCharacterReference', end, name: match[0] };
  return { kind: 'good', end, value: String.fromCodePoint(code) };
}

/** The text with its references resolved and its line ends brought to LF; what is no reference stays as it is. */
export function decodeReferences(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  if (!lines.includes('&')) return lines;
  let result = '';
  let at = 0;
  for (let i = lines.indexOf('&'); i >= 0; i = lines.indexOf('&', at)) {
    const reference = referenceAt(lines, i);
    result += lines.slice(at, i) + (reference.kind === 'good' ? reference.value : lines.slice(i, reference.end));
    at = reference.end;
  }
  return result + lines.slice(at);
}

/** The text with `&`, `<` and `>` written as references, so that it can stand between tags. */
export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** The text as it can stand in an attribute between quotes of either kind. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/g, '&quot;').replace(/'/g, '&apos;');
}
