import { copyOf } from '../../../text/copy-of.ts';
import type { Steps } from '../../../text/time-sliced.ts';
import type { AnySegment, RecordSegment } from '../../document/segment.ts';
import type { SegmentIndex } from '../../document/segment-index.ts';
import { ACCEPTED, type SegmentVerdict } from '../../document/segment-verdict.ts';

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

  /**
   * The verdicts on segments.
   * @param make gives those on segments of which no other has the same text, and none on such a text is known
   */
  *on(
    segments: readonly RecordSegment[],
    make: (unknown: readonly RecordSegment[]) => Steps<ReadonlyMap<AnySegment, SegmentVerdict>>,
  ): Steps<SegmentVerdict[]> {
    const keys = segments.map((segment) => this.keyOf(segment));
    const firsts = new Map<string, RecordSegment>();
    const unknown = segments.filter((segment, place) => {
      const key = keys[place];
      if (key === undefined) return true;
      if (firsts.has(key) || this.verdicts.get(key)) return false;
      firsts.set(key, segment);
      return true;
    });
    const made = unknown.length > 0 ? yield* make(unknown) : undefined;
    const verdictOn = (segment: RecordSegment) => made?.get(segment) ?? ACCEPTED;
    const verdicts = segments.map((segment, place) => {
      const key = keys[place];
      const first = key === undefined ? segment : firsts.get(key);
      return first ? verdictOn(first) : this.verdicts.get(key!)!;
    });
    for (const [key, segment] of firsts) this.keep(key, verdictOn(segment));
    return verdicts;
  }

  /** Those of some segments with a text on which no verdict is known or expected; from now on one is. */
  expected(segments: readonly RecordSegment[]): RecordSegment[] {
    return segments.filter((segment) => {
      const key = this.keyOf(segment);
      if (key === undefined) return true;
      if (this.verdicts.has(key)) return false;
      this.keep(key, undefined);
      return true;
    });
  }

  private keep(key: string, verdict: SegmentVerdict | undefined): void {
    if (this.verdicts.size >= MOST_KEPT) this.verdicts.clear();
    this.verdicts.set(this.verdicts.has(key) ? key : copyOf(key), verdict);
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
