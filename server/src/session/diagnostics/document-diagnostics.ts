import {
  type Connection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { diagnosticsOf } from '../../features/diagnostics.ts';
import { failureDiagnostic } from '../../features/failure.ts';
import { stylesheetDiagnostics } from '../../features/stylesheet/diagnostics.ts';
import type { Client } from '../client.ts';
import { type OpenDocument, SMALL } from '../documents/open-document.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import { fireAndForget } from '../fire-and-forget.ts';
import type { Guard } from '../guard.ts';
import type { SchematronProblems } from '../schematron/schematron-problems.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { WorkspaceCheck } from '../workspace/workspace-check.ts';
import { isWithin, type ProgressReporter } from './progress-reporter.ts';
import type { StatusReporter } from './status-reporter.ts';

/** Pushed diagnostics wait at most this many milliseconds for the next keystroke, and no longer than judging takes. */
const DEBOUNCE = 150;
/** The answer about a small document waits so many milliseconds for all that there is to know. */
const SOON = 100;

export interface DiagnosticsParts {
  readonly client: Client;
  readonly guard: Guard;
  readonly configuration: Configuration;
  readonly documents: OpenDocuments;
  readonly progress: ProgressReporter;
  readonly status: StatusReporter;
  readonly schematronProblems: SchematronProblems;
  readonly workspaceCheck: WorkspaceCheck;
}

/**
 * Gives the client the diagnostics of open documents, pulled or pushed: what one slice of work shows at once, and the
 * rest when it is known.
 */
export class DocumentDiagnostics {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly connection: Connection,
    private readonly parts: DiagnosticsParts,
  ) {
    const { client, documents } = parts;
    documents.onDidOpen(({ document }) => this.schedule(document, 0));
    documents.onDidChangeContent(({ document }) => {
      if (document.isEdited) this.schedule(document, Math.min(DEBOUNCE, document.judgingTook ?? DEBOUNCE));
    });
    documents.onDidClose(({ document }) => {
      clearTimeout(this.timers.get(document.uri));
      this.timers.delete(document.uri);
      if (!client.pullsDiagnostics) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    });
  }

  /** Findings have changed without an edit of their documents: all documents are looked at anew. */
  refresh(): void {
    const { client, documents } = this.parts;
    if (!client.pullsDiagnostics) for (const document of documents.all()) this.schedule(document, 0);
    else if (client.refreshesDiagnostics) fireAndForget(this.connection.sendRequest(DiagnosticRefreshRequest.type));
  }

  /**
   * What is known of a document by now, or soon; where that is not all, the client is told to ask again. Where the
   * document can't be judged, that is what there is to say.
   */
  async report(document: OpenDocument, previousResultId: string | undefined): Promise<DocumentDiagnosticReport> {
    try {
      return await this.reportKnown(document, previousResultId);
    } catch (error) {
      const resultId = `${document.state}.failed`;
      const items = await this.failed(document, error);
      return previousResultId === resultId ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items };
    }
  }

  private async reportKnown(
    document: OpenDocument,
    previousResultId: string | undefined,
  ): Promise<DocumentDiagnosticReport> {
    const { client, documents, progress, workspaceCheck } = this.parts;
    let analysis = await document.firstLook();
    if (!document.isComplete && !document.isHalted) {
      const followed = progress.follow(document);
      const isSmall = document.source.length <= SMALL;
      if (client.refreshesDiagnostics && !(isSmall && (await isWithin(SOON, followed)))) {
        // Also where it fails: that is told by the next answer.
        const told = followed.catch(() => undefined);
        fireAndForget(told.then(() => this.connection.sendRequest(DiagnosticRefreshRequest.type)));
        analysis = await document.firstLook();
      } else {
        await followed;
        analysis = await document.analysed();
      }
    }
    if (documents.get(document.uri) === document) workspaceCheck.isOpen(document);
    const resultId = `${document.state}.${document.isComplete ? 'whole' : analysis.progress}`;
    if (previousResultId === resultId) return { kind: 'unchanged', resultId };
    return { kind: 'full', resultId, items: await this.compute(document, analysis) };
  }

  private schedule(document: OpenDocument, delay: number): void {
    const { client, guard } = this.parts;
    if (client.pullsDiagnostics) return;
    clearTimeout(this.timers.get(document.uri));
    const push = () => guard('publishDiagnostics', undefined, () => this.push(document));
    this.timers.set(document.uri, setTimeout(push, delay));
  }

  private async push(document: OpenDocument): Promise<void> {
    try {
      const analysis = await document.firstLook();
      await this.publish(document, await this.compute(document, analysis));
      if (document.isComplete) return;
      await this.parts.progress.follow(document);
      await this.publish(document, await this.compute(document, await document.analysed()));
    } catch (error) {
      await this.publish(document, await this.failed(document, error));
    }
  }

  private async publish(document: OpenDocument, diagnostics: Diagnostic[]): Promise<void> {
    const { documents, workspaceCheck } = this.parts;
    if (documents.get(document.uri) !== document) return;
    workspaceCheck.isOpen(document);
    await this.connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
  }

  /** A document could not be judged: that is logged, told by the status, and the one thing to say of it. */
  private async failed(document: OpenDocument, error: unknown): Promise<Diagnostic[]> {
    const { configuration, documents, guard, status, workspaceCheck } = this.parts;
    await guard('diagnostic', undefined, () => Promise.reject(error));
    if (documents.get(document.uri) === document) workspaceCheck.isOpen(document);
    if (!document.looksLikeDelivery) return [];
    await status.tellFailure(document);
    return [failureDiagnostic(error, await configuration.optionsFor(document.uri))];
  }

  private async compute(document: OpenDocument, analysis: DeliveryAnalysis): Promise<Diagnostic[]> {
    const { configuration, guard, schematronProblems, status } = this.parts;
    if (analysis.done || document.isHalted)
      void guard('schematron', undefined, () => schematronProblems.analysed(document, analysis));
    await status.tell(document, analysis);
    const options = await configuration.optionsFor(document.uri);
    if (document.stylesheet) return stylesheetDiagnostics(document.stylesheet, options);
    return document.isSilent(analysis) ? [] : diagnosticsOf(analysis, options, document.isHalted);
  }
}
