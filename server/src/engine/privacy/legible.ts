/**
 * Characters that a terminal acts upon, that turn the direction of text round, or that show nothing, and those that look
 * like a space and are none to XML; white space apart.
 */
const UNSEEN = /[^\P{Cc}\t\r\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|[^\P{Zs} ]/gu;

/** Most texts are nothing but these, and an expression for all of Unicode takes long to compile. */
const ASCII = /^[\t\r\n -~]*$/;

/** A text of a file with every character to be seen: what would move the cursor or mislead the eye as `\u{1b}`. */
export function showUnseen(text: string): string {
  if (ASCII.test(text)) return text;
  return text.replace(UNSEEN, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** The same on one line, with tabs and line ends as a space. */
export function legible(text: string): string {
  return showUnseen(text.replace(/[\t\r\n]+/g, ' '));
}

/** JSON with these characters as `\u001b`, which is the same to whoever reads it. */
export function legibleJson(json: string): string {
  if (ASCII.test(json)) return json;
  return json.replace(UNSEEN, (character) => {
    const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  });
}
