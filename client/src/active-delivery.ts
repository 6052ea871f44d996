import { type TextDocument, window } from 'vscode';

/** The languages that a delivery may be in. */
export const LANGUAGES: readonly string[] = ['srg-xml', 'xml'];

/** What XSLT is called: by the editor itself, and by extensions for it. */
export const STYLESHEET_LANGUAGES: readonly string[] = ['xsl', 'xslt'];

/** The document that the user is in, where it may be a delivery. */
export function activeDelivery(): TextDocument | undefined {
  const document = window.activeTextEditor?.document;
  return document && LANGUAGES.includes(document.languageId) ? document : undefined;
}
