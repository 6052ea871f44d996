import { isSuppressible } from '../../rules/registry.ts';
import type { Finding, Severity } from '../../rules/rule.ts';
import type { Use } from '../../rules/suppression/s001-onderdrukking.ts';
import { draftsOf, type Reach } from '../../rules/suppression/s001-onderdrukking.ts';
import { fullCode, type Suppression } from '../../rules/suppression/suppression.ts';
import type { BlockSummary, IndexBlock } from '../document/index-block.ts';
import { type HeaderSegment, NONE, RecordSegment, type TrailerSegment } from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';
import type { RuleRunner } from '../rules/rule-runner.ts';
import { addTallies, NO_FINDINGS, type Tally, tallyOf } from '../tally.ts';

/**
 * What is to be seen of the findings that the segments have: not those that a comment in the delivery suppresses, and
 * besides what there is to say of these comments. Nothing of this is kept beyond what one part or block says: which
 * findings there are is told as it is asked.
 */
export class VisibleFindings {
  /** What the header segment's suppressions name, and so suppress in the whole file. */
  private inFile: ReadonlySet<string> = new Set();
  private headerSuppressionFindings:
    | { headerSegment: HeaderSegment; unused: string; suppressionFindings: readonly Finding[] }
    | undefined;
  private trailerSuppressionFindings:
    | { trailerSegment: TrailerSegment; suppressionFindings: readonly Finding[] }
    | undefined;

  constructor(
    private readonly segments: SegmentIndex,
    private readonly runner: RuleRunner,
    /** What the name of a code stands for, where it is of a custom rule. */
    private readonly stateOfOwn: (name: string) => 'applied' | 'silent' | undefined,
    /** Everything is known: before that nobody can tell which suppressions suppress nothing. */
    private readonly isDone: () => boolean,
    /** There is a delivery of the month before, without which some rules have nothing to go by. */
    private readonly hasPrevious: () => boolean,
  ) {}

  /** The header segment is another one: with other suppressions, the blocks have to be counted anew, which is done when asked. */
  headerChanged(): void {
    const codes = new Set(this.segments.header.suppressions.flatMap((one) => one.codes.map(({ code }) => code)));
    const isSame = codes.size === this.inFile.size && [...codes].every((code) => this.inFile.has(code));
    this.inFile = codes;
    if (!isSame) for (const block of this.segments.blocks) block.changed();
  }

  /**
   * Others of the user's own rules can speak, or there is a delivery of the month before now and was none, or the other
   * way round: what there is to say of suppressions is to be told anew.
   */
  invalidate(): void {
    this.headerSuppressionFindings = undefined;
    for (const block of this.segments.blocks) {
      for (const segment of block.segments)
        if (segment.suppressions.length > 0) segment.suppressionFindings = undefined;
      block.changed();
    }
  }

  isSuppressed(finding: Finding): boolean {
    if (!isSuppressible(finding.code)) return false;
    return (this.inFile.size > 0 && this.inFile.has(fullCode(finding.code))) || suppressors(finding).length > 0;
  }

  /** The suppressions that a finding is suppressed by; none where it is to be seen. */
  suppressorsOf(finding: Finding): Suppression[] {
    if (!isSuppressible(finding.code)) return [];
    const { suppressions } = this.segments.header;
    return [...suppressors(finding), ...suppressions.filter((one) => names(one, finding.code))];
  }

  /** Those to be seen, in no order. */
  *all(): Generator<Finding> {
    for (const segment of this.allSegments()) yield* this.of(segment);
  }

  /** Those that are suppressed, in no order. */
  *suppressed(): Generator<Finding> {
    const { header: headerSegment, trailer: trailerSegment, blocks } = this.segments;
    for (const segment of [headerSegment, trailerSegment]) {
      if (segment) for (const finding of segment.allFindings) if (this.isSuppressed(finding)) yield finding;
    }
    for (const block of blocks) {
      if (this.summaryOf(block).tally.suppressed === 0) continue;
      for (const segment of block.segments)
        for (const finding of segment.allFindings) if (this.isSuppressed(finding)) yield finding;
    }
  }

  /** Those of one severity, part after part in the order of the text, without looking at segments that have none. */
  *ofSeverity(severity: Severity): Generator<readonly Finding[]> {
    const { header: headerSegment, trailer: trailerSegment, blocks } = this.segments;
    const pick = (segment: HeaderSegment | RecordSegment | TrailerSegment) =>
      this.of(segment).filter((finding) => finding.severity === severity);
    if (headerSegment) yield pick(headerSegment);
    for (const block of blocks) {
      if (this.tallyOf(block)[severity] > 0) for (const segment of block.segments) yield pick(segment);
    }
    if (trailerSegment) yield pick(trailerSegment);
  }

  /** Those that touch a stretch of the text. */
  *within(start: number, end: number): Generator<Finding> {
    const { header: headerSegment, trailer: trailerSegment } = this.segments;
    if (!headerSegment) return;
    for (const segment of [
      headerSegment,
      ...this.segments.between(start, end),
      ...(trailerSegment ? [trailerSegment] : []),
    ]) {
      const offset = this.segments.startOf(segment);
      for (const finding of this.of(segment)) {
        if (finding.range.start + offset <= end && finding.range.end + offset >= start) yield finding;
      }
    }
  }

  get tally(): Tally {
    const { header: headerSegment, trailer: trailerSegment, blocks } = this.segments;
    let tally = NO_FINDINGS;
    for (const segment of [headerSegment, trailerSegment]) {
      if (!segment) continue;
      const suppressionFindings = this.isDone() ? this.suppressionFindingsOf(segment) : NONE;
      tally = addTallies(
        tally,
        tallyOf([...segment.allFindings, ...suppressionFindings], (finding) => this.isSuppressed(finding)),
      );
    }
    return blocks.reduce((sum, block) => addTallies(sum, this.tallyOf(block)), tally);
  }

  private *allSegments(): Generator<HeaderSegment | RecordSegment | TrailerSegment> {
    const { header: headerSegment, trailer: trailerSegment } = this.segments;
    if (headerSegment) yield headerSegment;
    yield* this.segments;
    if (trailerSegment) yield trailerSegment;
  }

  private of(segment: HeaderSegment | RecordSegment | TrailerSegment): readonly Finding[] {
    const findings = segment.allFindings;
    const hasSuppressionFindings = segment.suppressions.length > 0 && this.isDone();
    if (findings.length === 0) return hasSuppressionFindings ? this.suppressionFindingsOf(segment) : NONE;
    const seen = findings.filter((finding) => !this.isSuppressed(finding));
    return hasSuppressionFindings ? [...seen, ...this.suppressionFindingsOf(segment)] : seen;
  }

  private tallyOf(block: IndexBlock): Tally {
    const { tally, suppressionFindings } = this.summaryOf(block);
    return suppressionFindings !== NO_FINDINGS && this.isDone() ? addTallies(tally, suppressionFindings) : tally;
  }

  private summaryOf(block: IndexBlock): BlockSummary {
    block.summary ??= this.summarise(block);
    return block.summary;
  }

  private summarise(block: IndexBlock): BlockSummary {
    const codes = new Set<string>();
    let tally = NO_FINDINGS;
    let suppressionFindings = NO_FINDINGS;
    for (const segment of block.segments) {
      const findings = segment.allFindings;
      for (const { code } of findings) codes.add(fullCode(code));
      if (findings.length > 0) {
        tally = addTallies(
          tally,
          tallyOf(findings, (finding) => this.isSuppressed(finding)),
        );
      }
      if (segment.suppressions.length > 0)
        suppressionFindings = addTallies(
          suppressionFindings,
          tallyOf(this.suppressionFindingsOf(segment), () => false),
        );
    }
    return { tally, suppressionFindings, codes };
  }

  /** What there is to say of a segment's suppressions; the same objects as long as that is the same. */
  private suppressionFindingsOf(segment: HeaderSegment | RecordSegment | TrailerSegment): readonly Finding[] {
    if (segment.suppressions.length === 0) return NONE;
    if (segment instanceof RecordSegment) {
      segment.suppressionFindings ??= this.suppressionFindingsOfSegment(segment);
      return segment.suppressionFindings;
    }
    return segment === this.segments.header
      ? this.suppressionFindingsOfHeader(segment as HeaderSegment)
      : this.suppressionFindingsOfTrailer(segment as TrailerSegment);
  }

  private suppressionFindingsOfSegment(segment: RecordSegment): readonly Finding[] {
    const findings = segment.allFindings;
    // Of what is not well-formed, and of values that the schema refuses, the rules keep silent: that is no reason to say so.
    const speaks = segment.wellFormed && segment.findings.every(({ code }) => isSuppressible(code));
    return segment.suppressions.flatMap((suppression) => {
      const useOf = (code: string) =>
        this.use(code, speaks, () =>
          findings.some((finding) => fullCode(finding.code) === code && suppressors(finding).includes(suppression)),
        );
      return this.suppressionFindings(segment, suppression, reachOf(suppression, segment), useOf);
    });
  }

  private suppressionFindingsOfHeader(headerSegment: HeaderSegment): readonly Finding[] {
    const codes = [...this.inFile].filter((code) => this.use(code, true, () => this.isFound(code)) === 'unused');
    const unused = codes.sort().join(' ');
    if (
      this.headerSuppressionFindings?.headerSegment !== headerSegment ||
      this.headerSuppressionFindings.unused !== unused
    ) {
      const useOf = (code: string) => this.use(code, true, () => !codes.includes(code));
      const suppressionFindings = headerSegment.suppressions.flatMap((suppression) =>
        this.suppressionFindings(headerSegment, suppression, 'file', useOf),
      );
      this.headerSuppressionFindings = { headerSegment, unused, suppressionFindings };
    }
    return this.headerSuppressionFindings.suppressionFindings;
  }

  private suppressionFindingsOfTrailer(trailerSegment: TrailerSegment): readonly Finding[] {
    if (this.trailerSuppressionFindings?.trailerSegment !== trailerSegment) {
      const suppressionFindings = trailerSegment.suppressions.flatMap((one) =>
        this.suppressionFindings(trailerSegment, one, 'nothing', () => 'open'),
      );
      this.trailerSuppressionFindings = { trailerSegment, suppressionFindings };
    }
    return this.trailerSuppressionFindings.suppressionFindings;
  }

  private suppressionFindings(
    segment: HeaderSegment | RecordSegment | TrailerSegment,
    suppression: Suppression,
    reach: Reach,
    useOf: (code: string) => Use,
  ): Finding[] {
    return draftsOf(suppression, reach, useOf).flatMap(
      (draft) => this.runner.finding(segment, 'SRG-S001', draft) ?? [],
    );
  }

  private use(code: string, speaks: boolean, isUsed: () => boolean): Use {
    const state = this.stateOfOwn(code) ?? this.runner.stateOf(code);
    if (state === 'unknown' || state === 'technical') return state;
    if (isUsed()) return 'used';
    const hasGrounds = this.hasPrevious() || !this.runner.goesByPrevious(code);
    return speaks && hasGrounds && state === 'applied' ? 'unused' : 'open';
  }

  /** Whether there is a finding of a rule anywhere in the file. */
  private isFound(code: string): boolean {
    const { header: headerSegment, blocks } = this.segments;
    return (
      headerSegment.allFindings.some((finding) => fullCode(finding.code) === code) ||
      blocks.some((block) => this.summaryOf(block).codes.has(code))
    );
  }
}

/** The suppressions before the record of a finding that name its rule. */
function suppressors({ owner, record, code }: Finding): readonly Suppression[] {
  if (!record || !(owner instanceof RecordSegment) || owner.suppressions.length === 0) return NONE;
  return owner.suppressions.filter(
    (one) => (one.before === 'all' || one.before === record.range.start) && names(one, code),
  );
}

function names(suppression: Suppression, code: string): boolean {
  return suppression.codes.some((named) => named.code === fullCode(code));
}

/** What can't be read as records may be some when it is put right. */
function reachOf({ before }: Suppression, segment: RecordSegment): Reach {
  const stands =
    before === 'all' ? segment.isRepeatingElement : segment.records.some(({ range }) => range.start === before);
  return stands || (segment.isRepeatingElement && !segment.wellFormed) ? 'record' : 'nothing';
}
