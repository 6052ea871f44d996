import type { Connection, Diagnostic } from 'vscode-languageserver';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { MessageOptions } from '../../engine/messages/message.ts';
import { type FileProblems, mergeProblems } from '../../engine/schematron/schematron-file.ts';
import { uriKey } from '../../engine/text/uri.ts';
import { schematronDiagnostics } from '../../features/schematron-diagnostics.ts';
import type { OpenDocument } from '../documents/open-document.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import type { Guard } from '../guard.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { SchematronFiles } from './schematron-files.ts';
import type { SchematronTracker } from './schematron-tracker.ts';

export interface SchematronProblemsParts {
  readonly guard: Guard;
  readonly configuration: Configuration;
  readonly documents: OpenDocuments;
  readonly schematronFiles: SchematronFiles;
  readonly schematronTracker: SchematronTracker;
}

/** What a document has brought to light. */
interface Found {
  readonly problems: readonly FileProblems[];
  /** It is the .sch file itself: what deliveries show of it says more. */
  readonly isItself: boolean;
  readonly options: MessageOptions;
}

/**
 * Tells what is wrong with .sch files. That is pushed, also to a client that pulls: it asks for the findings of a
 * document that is open, in a language it knows, and a .sch file may be neither.
 */
export class SchematronProblems {
  /** By the document's URI. */
  private readonly found = new Map<string, Found>();
  /** The same of deliveries that are not open. */
  private readonly closed = new Map<string, Found>();
  /** What the client has, by the file's URI. */
  private readonly published = new Map<string, string>();

  constructor(
    private readonly connection: Connection,
    private readonly parts: SchematronProblemsParts,
  ) {
    const { documents, schematronTracker } = parts;
    documents.onDidClose(({ document }) => {
      this.found.delete(document.uri);
      this.publish();
    });
    schematronTracker.onDidApply((touched) => {
      for (const document of touched) this.follow(document);
      this.publish();
    });
  }

  /** All settings are to be asked for anew. */
  clear(): void {
    this.found.clear();
    this.closed.clear();
    this.publish();
  }

  /** Everything is known of a document: of a delivery, or of a text that may be a .sch file. */
  async analysed(document: OpenDocument, analysis: DeliveryAnalysis): Promise<void> {
    const { configuration, documents } = this.parts;
    const isItself = analysis.choice.kind !== 'known';
    const files = await configuration.schematronOf(document.uri);
    const problems = isItself
      ? files
          .filter(({ uri }) => uriKey(uri) === uriKey(document.uri))
          .map((file) => ({ file, problems: file.problemsAlone(analysis.packs) }))
      : analysis.schematronProblems;
    const options = await configuration.optionsFor(document.uri);
    if (documents.get(document.uri) !== document) return;
    this.found.set(document.uri, { problems, isItself, options });
    this.publish();
  }

  /** Everything is known of a delivery that is not open. */
  analysedClosed(uri: string, { schematronProblems: problems }: DeliveryAnalysis, options: MessageOptions): void {
    if (problems.length === 0 && !this.closed.has(uri)) return;
    this.closed.set(uri, { problems, isItself: false, options });
    this.publish();
  }

  /** What these deliveries have brought to light, not being open, is no longer of use. */
  forgetClosed(uris: readonly string[]): void {
    if (uris.filter((uri) => this.closed.delete(uri)).length > 0) this.publish();
  }

  private follow(document: OpenDocument): void {
    const analysed = async () => this.analysed(document, await document.analysed());
    void this.parts.guard('schematron', undefined, analysed);
  }

  /** Sends what has changed of what is wrong with the files. */
  private publish(): void {
    const { documents, schematronFiles } = this.parts;
    const all = [...this.found.values(), ...this.closed.values()];
    const seen = new Set(all.flatMap(({ isItself, problems }) => (isItself ? [] : problems.map(({ file }) => file))));
    const current = all.flatMap(({ problems, isItself }) =>
      problems.filter(({ file }) => schematronFiles.isCurrent(file) && !(isItself && seen.has(file))),
    );
    const wanted = new Map<string, Diagnostic[]>();
    for (const { file, problems } of mergeProblems(current)) {
      wanted.set(
        documents.get(file.uri)?.uri ?? file.uri,
        schematronDiagnostics(file.source, problems, all[0]!.options),
      );
    }
    for (const uri of this.published.keys()) if (!wanted.has(uri)) wanted.set(uri, []);
    for (const [uri, diagnostics] of wanted) {
      const text = JSON.stringify(diagnostics);
      if ((this.published.get(uri) ?? '[]') === text) continue;
      if (diagnostics.length > 0) this.published.set(uri, text);
      else this.published.delete(uri);
      void this.connection.sendDiagnostics({ uri, diagnostics });
    }
  }
}
