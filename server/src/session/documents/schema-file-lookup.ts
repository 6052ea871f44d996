import { Emitter, type Event } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';

/** Tells which of the files that a document names as its schema are not there. */
export type FindMissing = (uri: string, files: readonly string[]) => Promise<ReadonlySet<string>>;

/** Looks for the files that an open document names as its schema; nobody waits for that. */
export class SchemaFileLookup {
  /** How often something else was found. */
  changes = 0;
  private lookedFor = '';
  private of: DeliveryAnalysis | undefined;
  private readonly found = new Emitter<void>();

  constructor(
    private readonly uri: string,
    private readonly find: FindMissing,
  ) {}

  /** The analysis has something else to say by now. */
  get onDidFind(): Event<void> {
    return this.found.event;
  }

  /** Looks for them when the document is known, and when it names others. */
  follow(analysis: DeliveryAnalysis): void {
    const files = analysis.schemaFiles;
    const wanted = files.join(' ');
    if (wanted === this.lookedFor && (analysis === this.of || files.length === 0)) return;
    this.lookedFor = wanted;
    this.of = analysis;
    // What can't be looked for is not missing.
    const looked = this.find(this.uri, files).catch((): ReadonlySet<string> => new Set());
    void looked.then((missing) => this.take(analysis, wanted, missing));
  }

  private take(analysis: DeliveryAnalysis, wanted: string, missing: ReadonlySet<string>): void {
    if (this.of !== analysis || this.lookedFor !== wanted) return;
    analysis.setMissingFiles(missing);
    if (analysis.done) return;
    this.changes++;
    this.found.fire();
  }
}
