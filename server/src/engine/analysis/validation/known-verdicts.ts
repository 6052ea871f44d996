import type { Steps } from '../../text/time-sliced.ts';
import type { RecordSegment } from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';
import type { SegmentVerdict } from '../document/segment-verdict.ts';

/** Of so many texts, up to so many characters, with at most so many errors of their form. */
const MOST_KEPT = 1_000;
const LONGEST_KEPT = 2_000;
const MOST_ERRORS = 8;

/**
 * Verdicts on segments that were validated alone, under one header: a delivery may hold the same mistake any number of
 * times. The offsets of a verdict count from the start of its segment.
 */
export class KnownVerdicts {
  /** undefined for those that are being made. */
  private readonly verdicts = new Map<string, SegmentVerdict | undefined>();

  constructor(private readonly segments: SegmentIndex) {}

  /** The verdict on a segment; made where none on the same text is known. */
  *on(segment: RecordSegment, make: () => Steps<SegmentVerdict>): Steps<SegmentVerdict> {
    const key = this.keyOf(segment);
    const known = key === undefined ? undefined : this.verdicts.get(key);
    const verdict = known ?? (yield* make());
    if (key !== undefined && !known) this.keep(key, verdict);
    return verdict;
  }

  /** No verdict on the same text is known or expected; from now on one is. */
  expects(segment: RecordSegment): boolean {
    const key = this.keyOf(segment);
    if (key === undefined) return true;
    if (this.verdicts.has(key)) return false;
    this.keep(key, undefined);
    return true;
  }

  private keep(key: string, verdict: SegmentVerdict | undefined): void {
    if (this.verdicts.size >= MOST_KEPT) this.verdicts.clear();
    this.verdicts.set(key, verdict);
  }

  /** What its verdict follows from: the errors of its form may come from what stands behind it. */
  private keyOf(segment: RecordSegment): string | undefined {
    const { length, errors } = segment;
    if (length > LONGEST_KEPT || errors.length > MOST_ERRORS) return undefined;
    return [...errors.map(({ kind, start, end }) => `${kind} ${start} ${end}`), this.segments.textOf(segment)].join(
      '\n',
    );
  }
}
