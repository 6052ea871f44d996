import { type TextDocument, window } from 'vscode';
import { DELIVERY_LANGUAGES } from '../../../server/src/protocol/documents.ts';

/** The document that the user is in, where it may be a delivery. */
export function activeDelivery(): TextDocument | undefined {
  const document = window.activeTextEditor?.document;
  return document && DELIVERY_LANGUAGES.includes(document.languageId) ? document : undefined;
}
