import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import { type AnalysisSettings, DeliveryAnalysis } from './analysis/delivery-analysis.ts';
import { SourceText } from './text/source-text.ts';

/** Work on a document gives way to requests after this many milliseconds. */
const SLICE = 20;
/** Where a whole document has to be judged at once, that waits for so many milliseconds without an edit. */
const QUIET = 400;

/** Somebody who waits until something is known. */
interface Waiter {
  isServed(analysis: DeliveryAnalysis): boolean;
  serve(analysis: DeliveryAnalysis): void;
  fail(error: unknown): void;
}

/**
 * A document that is open in the client, and what is known of it. Its analysis is made in slices, between which
 * requests are answered; an edit makes more work and leaves what it does not touch.
 */
export class OpenDocument {
  readonly source: SourceText;
  private analysis: DeliveryAnalysis | undefined;
  private working = false;
  private waiters: Waiter[] = [];
  private listeners: ((progress: number) => void)[] = [];
  private generation = 0;
  private lastEdit = Number.NEGATIVE_INFINITY;
  private firstVisible: number | undefined;
  /** The user has called the work off; the next edit takes it up again. */
  private halted = false;

  constructor(
    readonly uri: string,
    readonly languageId: string,
    public version: number,
    content: string,
    /** The settings that the document is analysed with; asked again after {@link forget}. */
    private readonly settings: (uri: string) => Promise<AnalysisSettings>,
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
    this.lastEdit = performance.now();
    this.halted = false;
  }

  /** What is known was made with other settings. */
  forget(): void {
    this.analysis = undefined;
    this.generation++;
    this.halted = false;
  }

  /** It is no longer the text that was opened. */
  get isEdited(): boolean {
    return this.lastEdit > Number.NEGATIVE_INFINITY;
  }

  /** Tells one state of the document and its settings from another. */
  get state(): string {
    return `${this.version}.${this.generation}`;
  }

  /** The user looks at the text from this offset on: that is judged first. */
  showsFrom(offset: number): void {
    this.firstVisible = offset;
    this.analysis?.prioritise(offset);
  }

  /** Leaves the work that is left. Those who wait get what is known. */
  halt(): void {
    this.halted = true;
  }

  get isHalted(): boolean {
    return this.halted;
  }

  /** Tells how far the work is, from 0 to 1, after each slice of it. Gives a function that ends that. */
  onProgress(listener: (progress: number) => void): () => void {
    this.listeners.push(listener);
    return () => {
      this.listeners = this.listeners.filter((other) => other !== listener);
    };
  }

  /** The analysis when everything is known of the text as it is then, or the work was called off. */
  analysed(): Promise<DeliveryAnalysis> {
    return this.when((analysis) => analysis.done);
  }

  /** The analysis when what stands at these places is known. */
  analysedAt(offsets: (source: SourceText) => readonly number[]): Promise<DeliveryAnalysis> {
    return this.when((analysis) => {
      const places = offsets(analysis.source);
      const unknown = places.find((offset) => !analysis.knownAt(offset));
      if (unknown !== undefined) analysis.prioritise(unknown);
      return unknown === undefined;
    });
  }

  /** The analysis as far as it gets in one slice. */
  async firstLook(): Promise<DeliveryAnalysis> {
    const known = this.analysis !== undefined;
    return this.when(() => known || this.analysis !== undefined);
  }

  private when(isServed: Waiter['isServed']): Promise<DeliveryAnalysis> {
    if (this.analysis && !this.working && !this.halted) this.slice(this.analysis);
    if (this.analysis && (this.halted || isServed(this.analysis))) {
      if (!this.analysis.done) void this.work();
      return Promise.resolve(this.analysis);
    }
    return new Promise((serve, fail) => {
      this.waiters.push({ isServed, serve, fail });
      void this.work();
    });
  }

  /** Works until everything is known; one such loop at a time. */
  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    try {
      for (;;) {
        const analysis = this.analysis ?? (await this.begin());
        if (analysis !== this.analysis) continue;
        if (!this.halted && !analysis.done) this.slice(analysis);
        for (const listener of this.listeners) listener(analysis.progress);
        this.serveWaiters(analysis);
        if (this.halted || analysis.done) return;
        const delay = analysis.awaitsWhole && !analysis.hasWork ? this.lastEdit + QUIET - performance.now() : 0;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, delay)));
      }
    } catch (error) {
      // What a bug leaves behind is not to be trusted.
      this.forget();
      for (const waiter of this.waiters.splice(0)) waiter.fail(error);
    } finally {
      this.working = false;
    }
  }

  private async begin(): Promise<DeliveryAnalysis> {
    const { generation } = this;
    const settings = await this.settings(this.uri);
    const analysis = new DeliveryAnalysis(this.source, settings);
    if (generation !== this.generation) return analysis;
    analysis.prioritise(this.firstVisible);
    this.analysis = analysis;
    return analysis;
  }

  private slice(analysis: DeliveryAnalysis): void {
    const end = performance.now() + SLICE;
    const isQuiet = performance.now() - this.lastEdit >= QUIET;
    analysis.run(() => performance.now() > end, isQuiet ? 'all' : 'inSlices');
  }

  private serveWaiters(analysis: DeliveryAnalysis): void {
    const waiters = this.waiters;
    this.waiters = [];
    for (const waiter of waiters) {
      if (this.halted || waiter.isServed(analysis)) waiter.serve(analysis);
      else this.waiters.push(waiter);
    }
  }
}
