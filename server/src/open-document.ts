import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import { type AnalysisSettings, DeliveryAnalysis } from './analysis/delivery-analysis.ts';
import { SourceText } from './text/source-text.ts';

/** Work on a document gives way to requests after this many milliseconds. */
const SLICE = 40;

/** A document that is open in the client, and what is known of it. */
export class OpenDocument {
  private readonly source: SourceText;
  private analysis: DeliveryAnalysis | undefined;
  private running: Promise<void> | undefined;
  private generation = 0;

  constructor(
    readonly uri: string,
    readonly languageId: string,
    public version: number,
    content: string,
  ) {
    this.source = new SourceText(content);
  }

  update(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    for (const change of changes) {
      const [start, end] =
        'range' in change
          ? [this.source.offsetAt(change.range.start), this.source.offsetAt(change.range.end)]
          : [0, this.source.length];
      this.source.replace(start, end, change.text);
      if (!this.analysis?.edited({ start, end, length: change.text.length })) this.forget();
    }
    this.version = version;
  }

  /** What is known was made with other settings. */
  forget(): void {
    this.analysis = undefined;
    this.generation++;
  }

  /** Tells one state of the document and its settings from another. */
  get state(): string {
    return `${this.version}.${this.generation}`;
  }

  /** The finished analysis of the text as it is when the work is done; an edit meanwhile starts the work again. */
  async analysed(settings: () => Promise<AnalysisSettings>): Promise<DeliveryAnalysis> {
    for (;;) {
      if (this.analysis?.done) return this.analysis;
      this.running ??= this.analyse(settings).finally(() => {
        this.running = undefined;
      });
      await this.running;
    }
  }

  private async analyse(settings: () => Promise<AnalysisSettings>): Promise<void> {
    const { generation } = this;
    const made = await settings();
    if (generation !== this.generation) return;
    const analysis = new DeliveryAnalysis(this.source, made);
    this.analysis = analysis;
    let end = performance.now() + SLICE;
    while (!analysis.run(() => performance.now() > end)) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (generation !== this.generation) return;
      end = performance.now() + SLICE;
    }
  }
}
