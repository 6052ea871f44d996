import { type Connection, type Diagnostic, DiagnosticRefreshRequest, type TextDocuments } from 'vscode-languageserver';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { type DiagnosticOptions, diagnosticsOf } from '../../features/diagnostics.ts';
import { stylesheetDiagnostics } from '../../features/stylesheet/diagnostics.ts';
import type { OpenDocument } from '../documents/open-document.ts';
import { fireAndForget } from '../fire-and-forget.ts';
import type { Guard } from '../guard.ts';
import { isWithin, type ProgressReporter } from './progress-reporter.ts';
import type { Status } from './status.ts';

/** Pushed diagnostics wait this many milliseconds for the next keystroke. */
const DEBOUNCE = 150;
/** All of a document of up to so many characters is soon known: the answer waits so many milliseconds for that. */
const SMALL = 500_000;
const SOON = 100;

export interface DiagnosticsEnvironment {
  readonly documents: TextDocuments<OpenDocument>;
  readonly work: ProgressReporter;
  readonly status: Status;
  readonly guard: Guard;
  optionsFor(uri: string): Promise<DiagnosticOptions>;
  isSilent(document: OpenDocument, analysis: DeliveryAnalysis): boolean;
  /** A document is given its findings. */
  isOpen(document: OpenDocument): void;
  /** Everything is known of a document, or its work was called off. */
  analysed(document: OpenDocument, analysis: DeliveryAnalysis): void;
}

/** How the client gets its diagnostics. */
export interface DiagnosticsClient {
  readonly pulls: boolean;
  /** It asks again when it is told to. */
  readonly refreshes: boolean;
}

/**
 * Gives the client its diagnostics, pulled or pushed: what one slice of work shows at once, and the rest when it is
 * known.
 */
export class Diagnostics {
  client: DiagnosticsClient = { pulls: false, refreshes: false };
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly connection: Connection,
    private readonly environment: DiagnosticsEnvironment,
  ) {
    const { documents } = environment;
    documents.onDidOpen(({ document }) => this.schedule(document, 0));
    documents.onDidChangeContent(({ document }) => {
      if (document.isEdited) this.schedule(document, DEBOUNCE);
    });
    documents.onDidClose(({ document }) => {
      clearTimeout(this.timers.get(document.uri));
      this.timers.delete(document.uri);
      if (!this.client.pulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    });
    connection.languages.diagnostics.on(({ textDocument, previousResultId }, token) => {
      const empty = { kind: 'full' as const, resultId: '', items: [] as Diagnostic[] };
      const document = documents.get(textDocument.uri);
      if (!document || token.isCancellationRequested) return empty;
      return environment.guard('diagnostic', empty, () => this.report(document, previousResultId));
    });
  }

  /** Settings have changed: all documents are looked at anew. */
  refresh(): void {
    if (!this.client.pulls) for (const document of this.environment.documents.all()) this.schedule(document, 0);
    else if (this.client.refreshes) fireAndForget(this.connection.sendRequest(DiagnosticRefreshRequest.type));
  }

  private schedule(document: OpenDocument, delay: number): void {
    if (this.client.pulls) return;
    clearTimeout(this.timers.get(document.uri));
    const push = () => this.environment.guard('publishDiagnostics', undefined, () => this.push(document));
    this.timers.set(document.uri, setTimeout(push, delay));
  }

  private async push(document: OpenDocument): Promise<void> {
    const { work } = this.environment;
    const analysis = await document.firstLook();
    await this.publish(document, analysis);
    if (document.isComplete) return;
    await work.follow(document);
    await this.publish(document, await document.analysed());
  }

  private async publish(document: OpenDocument, analysis: DeliveryAnalysis): Promise<void> {
    const diagnostics = await this.compute(document, analysis);
    if (this.environment.documents.get(document.uri) !== document) return;
    this.environment.isOpen(document);
    await this.connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
  }

  private async report(document: OpenDocument, previousResultId: string | undefined) {
    let analysis = await document.firstLook();
    if (!document.isComplete && !document.isHalted) {
      const followed = this.environment.work.follow(document);
      const isSmall = document.source.length <= SMALL;
      if (this.client.refreshes && !(isSmall && (await isWithin(SOON, followed)))) {
        fireAndForget(followed.then(() => this.connection.sendRequest(DiagnosticRefreshRequest.type)));
        analysis = await document.firstLook();
      } else {
        await followed;
        analysis = await document.analysed();
      }
    }
    if (this.environment.documents.get(document.uri) === document) this.environment.isOpen(document);
    const resultId = `${document.state}.${document.isComplete ? 'whole' : analysis.progress}`;
    if (previousResultId === resultId) return { kind: 'unchanged' as const, resultId };
    return { kind: 'full' as const, resultId, items: await this.compute(document, analysis) };
  }

  private async compute(document: OpenDocument, analysis: DeliveryAnalysis): Promise<Diagnostic[]> {
    const { isSilent, optionsFor, status, analysed } = this.environment;
    if (analysis.done || document.isHalted) analysed(document, analysis);
    await status.tell(document, analysis);
    const options = await optionsFor(document.uri);
    if (document.stylesheet) return stylesheetDiagnostics(document.stylesheet, options);
    return isSilent(document, analysis) ? [] : diagnosticsOf(analysis, options, document.isHalted);
  }
}
