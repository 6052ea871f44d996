import { isSuppressible } from '../../rules/registry.ts';
import type { Finding, Severity } from '../../rules/rule.ts';
import type { Use } from '../../rules/suppression/s001-onderdrukking.ts';
import { draftsOf, type Reach } from '../../rules/suppression/s001-onderdrukking.ts';
import { fullCode, type Suppression, SuppressionIndex, suppressionKey } from '../../rules/suppression/suppression.ts';
import type { BlockSummary, IndexBlock } from '../document/index-block.ts';
import { type AnySegment, type HeaderSegment, NONE, RecordSegment, type TrailerSegment } from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';
import type { CustomRules } from '../rules/custom-rules.ts';
import type { RuleRunner } from '../rules/rule-runner.ts';
import { addTallies, NO_FINDINGS, type Tally, tallyOf, total } from '../tally.ts';

/** Where there is such a finding, other rules may have kept silent. */
const LEAVES_UNCHECKED: ReadonlySet<string> = new Set(['SRG-T001', 'SRG-T002', 'SRG-T006']);

/** What findings on suppressions depend on. */
export interface AnalysisState {
  /** Only then can a suppression be known to suppress nothing. */
  readonly done: boolean;
  /** There is a delivery of last month, which some rules need. */
  readonly hasPrevious: boolean;
}

/**
 * The findings of segments that no comment in the delivery suppresses, and findings on these comments. Only what one
 * segment or block says is cached.
 */
export class VisibleFindings {
  /** The codes that the header suppresses in the whole file. */
  private inFile: ReadonlySet<string> = new Set();
  private headerSuppressionFindings:
    | { header: HeaderSegment; unused: string; suppressionFindings: readonly Finding[] }
    | undefined;
  private trailerSuppressionFindings: { trailer: TrailerSegment; suppressionFindings: readonly Finding[] } | undefined;

  constructor(
    private readonly segments: SegmentIndex,
    private readonly runner: RuleRunner,
    /** undefined where no pack is known. */
    private readonly customRules: CustomRules | undefined,
    /** What is filled in is not known: any suppression may do something then. */
    private readonly isTemplate: boolean,
  ) {}

  /** The header is another segment. Where its suppressions changed, all block summaries are stale. */
  headerChanged(): void {
    const codes = new Set(this.segments.header.suppressions.flatMap((one) => one.codes.map(({ code }) => code)));
    const isSame = codes.size === this.inFile.size && [...codes].every((code) => this.inFile.has(code));
    this.inFile = codes;
    if (!isSame) for (const block of this.segments.blocks) block.changed();
  }

  /** Other custom rules can have findings, or whether there is a delivery of last month has changed. */
  invalidateSuppressions(): void {
    this.headerSuppressionFindings = undefined;
    for (const block of this.segments.blocks) {
      if (block.page?.hasSuppressions === false) continue;
      block.summary = undefined;
      if (!block.isHeld) continue;
      for (const segment of block.segments)
        if (segment.suppressions.length > 0) segment.suppressionFindings = undefined;
    }
  }

  isSuppressed(finding: Finding): boolean {
    if (!isSuppressible(finding.code)) return false;
    return (this.inFile.size > 0 && this.inFile.has(fullCode(finding.code))) || suppressors(finding).length > 0;
  }

  /** The suppressions of a finding; none where it is visible. */
  suppressorsOf(finding: Finding): Suppression[] {
    if (!isSuppressible(finding.code)) return [];
    const inFile = indexOf(this.segments.header).of('all', fullCode(finding.code));
    return [...suppressors(finding), ...inFile];
  }

  /** In no order. */
  *all(state: AnalysisState): Generator<Finding> {
    for (const findings of this.bySegment(state)) yield* findings;
  }

  /** By segment, in the order of the text; blocks that have none are skipped. */
  *bySegment(state: AnalysisState): Generator<readonly Finding[]> {
    const { header, trailer, blocks } = this.segments;
    if (header) yield this.of(header, state);
    for (const block of blocks) {
      if (total(this.tallyOf(block, state)) > 0) for (const segment of block.segments) yield this.of(segment, state);
    }
    if (trailer) yield this.of(trailer, state);
  }

  /** The suppressed findings, in no order. */
  *suppressed(state: AnalysisState): Generator<Finding> {
    for (const findings of this.suppressedBySegment(state)) yield* findings;
  }

  /** The same by segment, in the order of the text. */
  *suppressedBySegment(state: AnalysisState): Generator<readonly Finding[]> {
    const { header, trailer, blocks } = this.segments;
    const pick = (segment: AnySegment) => segment.allFindings.filter((finding) => this.isSuppressed(finding));
    if (header) yield pick(header);
    for (const block of blocks) {
      if (this.summaryOf(block, state).tally.suppressed > 0) for (const segment of block.segments) yield pick(segment);
    }
    if (trailer) yield pick(trailer);
  }

  /** Those of one severity by segment, in the order of the text; blocks that have none are skipped. */
  *ofSeverity(severity: Severity, state: AnalysisState): Generator<readonly Finding[]> {
    const { header, trailer, blocks } = this.segments;
    const pick = (segment: AnySegment) => this.of(segment, state).filter((finding) => finding.severity === severity);
    if (header) yield pick(header);
    for (const block of blocks) {
      if (this.tallyOf(block, state)[severity] > 0) for (const segment of block.segments) yield pick(segment);
    }
    if (trailer) yield pick(trailer);
  }

  /** Those that touch a stretch of the text. */
  *within(start: number, end: number, state: AnalysisState): Generator<Finding> {
    const { header, trailer } = this.segments;
    if (!header) return;
    for (const segment of [header, ...this.segments.between(start, end), ...(trailer ? [trailer] : [])]) {
      const offset = this.segments.startOf(segment);
      for (const finding of this.of(segment, state)) {
        if (finding.range.start + offset <= end && finding.range.end + offset >= start) yield finding;
      }
    }
  }

  tally(state: AnalysisState): Tally {
    const { header, trailer, blocks } = this.segments;
    let tally = NO_FINDINGS;
    for (const segment of [header, trailer]) {
      if (!segment) continue;
      const suppressionFindings = state.done ? this.suppressionFindingsOf(segment, state) : NONE;
      tally = addTallies(
        tally,
        tallyOf([...segment.allFindings, ...suppressionFindings], (finding) => this.isSuppressed(finding)),
      );
    }
    return blocks.reduce((sum, block) => addTallies(sum, this.tallyOf(block, state)), tally);
  }

  private of(segment: AnySegment, state: AnalysisState): readonly Finding[] {
    const findings = segment.allFindings;
    const hasSuppressionFindings = segment.suppressions.length > 0 && state.done;
    if (findings.length === 0) return hasSuppressionFindings ? this.suppressionFindingsOf(segment, state) : NONE;
    const visible = findings.filter((finding) => !finding.isOff && !this.isSuppressed(finding));
    return hasSuppressionFindings ? [...visible, ...this.suppressionFindingsOf(segment, state)] : visible;
  }

  private tallyOf(block: IndexBlock, state: AnalysisState): Tally {
    const { tally, suppressionFindings } = this.summaryOf(block, state);
    return suppressionFindings !== NO_FINDINGS && state.done ? addTallies(tally, suppressionFindings) : tally;
  }

  /** Counts in what was found on records of a block that has no suppressions, when the rest was counted. */
  countIn(block: IndexBlock, findings: readonly Finding[]): void {
    const known = block.summary!;
    const isSuppressed = ({ code }: Finding) => isSuppressible(code) && this.inFile.has(fullCode(code));
    block.summary = {
      ...known,
      tally: addTallies(known.tally, tallyOf(findings, isSuppressed)),
      codes: new Set([...known.codes, ...findings.map(({ code }) => fullCode(code))]),
    };
  }

  summaryOf(block: IndexBlock, state: AnalysisState): BlockSummary {
    block.summary ??= this.summarise(block, state);
    return block.summary;
  }

  private summarise(block: IndexBlock, state: AnalysisState): BlockSummary {
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
          tallyOf(this.suppressionFindingsOf(segment, state), () => false),
        );
    }
    return { tally, suppressionFindings, codes };
  }

  /** The findings on a segment's suppressions: the same objects until they change. */
  private suppressionFindingsOf(segment: AnySegment, state: AnalysisState): readonly Finding[] {
    if (segment.suppressions.length === 0) return NONE;
    if (segment instanceof RecordSegment) {
      segment.suppressionFindings ??= this.suppressionFindingsOfRecord(segment, state);
      return segment.suppressionFindings;
    }
    return segment === this.segments.header
      ? this.suppressionFindingsOfHeader(segment, state)
      : this.suppressionFindingsOfTrailer(segment as TrailerSegment);
  }

  private suppressionFindingsOfRecord(segment: RecordSegment, state: AnalysisState): readonly Finding[] {
    const findings = segment.allFindings;
    // Rules are silent where a segment is not well-formed or has invalid values: that makes no suppression unused.
    const isChecked =
      !this.isTemplate && segment.wellFormed && segment.findings.every(({ code }) => isSuppressible(code));
    const used = new Set<string>();
    for (const { record, code } of findings) {
      if (!record) continue;
      used.add(suppressionKey('all', fullCode(code)));
      used.add(suppressionKey(record.range.start, fullCode(code)));
    }
    return judged(segment).flatMap((suppression) => {
      const isUsed = (code: string) => used.has(suppressionKey(suppression.before, code));
      const useOf = (code: string) => this.use(code, isChecked, isUsed, state);
      return this.findingsOn(suppression, segment, reachOf(suppression, segment), useOf);
    });
  }

  private suppressionFindingsOfHeader(header: HeaderSegment, state: AnalysisState): readonly Finding[] {
    const found = this.inFile.size > 0 ? this.foundCodes(state) : this.inFile;
    const isChecked = !this.isTemplate && ![...found].some((code) => LEAVES_UNCHECKED.has(code));
    const isUsed = (code: string) => found.has(code);
    const codes = [...this.inFile].filter((code) => this.use(code, isChecked, isUsed, state) === 'unused');
    const unused = codes.sort().join(' ');
    const last = this.headerSuppressionFindings;
    if (last?.header === header && last.unused === unused) return last.suppressionFindings;
    const areUnused = new Set(codes);
    const useOf = (code: string) => this.use(code, isChecked, () => !areUnused.has(code), state);
    const suppressionFindings = judged(header).flatMap((one) => this.findingsOn(one, header, 'file', useOf));
    this.headerSuppressionFindings = { header, unused, suppressionFindings };
    return suppressionFindings;
  }

  private suppressionFindingsOfTrailer(trailer: TrailerSegment): readonly Finding[] {
    if (this.trailerSuppressionFindings?.trailer !== trailer) {
      const suppressionFindings = judged(trailer).flatMap((one) =>
        this.findingsOn(one, trailer, 'nothing', () => 'open'),
      );
      this.trailerSuppressionFindings = { trailer, suppressionFindings };
    }
    return this.trailerSuppressionFindings.suppressionFindings;
  }

  private findingsOn(
    suppression: Suppression,
    segment: AnySegment,
    reach: Reach,
    useOf: (code: string) => Use,
  ): Finding[] {
    return draftsOf(suppression, reach, useOf).flatMap(
      (draft) => this.runner.finding(segment, 'SRG-S001', draft) ?? [],
    );
  }

  /** @param isChecked the rules had their say on what the suppression is about */
  private use(
    code: string,
    isChecked: boolean,
    isUsed: (code: string) => boolean,
    { hasPrevious }: AnalysisState,
  ): Use {
    const state = this.customRules?.stateOf(code) ?? this.runner.stateOf(code);
    if (state === 'unknown' || state === 'technical') return state;
    if (isUsed(code)) return 'used';
    const hasGrounds = hasPrevious || !this.runner.goesByPrevious(code);
    return isChecked && hasGrounds && state === 'applied' ? 'unused' : 'open';
  }

  /** The rules that there is a finding of anywhere in the file. */
  private foundCodes(state: AnalysisState): ReadonlySet<string> {
    const { header, blocks } = this.segments;
    const codes = new Set(header.allFindings.map(({ code }) => fullCode(code)));
    for (const block of blocks) for (const code of this.summaryOf(block, state).codes) codes.add(code);
    return codes;
  }
}

/** So many suppressions in one segment are looked at for what is wrong with them; all of them suppress. */
const MOST_JUDGED = 2_000;

function judged({ suppressions }: AnySegment): readonly Suppression[] {
  return suppressions.length > MOST_JUDGED ? suppressions.slice(0, MOST_JUDGED) : suppressions;
}

const indexes = new WeakMap<readonly Suppression[], SuppressionIndex>();

function indexOf({ suppressions }: AnySegment): SuppressionIndex {
  let index = indexes.get(suppressions);
  if (!index) {
    index = new SuppressionIndex(suppressions);
    indexes.set(suppressions, index);
  }
  return index;
}

/** The suppressions before the record of a finding that name its rule. */
function suppressors({ owner, record, code }: Finding): readonly Suppression[] {
  if (!record || !(owner instanceof RecordSegment) || owner.suppressions.length === 0) return NONE;
  const index = indexOf(owner);
  const [all, own] = [index.of('all', fullCode(code)), index.of(record.range.start, fullCode(code))];
  return own.length === 0 ? all : [...all, ...own];
}

/** An element that is not well-formed may turn out to be a record when it is corrected. */
function reachOf({ before }: Suppression, segment: RecordSegment): Reach {
  const stands =
    before === 'all' ? segment.isRepeatingElement : segment.records.some(({ range }) => range.start === before);
  return stands || (segment.isRepeatingElement && !segment.wellFormed) ? 'record' : 'nothing';
}
