import type { RecordShape } from '../../../syntax/record-shapes.ts';
import type { RecordSegment } from '../../document/segment.ts';
import { ACCEPTED } from '../../document/segment-verdict.ts';

/**
 * What libxml2 said of a record of each shape, under one header. Of others of that shape whose values are beyond doubt it
 * would say the same, see `SureRecords`.
 */
export class AcceptedShapes {
  /** Whether libxml2 accepted the first one. */
  private readonly accepted = new Map<RecordShape, boolean>();
  /** Those of which one was submitted. */
  private readonly submitted = new Set<RecordShape>();

  /** Gives those segments their verdicts that are like others that libxml2 accepted. */
  accept(segments: readonly RecordSegment[]): void {
    for (const segment of segments)
      if (!segment.verdict && segment.sureShape && this.accepted.get(segment.sureShape)) segment.verdict = ACCEPTED;
  }

  /** Takes in the verdicts that libxml2 gave. */
  learn(segments: readonly RecordSegment[]): void {
    for (const { sureShape, verdict } of segments)
      if (sureShape && !this.accepted.has(sureShape)) this.accepted.set(sureShape, verdict === ACCEPTED);
  }

  /** Of these segments those that libxml2 is to be asked of: of any that are alike the first, if it has not refused it. */
  toAsk(segments: readonly RecordSegment[]): RecordSegment[] {
    return this.select(segments, new Set());
  }

  /** The same where verdicts come later: what is like one that was submitted is left out. */
  toSubmit(segments: readonly RecordSegment[]): RecordSegment[] {
    return this.select(segments, this.submitted);
  }

  private select(segments: readonly RecordSegment[], asked: Set<RecordShape>): RecordSegment[] {
    return segments.filter(({ sureShape }) => {
      const isAccepted = sureShape && this.accepted.get(sureShape);
      if (!sureShape || isAccepted !== undefined) return !isAccepted;
      const isFirst = !asked.has(sureShape);
      asked.add(sureShape);
      return isFirst;
    });
  }
}
