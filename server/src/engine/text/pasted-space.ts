/**
 * All white space of Unicode, as comes along with what is pasted from a web page or a sheet. It is no white space to
 * XML: to take it away changes a value, so that this is for proposals to the user and for what the user has typed
 * outside a document.
 */

export function trimPasted(text: string): string {
  return text.trim();
}

/** What stands between white space. */
export function pastedWords(text: string): string[] {
  return text.match(/\S+/g) ?? [];
}

/** Spaces and marks without a width, none of which is white space to XML. */
const STRANGE = /^[\u0085\u00a0\u1680\u2000-\u200d\u2028-\u202f\u205f\u2060\u3000\ufeff \t\r\n]+$/;

/** There is nothing to be seen in a text, and yet it is more than white space. */
export function isStrangeSpace(text: string): boolean {
  return STRANGE.test(text) && /[^ \t\r\n]/.test(text);
}

/** With spaces for spaces, and nothing for what has no width. */
export function plainSpace(text: string): string {
  return text.replace(/[\u200b-\u200d\u2060\ufeff]/g, '').replace(/[^ \t\r\n]/g, ' ');
}
