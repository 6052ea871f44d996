import type { Event, TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import type { AnalysisSettings } from '../../engine/analysis/analysis-settings.ts';
import { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { MadeEdit } from '../../engine/analysis/document/dirty-ranges.ts';
import type { PreviousDelivery } from '../../engine/delivery/previous-delivery.ts';
import { choosePack } from '../../engine/packs/choose-pack.ts';
import type { SchematronFile } from '../../engine/schematron/schematron-file.ts';
import { LONGEST_EDITED, StylesheetAnalysis } from '../../engine/stylesheet/stylesheet-analysis.ts';
import { recognising } from '../../engine/templates/recognise.ts';
import { SourceText } from '../../engine/text/source-text.ts';
import { nextTurn, SLICE_MS, timeSliced } from '../../engine/text/time-sliced.ts';
import type { OpenText } from '../../engine/workspace/delivery-index.ts';
import { STYLESHEET_LANGUAGES } from '../../protocol/documents.ts';
import { AnsweredTokens } from './document-snapshot.ts';
import { type FindPrevious, PreviousLookup } from './previous-lookup.ts';
import { type FindMissing, SchemaFileLookup } from './schema-file-lookup.ts';

/** Where a whole document has to be judged at once, that waits for so many milliseconds without an edit. */
const DEBOUNCE_MS = 400;

/** All of a document of up to so many characters is soon known. */
export const SMALL = 500_000;

/** All that is asked about a document of up to so many characters is soon answered. */
const QUICK = 100_000;

/** Somebody who waits until something is known. */
interface Waiter {
  isServed(analysis: DeliveryAnalysis): boolean;
  serve(analysis: DeliveryAnalysis): void;
  fail(error: unknown): void;
}

/**
 * A document that is open in the client, and what is known of it. Its analysis is made time-sliced, between which
 * requests are answered; an edit makes more work and leaves what it does not touch.
 */
export class OpenDocument implements OpenText {
  readonly source: SourceText;
  readonly tokens = new AnsweredTokens();
  private analysis: DeliveryAnalysis | undefined;
  private working = false;
  private waiters: Waiter[] = [];
  private listeners: ((progress: number) => void)[] = [];
  private generation = 0;
  private lastEdit = Number.NEGATIVE_INFINITY;
  private firstVisible: number | undefined;
  /** What the editor reads and writes it in; undefined where it doesn't tell. */
  private encoding: string | undefined;
  /** The user has called the work off; the next edit takes it up again. */
  private halted = false;
  private readonly lookup: PreviousLookup;
  private readonly schemaFiles: SchemaFileLookup;
  /** The time that was spent on the text as it is, in milliseconds. */
  private spent = 0;
  private lastJudging: number | undefined;
  /** What went wrong with the text as it is; it is not tried again before something else is known. */
  private failure: unknown;
  /** Why the text is no longer that of the client, until it sends all of it. */
  private lost: unknown;
  /** What the present analysis is made with. */
  private analysedWith: AnalysisSettings | undefined;
  private sheet: { readonly of: DeliveryAnalysis; readonly known: StylesheetAnalysis | undefined } | undefined;

  constructor(
    readonly uri: string,
    readonly languageId: string,
    public version: number,
    content: string,
    /** The settings that the document is analysed with; asked again after {@link forget}. */
    private readonly settings: (uri: string) => Promise<AnalysisSettings>,
    findPrevious: FindPrevious = async () => undefined,
    findMissing: FindMissing = async () => new Set(),
  ) {
    this.source = new SourceText(content);
    this.lookup = new PreviousLookup(this, findPrevious, (error) => this.fail(error));
    this.schemaFiles = new SchemaFileLookup(uri, findMissing);
  }

  update(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    this.failure = undefined;
    try {
      this.replace(changes);
    } catch (error) {
      this.fail(error);
      this.lost = error;
    }
    this.version = version;
    this.spent = 0;
    this.lastEdit = performance.now();
    this.halted = false;
  }

  private replace(changes: readonly TextDocumentContentChangeEvent[]): void {
    for (const change of changes) {
      // Some clients send a range of null for the whole text.
      const [start, end] =
        'range' in change && change.range
          ? [this.source.offsetAt(change.range.start), this.source.offsetAt(change.range.end)]
          : [0, this.source.length];
      if (start === 0 && end === this.source.length) this.lost = undefined;
      this.source.replace(start, end, change.text);
      this.takeIn({ start, end, length: change.text.length });
    }
  }

  private takeIn(edit: MadeEdit): void {
    try {
      if (!this.analysis?.edited(edit)) this.forget();
    } catch (error) {
      this.fail(error);
    }
  }

  /** What is known was made with other settings. */
  forget(): void {
    this.analysis = undefined;
    this.failure = undefined;
    this.sheet = undefined;
    this.generation++;
    this.halted = false;
    this.lookup.reset();
  }

  /**
   * The delivery of the month before may be another one. Resolves when it has been looked for: true where it is
   * another one.
   */
  async lookAgain(): Promise<boolean> {
    if (!this.analysis) return false;
    const before = this.lookup.changes;
    this.lookup.invalidate();
    // What fails is told where the document is judged.
    await this.analysed().catch(() => undefined);
    return this.lookup.changes !== before;
  }

  /**
   * What is known of the document as a stylesheet that writes SRG; undefined where it is none, or where it is not known
   * yet. An edit of what is no delivery makes another analysis, and so another one of these.
   */
  get stylesheet(): StylesheetAnalysis | undefined {
    const { analysis, analysedWith } = this;
    if (!analysis || !analysedWith || analysis.choice.kind !== 'other' || !analysis.choice.root.isStylesheet)
      return undefined;
    if (this.sheet?.of !== analysis) {
      const known = StylesheetAnalysis.of(this.source, { ...analysedWith, longest: LONGEST_EDITED });
      this.sheet = { of: analysis, known };
    }
    return this.sheet?.known;
  }

  /** The delivery of the month before has been found when nobody waited for it any more. */
  get onDidFindLate(): Event<void> {
    return this.lookup.onDidFindLate;
  }

  /** The document has something else to say of the files that it names as its schema. */
  get onDidFindSchemaFiles(): Event<void> {
    return this.schemaFiles.onDidFind;
  }

  /** What stands for the month before: undefined where nothing was found; `pending` while it is looked for. */
  get previous(): PreviousDelivery | 'pending' | undefined {
    return this.lookup.isSettled && this.analysis ? this.analysis.previous : 'pending';
  }

  /** All is known of the text, the delivery of the month before included. */
  get isComplete(): boolean {
    return this.analysis?.done === true && this.lookup.isSettled;
  }

  /** All is known but the delivery of the month before. */
  get awaitsPrevious(): boolean {
    return this.analysis?.done === true && this.lookup.isRunning;
  }

  /**
   * The editor reads and writes it in this encoding.
   * @returns whether that is another one
   */
  setEncoding(encoding: string): boolean {
    if (this.encoding === encoding) return false;
    this.encoding = encoding;
    this.analysis?.setOpenedWith(encoding);
    this.generation++;
    this.halted = false;
    return true;
  }

  /**
   * Other custom rules; nothing else of the settings has changed.
   * @returns whether something else is to be known of the document by that
   */
  takeSchematron(files: readonly SchematronFile[]): boolean {
    if (this.analysis && !this.analysis.setSchematron(files)) return false;
    this.generation++;
    this.halted = false;
    return true;
  }

  /** It is no longer the text that was opened. */
  get isEdited(): boolean {
    return this.lastEdit > Number.NEGATIVE_INFINITY;
  }

  /** Tells one state of the text from another, and from those on disk. */
  get stamp(): string {
    return `open ${this.version}`;
  }

  text(length = this.source.length): string {
    return this.source.slice(0, length);
  }

  /**
   * Nothing is said of it: XML that only the language, and not its root, says to be SRG is given the benefit of the
   * doubt; what is meant to be a stylesheet is no delivery.
   */
  isSilent({ choice }: DeliveryAnalysis): boolean {
    return (
      (choice.kind === 'none' && this.languageId !== 'srg-xml') ||
      (STYLESHEET_LANGUAGES.includes(this.languageId) && this.stylesheet === undefined)
    );
  }

  /** It says to be a delivery, by its language or its root; to be asked where no analysis tells it. */
  get looksLikeDelivery(): boolean {
    return this.languageId === 'srg-xml' || choosePack(this.source, []).kind === 'unknown';
  }

  /** Tells one state of the document and its settings from another. */
  get state(): string {
    return `${this.version}.${this.generation}.${this.lookup.changes}.${this.schemaFiles.changes}`;
  }

  /** How long it took to know all of the text when that was last known, in milliseconds; undefined where it never was. */
  get judgingTook(): number | undefined {
    return this.lastJudging;
  }

  /** The user looks at the text from this offset on: that is judged first. */
  showsFrom(offset: number): void {
    this.firstVisible = offset;
    this.analysis?.prioritise(offset);
  }

  get visibleFrom(): number | undefined {
    return this.firstVisible;
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
    return this.when(() => this.isComplete);
  }

  /** The analysis when what stands at these places is known. */
  analysedAt(offsets: (source: SourceText) => readonly number[]): Promise<DeliveryAnalysis> {
    return this.when((analysis) => knowsPlaces(analysis, offsets));
  }

  /** The same, and in a small document when all is known that can be told time-sliced. */
  analysedAtSoon(offsets: (source: SourceText) => readonly number[]): Promise<DeliveryAnalysis> {
    return this.when((analysis) => knowsPlaces(analysis, offsets) && (this.source.length > SMALL || !analysis.hasWork));
  }

  /** The analysis as far as it gets in one slice. */
  async firstLook(): Promise<DeliveryAnalysis> {
    const known = this.analysis !== undefined;
    return this.when(() => known || this.analysis !== undefined);
  }

  private when(isServed: Waiter['isServed']): Promise<DeliveryAnalysis> {
    try {
      if (this.analysis && !this.working && !this.halted) this.slice(this.analysis);
    } catch (error) {
      this.fail(error);
    }
    const failure = this.lost ?? this.failure;
    if (failure !== undefined) return Promise.reject(failure);
    if (this.analysis && (this.halted || isServed(this.analysis))) {
      if (!this.isComplete) void this.work();
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
        if (!analysis) continue;
        if (!this.halted && !this.isComplete) this.slice(analysis);
        for (const listener of this.listeners) listener(analysis.progress);
        if (this.serveWaiters(analysis)) {
          await nextTurn();
          continue;
        }
        if (this.halted || this.isComplete) return;
        if (analysis.done) {
          await this.lookup.wait(after(SLICE_MS));
          continue;
        }
        const delay = analysis.awaitsWhole && !analysis.hasWork ? this.lastEdit + DEBOUNCE_MS - performance.now() : 0;
        await (delay > 0 ? after(delay) : nextTurn());
      }
    } catch (error) {
      this.fail(error);
    } finally {
      this.working = false;
    }
  }

  /** What a bug leaves behind is not to be trusted. */
  private fail(error: unknown): void {
    this.forget();
    this.failure = error;
    for (const waiter of this.waiters.splice(0)) waiter.fail(error);
  }

  /** Begins an analysis; undefined where it is out of date before it has begun. */
  private async begin(): Promise<DeliveryAnalysis | undefined> {
    const { generation } = this;
    const isMeantAsDelivery = this.languageId === 'srg-xml';
    const settings = { ...(await this.settings(this.uri)), isMeantAsDelivery };
    const isCurrent = () => generation === this.generation;
    const { packs, templates } = settings;
    const recognition = await timeSliced(recognising(this.source, packs, templates), isCurrent);
    if (!recognition || !isCurrent()) return undefined;
    const analysis = new DeliveryAnalysis(this.source, settings, undefined, recognition);
    analysis.setOpenedWith(this.encoding);
    analysis.prioritise(this.firstVisible);
    this.analysis = analysis;
    this.analysedWith = settings;
    return analysis;
  }

  private slice(analysis: DeliveryAnalysis): void {
    const begun = performance.now();
    const isQuiet = begun - this.lastEdit >= DEBOUNCE_MS;
    if (!analysis.done) analysis.run(() => performance.now() > begun + SLICE_MS, isQuiet ? 'all' : 'timeSliced');
    this.spent += performance.now() - begun;
    if (analysis.done) this.lastJudging = this.spent;
    this.lookup.follow(analysis);
    if (analysis.done) this.schemaFiles.follow(analysis);
  }

  /** @returns whether others wait for turns of their own: each answer about a long text may take some time */
  private serveWaiters(analysis: DeliveryAnalysis): boolean {
    let [isTaken, areLeft] = [false, false];
    for (const waiter of this.waiters.splice(0)) {
      try {
        if (this.halted || this.isComplete || waiter.isServed(analysis)) {
          if (isTaken) areLeft = this.waiters.push(waiter) > 0;
          else waiter.serve(analysis);
          isTaken = this.source.length > QUICK;
        } else this.waiters.push(waiter);
      } catch (error) {
        // What one asked for can't be told, such as a place that is none: the others wait on.
        waiter.fail(error);
      }
    }
    return areLeft;
  }
}

/** Whether what stands at these places is known; what is not comes first. */
function knowsPlaces(analysis: DeliveryAnalysis, offsets: (source: SourceText) => readonly number[]): boolean {
  const unknown = offsets(analysis.source).find((offset) => !analysis.knownAt(offset));
  if (unknown !== undefined) analysis.prioritise(unknown);
  return unknown === undefined;
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
