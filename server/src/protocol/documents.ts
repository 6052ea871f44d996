/*
 * Every message of our own (`srg/*`) between server and client, one file a subject: names, parameters and answers, and
 * what both sides must read alike. No handler and no state lives here; the client imports it, so nothing here knows
 * the server's session.
 */

import type { Range } from 'vscode-languageserver-protocol';

/** What a delivery is called as a language: ours, and what VS Code says of any XML. */
export const DELIVERY_LANGUAGES: readonly string[] = ['srg-xml', 'xml'];

/** What XSLT is called as a language: by VS Code itself, and by extensions for it. */
export const STYLESHEET_LANGUAGES: readonly string[] = ['xsl', 'xslt'];

/**
 * Notification to the server: what the editor reads and writes an open document in, by its own name for it. A client
 * that can tell sends it when the document opens, and when it is another.
 */
export const DOCUMENT_ENCODING = 'srg/documentEncoding';
export interface DocumentEncodingParams {
  readonly uri: string;
  readonly encoding: string;
}

/** The client's command that opens a document in another encoding again: its address, and the encoding as XML has it. */
export const REOPEN = 'srg.reopenInEncoding';

/** Notification to the server: what the user sees of a document, which is looked at first. Clients needn't send it. */
export const VISIBLE_RANGE = 'srg/visibleRange';
export interface VisibleRangeParams {
  readonly uri: string;
  readonly range: Range;
}
