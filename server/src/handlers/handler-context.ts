import {
  type ApplyWorkspaceEditResult,
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  type Position,
  type ProtocolRequestType0,
  type Range,
  type Registration,
  ResponseError,
  type ServerCapabilities,
  type TextDocumentIdentifier,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { DeliveryAnalysis } from '../engine/analysis/delivery-analysis.ts';
import type { Pack } from '../engine/packs/load-pack.ts';
import type { SourceText } from '../engine/text/source-text.ts';
import { timeSliced } from '../engine/text/time-sliced.ts';
import type { DiagnosticOptions } from '../features/diagnostics.ts';
import type { DocumentSnapshot } from '../session/documents/document-snapshot.ts';
import type { OpenDocument } from '../session/documents/open-document.ts';
import type { Host } from '../session/host.ts';
import type { Session } from '../session/session.ts';
import type { WorkspaceCheck } from '../session/workspace/workspace-check.ts';
import type { ClosedSource } from '../session/workspace/workspace-deliveries.ts';

/**
 * What has to be known before a request is answered: everything of the document, or what stands at the places named;
 * `soon` is everything where that is soon known, and the place where it isn't.
 */
export type Extent = 'document' | 'place' | 'soon';

type AboutDocument = { readonly textDocument: TextDocumentIdentifier };
type Answer<P, R> = (parameters: P, token: CancellationToken) => Promise<R>;

/** What handlers get of the session. */
export interface HandlerContext {
  /**
   * A handler for requests about one delivery: guarded, and given up when cancelled.
   * @param what the name in the log
   * @param fallback the answer where the document is not open, is no SRG, or the handler fails
   * @param extent `place` for what needs no other records than those at the position or range asked about; it is
   *   answered while the rest of a large document is still being looked at
   */
  onDelivery<P extends AboutDocument, R>(
    what: string,
    fallback: R,
    handler: (parameters: P, snapshot: DocumentSnapshot) => R | Promise<R>,
    extent?: Extent,
  ): Answer<P, R>;

  /** The same for requests about what writes deliveries, too: the snapshot may have a stylesheet. */
  readonly onDocument: HandlerContext['onDelivery'];

  /** The same for requests about all documents that are open and may be SRG. */
  onAllDocuments<P, R>(
    what: string,
    fallback: R,
    handler: (parameters: P, snapshots: readonly DocumentSnapshot[], token: CancellationToken) => R | Promise<R>,
  ): Answer<P, R>;

  /**
   * The same for requests about nothing that is open.
   * @param whenCancelled what has come of it by then may be an answer, too
   */
  onRequest<P, R>(
    what: string,
    fallback: R,
    handler: (parameters: P, token: CancellationToken) => R | Promise<R>,
    whenCancelled?: 'error' | 'answer',
  ): Answer<P, R>;

  /** The packs that ship: see `Host.shippedPacks`. */
  shippedPacks(): Promise<readonly Pack[]>;
  /** See `Host.compileSchema`. */
  readonly compileSchema: Host['compileSchema'];
  /** How things are told about a document, open or not. */
  optionsFor(uri: string): Promise<DiagnosticOptions>;
  /** See `WorkspaceDeliveries.at`. */
  deliveryAt(uri: string): Promise<DeliveryAnalysis | undefined>;
  /** See `WorkspaceDeliveries.closed`. */
  closedDeliveries(): Promise<readonly ClosedSource[]>;
  /** See `DocumentDiagnostics.report`; undefined where no such document is open. */
  diagnosticReport(uri: string, previousResultId: string | undefined): Promise<DocumentDiagnosticReport | undefined>;
  readonly workspaceCheck: Pick<WorkspaceCheck, 'check' | 'clear' | 'changed' | 'overview'>;
  /** Asks the client to change documents. */
  applyEdit(edit: WorkspaceEdit): Promise<ApplyWorkspaceEditResult>;
  /** Asks the client to show a document, and to put the cursor there. */
  show(uri: string, selection: Range): Promise<unknown>;
}

/** Requests that belong together: what the server announces of them, and their wiring. */
export interface RequestGroup {
  capabilities(client: ClientCapabilities): ServerCapabilities;
  /** What is announced for some languages only, once the client is ready; `capabilities` leaves that out then. */
  registrations?(client: ClientCapabilities): readonly Omit<Registration, 'id'>[];
  register(connection: Connection, context: HandlerContext): void;
  /** Settings have changed: what the client is to ask again for what it shows and what hangs on them. */
  refreshes?(client: ClientCapabilities): readonly ProtocolRequestType0<void, void, void, void>[];
}

/** What handlers get of a session. Requests that come too early or too late, or are cancelled, are answered with errors. */
export function contextOf(session: Session, connection: Pick<Connection, 'workspace' | 'window'>): HandlerContext {
  const { configuration, deliveries, diagnostics, documents, guard, workspaceCheck } = session;

  function answer<P, R>(
    what: string,
    fallback: R,
    handler: (parameters: P, token: CancellationToken) => Promise<R>,
    whenCancelled: 'error' | 'answer' = 'error',
  ): Answer<P, R> {
    return async (...given) => {
      session.expectRunning();
      // A request without parameters comes with its token alone.
      const [parameters, token] = given[1] ? given : [undefined as P, given[0] as CancellationToken];
      const answered = await guard(what, fallback, () => handler(parameters, token));
      if (token.isCancellationRequested && whenCancelled === 'error')
        throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      return answered;
    };
  }

  const answerOnDocument =
    (takesStylesheets: boolean): HandlerContext['onDelivery'] =>
    (what, fallback, handler, extent = 'document') =>
      answer(what, fallback, async (parameters, token) => {
        const document = documents.get(parameters.textDocument.uri);
        if (!document) return fallback;
        const snapshot = await session.snapshotOf(document, () => analysedFor(document, parameters, extent));
        if (!snapshot || token.isCancellationRequested) return fallback;
        if (!(await prepareAt(parameters, snapshot))) return fallback;
        return snapshot.stylesheet && !takesStylesheets ? fallback : handler(parameters, snapshot);
      });

  return {
    onDelivery: answerOnDocument(false),
    onDocument: answerOnDocument(true),

    onAllDocuments: (what, fallback, handler) =>
      answer(what, fallback, async (parameters, token) => {
        const snapshots: DocumentSnapshot[] = [];
        for (const document of documents.all()) {
          const snapshot = await session.snapshotOf(document, () => document.analysed());
          if (token.isCancellationRequested) return fallback;
          if (snapshot) snapshots.push(snapshot);
        }
        return handler(parameters, snapshots, token);
      }),

    onRequest: (what, fallback, handler, whenCancelled) =>
      answer(what, fallback, async (parameters, token) => handler(parameters, token), whenCancelled),

    shippedPacks: () => configuration.shippedPacks(),
    compileSchema: configuration.compileSchema,
    optionsFor: (uri) => configuration.optionsFor(uri),
    deliveryAt: (uri) => deliveries.at(uri),
    closedDeliveries: () => deliveries.closed(),
    diagnosticReport: async (uri, previousResultId) => {
      const document = documents.get(uri);
      return document && diagnostics.report(document, previousResultId);
    },
    workspaceCheck,
    applyEdit: (edit) => connection.workspace.applyEdit(edit),
    show: (uri, selection) => connection.window.showDocument({ uri, selection, takeFocus: true }),
  };
}

function analysedFor(document: OpenDocument, parameters: AboutDocument, extent: Extent): Promise<DeliveryAnalysis> {
  if (extent === 'document') return document.analysed();
  const places = (source: SourceText) => placesIn(parameters).map((position) => source.offsetAt(position));
  return extent === 'soon' ? document.analysedAtSoon(places) : document.analysedAt(places);
}

/**
 * What is large at the places that a request names is read in steps, before a handler asks for it in one go.
 * @returns false where the text has been edited meanwhile
 */
async function prepareAt(parameters: AboutDocument, { analysis, isEdited }: DocumentSnapshot): Promise<boolean> {
  const owners = new Set<object>();
  for (const position of placesIn(parameters)) {
    const offset = analysis.source.offsetAt(position);
    for (const owner of analysis.ownersIn(Math.max(0, offset - 1), offset)) owners.add(owner);
  }
  for (const owner of owners) {
    const steps = analysis.prepareTree(owner);
    if (steps.next().done) continue;
    await timeSliced(steps, () => !isEdited());
    if (isEdited()) return false;
  }
  return true;
}

/** The positions that a request names. */
function placesIn(parameters: object): Position[] {
  const { position, positions, range } = parameters as { position?: Position; positions?: Position[]; range?: Range };
  return [...(position ? [position] : []), ...(positions ?? []), ...(range ? [range.start, range.end] : [])];
}
