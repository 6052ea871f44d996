import type { Continuity } from './continuity/continuity.ts';
import type { IndexBlock } from './document/index-block.ts';
import { ACCEPTED, NONE, type RecordSegment } from './document/segment.ts';
import type { SegmentIndex } from './document/segment-index.ts';
import type { CustomRules } from './rules/custom-rules.ts';
import type { Groups } from './rules/record-groups.ts';
import type { RuleRunner } from './rules/rule-runner.ts';
import { type Envelope, reportProblems } from './validation/envelope.ts';

/** What segments are validated by, and where what is said of them is kept. */
export interface SegmentStagesSetting {
  readonly segments: SegmentIndex;
  readonly envelope: Envelope;
  readonly runner: RuleRunner;
  readonly groups: Groups;
  readonly customRules: CustomRules;
  /** undefined where no rule goes by the delivery of the month before. */
  readonly continuity: Continuity | undefined;
  /** Is told of texts validated against the XSD, and of records that rules ran over. */
  readonly worked: (what: 'chunks' | 'ruled', count: number) => void;
}

/** Gives segments their verdicts and findings, and keeps the groups up to date with the segments' records. */
export class SegmentStages {
  constructor(private readonly setting: SegmentStagesSetting) {}

  /**
   * Validates what is yet to be validated in a block, and applies the rules to it.
   * @param inChunks records can be validated apart from the others
   */
  validate(block: IndexBlock, inChunks: boolean): void {
    const { envelope, segments, worked } = this.setting;
    if (inChunks && envelope.reachesRecords) {
      for (const run of runsToValidate(block)) {
        worked('chunks', 1);
        envelope.validation.validateSegments(run);
      }
    }
    for (const segment of block.segments) if (!segment.ruled) this.rule(segment);
    segments.pendingValidation.delete(block);
  }

  /** An segment's findings are to be made anew. */
  invalidate(segment: RecordSegment): void {
    segment.ruled = false;
    this.setting.segments.pendingValidation.add(segment.block);
  }

  /** Takes an segment's records out of the groups. */
  ungroup(segment: RecordSegment): void {
    if (!segment.grouped) return;
    const { groups, continuity } = this.setting;
    for (const record of segment.records) groups.remove(record);
    continuity?.recordsChanged(segment.records);
    segment.groupFindings = NONE;
    segment.grouped = false;
  }

  private rule(segment: RecordSegment): void {
    const { envelope, runner, groups, customRules, continuity, worked } = this.setting;
    const verdict = (envelope.reachesRecords && segment.verdict) || ACCEPTED;
    if (verdict !== segment.applied) {
      this.ungroup(segment);
      segment.records = segment.records.map((record) => record.under(verdict.refused));
      customRules.recordsReplaced(segment);
      segment.applied = verdict;
    }
    segment.findings = NONE;
    reportProblems(segment, runner);
    for (const draft of verdict.drafts) runner.add(segment, draft.code, draft, segment.recordAt(draft.range.start));
    if (!segment.grouped) {
      for (const record of segment.records) groups.add(record);
      continuity?.recordsChanged(segment.records);
      segment.grouped = true;
    }
    worked('ruled', segment.records.length);
    runner.checkRecords(segment);
    segment.ruled = true;
  }
}

/** The segments of a block that are yet to be validated: plain ones that stand together, others one by one. */
export function* runsToValidate({ segments }: IndexBlock): Generator<readonly RecordSegment[]> {
  for (let from = 0; from < segments.length; ) {
    let to = from + 1;
    if (!segments[from]!.verdict) {
      if (segments[from]!.isPlain) while (to < segments.length && segments[to]!.isPlain && !segments[to]!.verdict) to++;
      yield segments.slice(from, to);
    }
    from = to;
  }
}
