import { type TextDocument, window } from 'vscode';

/** The languages that a delivery may be in. */
export const LANGUAGES: readonly string[] = ['srg-xml', 'xml'];

/** The document that the user is in, where it may be a delivery. */
export function activeDelivery(): TextDocument | undefined {
  const document = window.activeTextEditor?.document;
  return document && LANGUAGES.includes(document.languageId) ? document : undefined;
}
