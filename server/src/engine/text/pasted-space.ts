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
