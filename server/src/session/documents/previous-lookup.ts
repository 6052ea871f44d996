import { Emitter, type Event } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { PreviousDelivery } from '../../engine/delivery/previous-delivery.ts';
import { verslagmaandOf } from '../../engine/delivery/verslagmaand.ts';

/** It is waited for so many milliseconds; one that comes later is taken when it comes. */
const PATIENCE_MS = 5_000;

/** Where a document gets the delivery of the month before from. */
export type FindPrevious = (
  document: { readonly uri: string },
  analysis: DeliveryAnalysis,
) => Promise<PreviousDelivery | undefined>;

/** Looks for the delivery of the month before an open document, and hands it to the document's analysis. */
export class PreviousLookup {
  /** How often another one was found. */
  changes = 0;
  /** What the header said when it was looked for. */
  private lookedFor: string | undefined;
  private due = true;
  private running: Promise<void> | undefined;
  private began = 0;
  /** Not waited for any more; it may find something yet. */
  private late: Promise<void> | undefined;
  private readonly foundLate = new Emitter<void>();

  /** @param failed told of what went wrong in the analysis */
  constructor(
    private readonly document: { readonly uri: string },
    private readonly find: FindPrevious,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** It has been found when nobody waited for it any more. */
  get onDidFindLate(): Event<void> {
    return this.foundLate.event;
  }

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** It was looked for, and nobody waits for it any more. */
  get isSettled(): boolean {
    return !this.running && !this.due;
  }

  /** It may be another one, whatever the header says. */
  invalidate(): void {
    this.due = true;
  }

  /** What is being looked for is for an analysis that is no more. */
  reset(): void {
    this.due = true;
    this.running = undefined;
    this.late = undefined;
  }

  /** Looks for it as soon as the header is known, and when that says something else. */
  follow(analysis: DeliveryAnalysis): void {
    const { header } = analysis;
    if (!analysis.wantsPrevious || !header) {
      if (analysis.done) this.due = false;
      return;
    }
    const wanted = `${header.value('gemeentecode')} ${header.value('berichtgevercode')} ${verslagmaandOf(header)}`;
    if (wanted === this.lookedFor && !this.due) return;
    this.lookedFor = wanted;
    this.due = false;
    const lookup: Promise<void> = this.find(this.document, analysis)
      .then((previous) => this.found(lookup, analysis, previous))
      .catch(this.failed);
    this.running = lookup;
    this.late = undefined;
    this.began = performance.now();
  }

  /** Waits for it for a moment, until patience ends. */
  async wait(moment: Promise<void>): Promise<void> {
    await Promise.race([this.running, moment]);
    if (!this.running || performance.now() - this.began <= PATIENCE_MS) return;
    this.late = this.running;
    this.running = undefined;
  }

  private found(lookup: Promise<void>, analysis: DeliveryAnalysis, previous: PreviousDelivery | undefined): void {
    const isLate = this.late === lookup;
    if (this.running !== lookup && !isLate) return;
    this.running = undefined;
    this.late = undefined;
    if (analysis.previous === previous) return;
    analysis.setPrevious(previous);
    this.changes++;
    if (isLate) this.foundLate.fire();
  }
}
