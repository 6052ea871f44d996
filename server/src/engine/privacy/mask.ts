import { collapseXml, trimXml } from '../text/xml-whitespace.ts';

/** Stands for what is not told, however long that is. */
export const MASK = '*****';
/** So many characters of nine digits are told: people know each other's BSN by these. */
const TOLD_OF_NINE = 4;

/**
 * What stands in a BSN's place, made unreadable: of nine digits the last four are left, of anything else the last third
 * at most, for it may be a BSN all the same, with a point, a letter or a digit too few.
 */
export function maskBsn(value: string): string {
  const characters = [...trimXml(value)];
  if (characters.length === 0) return '';
  const isBsn = /^[0-9]{9}$/.test(characters.join(''));
  const told = isBsn ? TOLD_OF_NINE : Math.min(TOLD_OF_NINE, Math.floor(characters.length / 3));
  // A space or a point in front would tell how the value is written, and nothing else.
  return (
    MASK +
    characters
      .slice(characters.length - told)
      .join('')
      .replace(/^[^\p{L}\p{N}]+/u, '')
  );
}

/**
 * A BSN, wherever that stands: nine digits and more, or nine in groups as people write them. `2025-00185` is none: a
 * year with a number is common.
 */
const LIKE_BSN =
  /[0-9]{9,}|(?<![0-9])(?:[0-9]{3}([\p{Zs}.-])[0-9]{3}\1[0-9]{3}|[0-9]{4}([\p{Zs}.-])[0-9]{2}\2[0-9]{3}|[0-9]{2}([\p{Zs}.-])[0-9]{2}\3[0-9]{2}\3[0-9]{3}|[0-9]{5}[\p{Zs}.][0-9]{4})(?![0-9])/gu;

/** Where something like a BSN stands in a text. */
export function likeBsn(text: string): readonly { readonly start: number; readonly end: number }[] {
  return Array.from(text.matchAll(LIKE_BSN), ({ 0: found, index }) => ({ start: index, end: index + found.length }));
}

/**
 * A text in which BSNs may stand, made unreadable where one does.
 * @param known what stands in the places of BSNs that the text may be made of
 */
export function maskText(text: string, known: Iterable<string> = []): string {
  let masked = text;
  for (const value of known) masked = maskKnown(masked, value);
  return masked.replace(LIKE_BSN, maskBsn);
}

/** Takes a value out of a text, also where the text was cut short in the midst of it. */
function maskKnown(text: string, value: string): string {
  const mask = maskBsn(value);
  if (mask === '') return text;
  let masked = text;
  for (const form of new Set([trimXml(value), collapseXml(value)])) {
    masked = masked.replaceAll(form, mask);
    for (let length = form.length - 1; length > 0 && masked.endsWith('…'); length--) {
      const cut = `${form.slice(0, length)}…`;
      if (masked.endsWith(cut)) masked = `${masked.slice(0, masked.length - cut.length)}${MASK}…`;
    }
  }
  return masked;
}

/** Who looks at a value. */
export interface Reader {
  /** BSNs are not for this reader's eyes. */
  readonly maskBsn: boolean;
}

/** What stands in a BSN's place, for a reader who may see it or may not. */
export function shownBsn(value: string, reader: Reader): string;
export function shownBsn(value: string | undefined, reader: Reader): string | undefined;
export function shownBsn(value: string | undefined, reader: Reader): string | undefined {
  return value !== undefined && reader.maskBsn ? maskBsn(value) : trimXml(value);
}

/** Any other value: it may hold a BSN. */
export function shownText(value: string, reader: Reader): string;
export function shownText(value: string | undefined, reader: Reader): string | undefined;
export function shownText(value: string | undefined, reader: Reader): string | undefined {
  return value !== undefined && reader.maskBsn ? maskText(trimXml(value)) : trimXml(value);
}
