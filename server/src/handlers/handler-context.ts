import type {
  CancellationToken,
  ClientCapabilities,
  Connection,
  Position,
  Range,
  Registration,
  ServerCapabilities,
  TextDocumentIdentifier,
} from 'vscode-languageserver';
import type { DeliveryAnalysis } from '../engine/analysis/delivery-analysis.ts';
import type { Day } from '../engine/delivery/day.ts';
import type { PreviousDelivery } from '../engine/delivery/previous-delivery.ts';
import type { RecordFacts } from '../engine/delivery/record-facts.ts';
import type { StylesheetAnalysis } from '../engine/stylesheet/stylesheet-analysis.ts';
import type { DiagnosticOptions } from '../features/diagnostics.ts';
import type { ClosedDelivery } from '../features/navigation/closed-symbols.ts';
import type { OpenDocument } from '../session/documents/open-document.ts';
import type { Guard } from '../session/guard.ts';
import type { ServerSettings } from '../session/settings/settings.ts';

/** What a request about a document is answered from. */
export interface DocumentSnapshot {
  readonly document: OpenDocument;
  readonly analysis: DeliveryAnalysis;
  /** Given where the document is an XSLT stylesheet that writes SRG, of which the analysis has nothing to say. */
  readonly stylesheet: StylesheetAnalysis | undefined;
  readonly options: DiagnosticOptions;
  readonly settings: ServerSettings;
  readonly client: ClientCapabilities;
  /** The commands that the client says it knows. */
  readonly commands: readonly string[];
  readonly today: Day;
  /** Gives an answer while the text of the delivery of the month before is at hand. */
  withPreviousText<T>(previous: PreviousDelivery, answer: () => T): Promise<T>;
}

/** What has to be known before a request is answered: everything of the document, or what stands at the places named. */
export type Extent = 'document' | 'place';

/** A delivery that no editor holds, of which no more is read than is asked for. */
export interface ClosedSource extends ClosedDelivery {
  /** See `ClosedDeliveries.recordsOf`. */
  recordsOf(wanted: string, goesOn: () => boolean): Promise<readonly RecordFacts[]>;
}

export interface HandlerContext {
  readonly guard: Guard;
  /** How things are told about a document, open or not. */
  optionsFor(uri: string): Promise<DiagnosticOptions>;
  /**
   * The finished analysis of a delivery: of one that is open as the user sees it (unfinished where its work was called
   * off), of another as the host reads it, which shows no more than what it holds. undefined where it can't be read.
   */
  deliveryAt(uri: string): Promise<DeliveryAnalysis | undefined>;
  /**
   * The deliveries of the workspace, and of the folders of documents outside it, that no editor holds: the latest month
   * first.
   */
  closedDeliveries(): Promise<readonly ClosedSource[]>;

  /**
   * A handler for requests about one delivery: fenced, and given up when cancelled.
   * @param what the name in the log
   * @param fallback the answer where the document is not open, is no SRG, or the handler fails
   * @param extent `place` for what needs no other records than those at the position or range asked about; it is
   *   answered while the rest of a large document is still being looked at
   */
  onDelivery<P extends { textDocument: TextDocumentIdentifier }, R>(
    what: string,
    fallback: R,
    handler: (parameters: P, snapshot: DocumentSnapshot) => R | Promise<R>,
    extent?: Extent,
  ): (parameters: P, token: CancellationToken) => Promise<R>;

  /** The same for requests about what writes deliveries, too: the subject may have a stylesheet. */
  readonly onDocument: HandlerContext['onDelivery'];

  /** The same for requests about all documents that are open and may be SRG. */
  onAllDocuments<P, R>(
    what: string,
    fallback: R,
    handler: (parameters: P, snapshots: readonly DocumentSnapshot[], token: CancellationToken) => R | Promise<R>,
  ): (parameters: P, token: CancellationToken) => Promise<R>;
}

/** The positions that a request names. */
export function placesIn(parameters: object): Position[] {
  const { position, range } = parameters as { position?: Position; range?: Range };
  return [...(position ? [position] : []), ...(range ? [range.start, range.end] : [])];
}

/** Requests that belong together: what the server announces of them, and their wiring. */
export interface RequestGroup {
  capabilities(client: ClientCapabilities): ServerCapabilities;
  /** What is announced for some languages only, once the client is ready; `capabilities` leaves that out then. */
  registrations?(client: ClientCapabilities): readonly Omit<Registration, 'id'>[];
  register(connection: Connection, context: HandlerContext): void;
  /** Settings have changed: asks the client to ask again for what it shows and what hangs on them. */
  refresh?(connection: Connection, client: ClientCapabilities): void;
}
