import type {
  CancellationToken,
  ClientCapabilities,
  Connection,
  ServerCapabilities,
  TextDocumentIdentifier,
} from 'vscode-languageserver';
import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import type { DiagnosticOptions } from '../features/diagnostics.ts';
import type { OpenDocument } from '../open-document.ts';

/** What a request about a document is answered from. */
export interface Subject {
  readonly document: OpenDocument;
  readonly analysis: DeliveryAnalysis;
  readonly options: DiagnosticOptions;
  readonly client: ClientCapabilities;
  /** The commands that the client says it knows. */
  readonly commands: readonly string[];
}

export interface Answering {
  /**
   * A handler for requests about one document: fenced, and given up when cancelled.
   * @param what the name in the log
   * @param otherwise the answer where the document is not open, is no SRG, or the handler fails
   */
  about<P extends { textDocument: TextDocumentIdentifier }, R>(
    what: string,
    otherwise: R,
    handler: (parameters: P, subject: Subject) => R | Promise<R>,
  ): (parameters: P, token: CancellationToken) => Promise<R>;
}

/** Requests that belong together: what the server announces of them, and their wiring. */
export interface RequestGroup {
  capabilities(client: ClientCapabilities): ServerCapabilities;
  register(connection: Connection, answering: Answering): void;
}
