import { referenceAt } from '../../../syntax/references.ts';

/** What XML has no character for, and an ampersand that begins no reference to an entity or a character. */
const NO_CHARACTER = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const BARE_AMPERSAND = /&(?!(?:lt|gt|amp|quot|apos|#x[0-9a-fA-F]+|#[0-9]+);)/g;
const CHARACTER_REFERENCE = /&#[^;]*;/g;

/** Text with what may not stand in it written as it may. */
export function wellFormedText(text: string): string {
  const chars = validCharacters(text);
  if (!/[&<>]/.test(chars)) return chars;
  return chars
    .replace(BARE_AMPERSAND, '&amp;')
    .replace(CHARACTER_REFERENCE, (reference) =>
      referenceAt(reference, 0).kind === 'good' ? reference : `&amp;${reference.slice(1)}`,
    )
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** Without the characters that XML does not have. */
export function validCharacters(text: string): string {
  return text.replace(NO_CHARACTER, '');
}

/** Text so long is written as a section where it can be: libxml2 takes much longer for what is written as references. */
const LONG = 10_000;

/** The same for text between tags. */
export function wellFormedContent(text: string): string {
  const asText = text.length < LONG || !/[&<]/.test(text) || /&(?:lt|gt|amp|quot|apos|#[^;]*);/.test(text);
  return asText ? wellFormedText(text) : `<![CDATA[${validCharacters(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}
