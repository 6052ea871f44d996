import type { Binder } from '../../delivery/binder.ts';
import type { Leveringgegevens } from '../../delivery/record.ts';
import type { Message } from '../../messages/message.ts';
import { HEADER_CONCEPTS } from '../../packs/pack.ts';
import { draftOfSyntaxProblem } from '../../rules/technical/t001-welgevormd.ts';
import { type HeaderSegment, NONE, type RecordSegment, type TrailerSegment } from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';
import type { RuleRunner } from '../rules/rule-runner.ts';
import { lastElement, type SchemaValidation } from './schema-validation.ts';

/** What the envelope's findings are made with. */
export interface EnvelopeSetting {
  readonly segments: SegmentIndex;
  readonly binder: Binder;
  readonly runner: RuleRunner;
  readonly encodingProblem: Message | undefined;
}

/** The header segment and the trailer segment of a document whose pack is known: their verdicts, their findings, and the header. */
export class Envelope {
  /** It is to be validated again. */
  isStale = true;
  /** The header segment is another one than when it was last validated. */
  private headerIsNew = true;
  private lastValidation: SchemaValidation | undefined;
  /** The header's values that the rules last ran with. */
  private ruledHeader: string | undefined;
  header: Leveringgegevens | undefined;
  /** libxml2 validates what stands in the container. */
  reachesRecords = true;

  constructor(
    private readonly setting: EnvelopeSetting,
    private readonly makeValidation: () => SchemaValidation,
  ) {}

  /** The judge of the present head. */
  get validation(): SchemaValidation {
    return this.lastValidation!;
  }

  /** The judge of the present head, made where it has none yet. */
  begin(): SchemaValidation {
    if (this.lastValidation?.headerSegment !== this.setting.segments.header)
      this.lastValidation = this.makeValidation();
    return this.validation;
  }

  headerChanged(): void {
    this.headerIsNew = true;
    this.isStale = true;
  }

  /**
   * Validates header and trailer segments and makes their findings anew.
   * @param inChunks where the schema calls for judging the whole document, its verdict is another's call
   * @returns whether segments are validated from now on that were not, or the other way round
   */
  refresh(inChunks: boolean): { admissionChanged: boolean } {
    this.isStale = false;
    const admitted = this.reachesRecords;
    if (this.headerIsNew) {
      this.begin();
      this.headerIsNew = false;
      if (inChunks) this.reachesRecords = this.validation.reachesRecords();
    }
    if (inChunks) this.validation.validateEnvelope();
    return { admissionChanged: admitted !== this.reachesRecords };
  }

  /**
   * Makes the header and the findings of header and trailer segments of what the schema has said of them.
   * @returns whether the header has other values than the rules last ran with
   */
  remake(): boolean {
    const { segments, binder, runner } = this.setting;
    const { header: headerSegment, trailer: trailerSegment } = segments;
    headerSegment.findings = NONE;
    if (trailerSegment) trailerSegment.findings = NONE;
    this.header = binder.bindHeader(headerSegment.tree, headerSegment)?.under(headerSegment.verdict?.refused ?? NONE);
    reportProblems(headerSegment, runner);
    if (trailerSegment) reportProblems(trailerSegment, runner);
    this.reportUnclosed();
    reportEncoding(headerSegment, this.setting.encodingProblem, runner);
    for (const segment of trailerSegment ? [headerSegment, trailerSegment] : [headerSegment]) {
      for (const draft of segment.verdict?.drafts ?? NONE) runner.add(segment, draft.code, draft);
    }
    const values = JSON.stringify(HEADER_CONCEPTS.map((concept) => this.header?.value(concept)));
    const changed = this.ruledHeader !== undefined && values !== this.ruledHeader;
    this.ruledHeader = values;
    return changed;
  }

  /** Applies the rules about the header; they may ask for what {@link remake} has made. */
  rule(): void {
    if (this.header) this.setting.runner.checkHeader(this.header, this.setting.segments.header);
  }

  /** The elements around the records whose end tags are missing at the end of the text. */
  private reportUnclosed(): void {
    const { segments, runner } = this.setting;
    const { header: headerSegment, trailer: trailerSegment } = segments;
    if (!headerSegment.openElements || !trailerSegment) return;
    for (const { depth, insertAt } of trailerSegment.unclosedElements) {
      let node = lastElement(headerSegment.tree);
      for (let up = headerSegment.openElements.names.length - 1; up > depth; up--)
        node = headerSegment.tree.parent(node);
      const problem = {
        kind: 'unclosedElement',
        ...headerSegment.tree.nameRange(node),
        name: headerSegment.tree.name(node),
        insertAt: segments.startOf(trailerSegment) + insertAt,
      } as const;
      runner.add(headerSegment, 'SRG-T001', draftOfSyntaxProblem(problem));
    }
  }
}

export function reportProblems(segment: HeaderSegment | RecordSegment | TrailerSegment, runner: RuleRunner): void {
  for (const problem of segment.errors) runner.add(segment, 'SRG-T001', draftOfSyntaxProblem(problem));
}

/** @param problem a contradiction between the bytes and the declaration, found while decoding */
export function reportEncoding(headerSegment: HeaderSegment, problem: Message | undefined, runner: RuleRunner): void {
  if (!problem) return;
  const declared = headerSegment.tree.size > 0 ? headerSegment.tree.range(0) : { start: 0, end: 0 };
  runner.add(headerSegment, 'SRG-T001', { range: declared, message: problem });
}
