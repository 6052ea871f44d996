import type { Finding, Fix } from '../../rules/rule.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { AnySegment } from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';
import { type TrialAnalysis, TrialText } from './trial-text.ts';
import { type Excerpt, excerptAround, type FoundInForm, tryFixes } from './try-fixes.ts';

/** The excerpts of so many segments are kept. */
const KEPT = 64;

/** Tries fixes of a document, while it is as it is. */
export class FixTrials {
  private readonly excerpts = new Map<object, Excerpt | undefined>();
  private readonly formOf: (text: string) => readonly FoundInForm[];

  /** @param analyse the form alone, under the settings of the document */
  constructor(
    private readonly segments: SegmentIndex,
    analyse: (source: SourceText) => TrialAnalysis,
  ) {
    const trials = new TrialText(analyse);
    this.formOf = (text) => trials.findIn(text);
  }

  /** The document is another. */
  edited(): void {
    this.excerpts.clear();
  }

  /** The fixes that hold, as sure as they are. */
  of(fixes: readonly Fix[], finding: Finding): Fix[] {
    return tryFixes(fixes, finding, () => this.around(finding.owner as AnySegment), this.formOf);
  }

  private around(owner: AnySegment): Excerpt | undefined {
    if (!this.excerpts.has(owner)) {
      if (this.excerpts.size === KEPT) this.excerpts.clear();
      this.excerpts.set(owner, excerptAround(owner, this.segments, this.formOf));
    }
    return this.excerpts.get(owner);
  }
}
