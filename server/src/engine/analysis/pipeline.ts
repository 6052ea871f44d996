// Over 400 lines: the stages, in their one order.
import type { Binder } from '../delivery/binder.ts';
import { containerIn, isEmptyTagOf } from '../delivery/container.ts';
import { DeliveryHeader } from '../delivery/header.ts';
import type { PreviousDelivery } from '../delivery/previous-delivery.ts';
import type { Message } from '../messages/message.ts';
import type { RootFacts } from '../packs/choose-pack.ts';
import type { Pack } from '../packs/load-pack.ts';
import type { ContinuityFacts, Finding, GroupKey } from '../rules/rule.ts';
import type { Misread } from '../rules/technical/t006-niet-te-beoordelen.ts';
import type { TextValidator, WorkerValidator } from '../schema/validator.ts';
import type { SchematronFile } from '../schematron/schematron-file.ts';
import { atOnce, type ShouldYield, type Steps } from '../text/time-sliced.ts';
import type { AnalysisSettings } from './analysis-settings.ts';
import { Continuity, type StartChanges } from './continuity/continuity.ts';
import { DirtyRanges, type IndexChange, type MadeEdit } from './document/dirty-ranges.ts';
import type { IndexBlock } from './document/index-block.ts';
import { NONE, type RecordSegment, replaceFindingsOn, replaceGroupFindings } from './document/segment.ts';
import { INDEX_BLOCK, type SegmentIndex } from './document/segment-index.ts';
import type { SegmentTrees } from './document/segment-trees.ts';
import { ACCEPTED } from './document/segment-verdict.ts';
import { VisibleFindings } from './findings/visible-findings.ts';
import { CustomRules } from './rules/custom-rules.ts';
import { DocumentContext } from './rules/document-context.ts';
import { type Groups, RecordGroups } from './rules/record-groups.ts';
import type { RuleRunner } from './rules/rule-runner.ts';
import { Unjudged } from './unjudged.ts';
import { DocumentValidation } from './validation/document-validation.ts';
import type { WorkCounters } from './work-counters.ts';

/** What is found on values of the header that stand beside the records, among the findings of groups. */
const HEADER_GROUP = 'header';

/** A document whose pack is known, and what it is analysed with. */
export interface PipelineDocument {
  readonly pack: Pack;
  readonly segments: SegmentIndex;
  readonly trees: SegmentTrees;
  readonly binder: Binder;
  readonly isTemplate: boolean;
  readonly settings: AnalysisSettings;
  /** A contradiction between the bytes and the XML declaration. */
  readonly encodingProblem: Message | undefined;
  /** The root, where its name or namespace is not the pack's. */
  readonly slip: RootFacts | undefined;
}

/**
 * The stages of an analysis behind its header, in the order in which the data runs through them:
 *
 *     parse → bind → validate → record rules → group rules → continuity → custom rules → visible findings
 *
 * A stage takes what it needs and gives a value; none knows of the ones behind it. What each stage has found lies in the
 * segments. {@link step} does some work of one stage, and an edit makes work for all of them.
 */
export class Pipeline {
  readonly context: DocumentContext;
  readonly visible: VisibleFindings;
  readonly customRules: CustomRules;
  /** undefined where no rule goes by last month's delivery. */
  readonly continuity: Continuity | undefined;
  protected readonly parser: DirtyRanges;
  protected readonly validation: DocumentValidation;
  private readonly unjudged: Unjudged;
  /** What was begun and has yielded; an edit leaves it undone. */
  private begun: Steps<void> | undefined;
  /** Something that the header is judged by has come, gone or got another verdict. */
  isHeaderStale = false;
  /** The segments that these stand in. */
  private readonly besideRecords = new Set<RecordSegment>();
  /** What is found on the header as a whole, wherever its values stand. */
  private headerFindings: readonly Finding[] = NONE;
  /** What is found in the trailer by itself. */
  private trailerFindings: readonly Finding[] = NONE;

  constructor(
    protected readonly document: PipelineDocument,
    protected readonly runner: RuleRunner,
    protected readonly counters: WorkCounters,
    private readonly groups: Groups = new RecordGroups(runner.groupKeys, (key) => runner.checksSingleRecords(key)),
  ) {
    const { pack, segments, trees, binder, isTemplate, settings, slip } = document;
    this.parser = new DirtyRanges(segments, binder, pack);
    this.validation = new DocumentValidation(pack, segments, trees, slip !== undefined, counters, settings.validator);
    this.context = new DocumentContext(pack, settings.berichtgevers, groups, trees);
    // What a template holds is not what will be delivered.
    if (runner.checksContinuity && !isTemplate) this.continuity = new Continuity(groups, counters);
    this.customRules = new CustomRules({ segments, trees, pack }, settings.rules, counters);
    this.unjudged = new Unjudged(segments, pack, () => this.validation.validator.gaveUp === true);
    this.visible = new VisibleFindings(segments, runner, this.customRules, isTemplate);
    this.setPrevious(settings.previous);
    this.setCustomRules(settings.schematron ?? []);
  }

  /** Time-sliced work is left. */
  get hasWork(): boolean {
    const { parser, validation, groups, continuity, customRules, unjudged } = this;
    const isParsed = parser.isEmpty && !validation.hasWork && !this.isHeaderStale;
    return !isParsed || groups.hasStale || continuity?.hasWork === true || unjudged.isStale || customRules.hasWork;
  }

  /** The schema calls for validating the whole document at once, and that is yet to be done. */
  get awaitsWhole(): boolean {
    return this.validation.awaitsWhole;
  }

  /** How much is done, from 0 to 1. */
  get progress(): number {
    const { source, blocks, pendingValidation, pendingCustomRules } = this.document.segments;
    const parsed = source.length === 0 ? 1 : 1 - this.parser.left / source.length;
    const validated = 1 - pendingValidation.size / (blocks.length + 1);
    return parsed * validated * (1 - pendingCustomRules.size / (2 * (blocks.length + 1)));
  }

  /** What stands at an offset is known. */
  knownAt(offset: number): boolean {
    if (this.validation.isEnvelopeStale || this.parser.holds(offset)) return false;
    return this.document.segments.at(offset)?.ruled ?? true;
  }

  get validator(): TextValidator {
    return this.validation.validator;
  }

  /** The values that records have in common, each once. */
  valuesOf(group: GroupKey): Iterable<string> {
    return this.groups.valuesOf(group);
  }

  /** Some work of one stage: what is parsed is validated and ruled before more is parsed. */
  step(priority: number | undefined, shouldYield: ShouldYield): void {
    const { parser, validation, groups, continuity, customRules, unjudged } = this;
    if (this.begun || validation.isEnvelopeStale) {
      this.goOn(this.begun ?? this.validateEnvelope(), shouldYield);
      return;
    }
    const block = validation.nextBlock(priority, parser);
    if (block) this.goOn(this.validateBlock(block), shouldYield);
    else if (!parser.isEmpty) this.takeParsed(parser.step(INDEX_BLOCK, shouldYield));
    else if (this.isHeaderStale) this.goOn(this.ruleEnvelope(), shouldYield);
    else if (validation.isSampleStale) validation.checkSample();
    else if (groups.hasStale) this.checkGroup();
    else if (continuity?.hasStalePersons) this.takeStartChanges(continuity.step());
    else if (continuity?.areFactsStale) this.checkContinuity(continuity);
    else if (unjudged.isStale) this.checkUnjudged();
    else if (customRules.hasWork) {
      customRules.step(priority, shouldYield);
      this.takeStates();
    } else this.goOn(this.validateWhole(), shouldYield);
  }

  private goOn(steps: Steps<void>, shouldYield: ShouldYield): void {
    this.begun = steps;
    while (!steps.next().done) if (shouldYield()) return;
    this.begun = undefined;
  }

  /**
   * Has a worker validate from now on, and where records can be validated apart from each other, parses all behind the
   * header while it validates what is parsed. Leaves the rest to {@link step}.
   */
  parseWithWorker(worker: WorkerValidator, tellProgress: () => void): void {
    const { parser, validation } = this;
    const { segments } = this.document;
    validation.useWorker(worker);
    if (!segments.header.openElements || !validation.inChunks) return;
    validation.submitHeader(worker);
    let submitted = 0;
    do {
      this.takeParsed(parser.step(INDEX_BLOCK, () => false));
      // The last block may grow still.
      for (const until = segments.blocks.length - (parser.isEmpty ? 0 : 1); submitted < until; submitted++)
        validation.submitBlock(segments.blocks[submitted]!, worker);
      tellProgress();
    } while (!parser.isEmpty);
    atOnce(this.validateEnvelope());
    for (const block of [...segments.pendingValidation]) {
      atOnce(this.validateBlock(block));
      tellProgress();
    }
    // The header was submitted without what follows it.
    validation.isEnvelopeStale = true;
  }

  /** The header is parsed for the first time. */
  headerParsed(): void {
    this.visible.headerChanged();
    if (this.document.segments.header.openElements) this.parser.open();
  }

  /** An edit in the header, which is another segment now with the same elements open behind it. */
  headerEdited(edit: MadeEdit): void {
    this.begun = undefined;
    this.validation.textEdited();
    this.visible.headerChanged();
    this.parser.headerMoved(edit.end, edit.length - (edit.end - edit.start));
    this.validation.headerChanged();
    this.customRules.headerChanged();
    this.takeStates();
  }

  /** An edit behind the header. */
  edited(edit: MadeEdit): void {
    this.begun = undefined;
    this.validation.textEdited();
    this.takeParsed(this.parser.edited(edit));
  }

  /** The editor reads and writes the document in this encoding. */
  setOpenedWith(encoding: string | undefined): void {
    this.unjudged.setOpenedWith(encoding);
  }

  /** The text is not the one that its declaration tells of. */
  get misread(): Misread | undefined {
    return this.unjudged.misread;
  }

  setPrevious(previous: PreviousDelivery | undefined): void {
    const { continuity } = this;
    if (!continuity) return;
    const had = continuity.previous !== undefined;
    this.takeStartChanges(continuity.setPrevious(previous));
    if (had !== (continuity.previous !== undefined)) this.visible.invalidateSuppressions();
  }

  /** @returns whether they are other ones */
  setCustomRules(files: readonly SchematronFile[]): boolean {
    const changed = this.customRules.setFiles(files);
    this.takeStates();
    return changed;
  }

  /**
   * What is missing of last month; undefined where there is no delivery of last month, or where nobody can tell what this
   * one holds: header or trailer is not well-formed, or there is no container.
   */
  get continuityFacts(): ContinuityFacts | undefined {
    const { pack, segments } = this.document;
    const { header, trailer } = segments;
    if (!header?.wellFormed || trailer?.wellFormed === false) return undefined;
    const container = header.openElements ? header.container : containerIn(header.tree, pack);
    const isKnown = header.openElements !== undefined || (container >= 0 && isEmptyTagOf(header.tree, container));
    return isKnown ? this.continuity?.facts : undefined;
  }

  /** Parse and bind. */
  protected takeParsed(change: IndexChange): void {
    const { trees } = this.document;
    const { validation, continuity, customRules, counters } = this;
    for (const segment of change.removed) {
      trees.removed(segment);
      customRules.segmentRemoved(segment);
      continuity?.unreadRemoved(segment);
      if (this.besideRecords.delete(segment) || segment.isTruncated) this.isHeaderStale = true;
      this.ungroup(segment);
    }
    for (const segment of change.added) {
      counters.scanned++;
      if (segment.isTruncated) this.isHeaderStale = true;
      continuity?.unreadAdded(segment);
      if (segment.headerPart) {
        this.besideRecords.add(segment);
        this.isHeaderStale = true;
      }
      customRules.segmentAdded(segment);
    }
    validation.segmentsChanged(change);
    this.unjudged.segmentsChanged(change);
    this.takeStates();
  }

  /** Validate, for header and trailer. */
  protected *validateEnvelope(): Steps<void> {
    const reachChanged = yield* this.validation.validateEnvelope();
    if (reachChanged) this.invalidateRecords(({ verdict }) => verdict !== ACCEPTED);
    yield* this.ruleEnvelope();
  }

  /** Validate, and record rules, for the record segments of a block. */
  protected *validateBlock(block: IndexBlock): Steps<void> {
    yield* this.validation.validateBlock(block);
    for (const segment of block.segments) {
      if (segment.ruled) continue;
      yield;
      this.ruleRecords(segment);
    }
    this.document.segments.pendingValidation.delete(block);
  }

  /** Validate, for all at once. */
  private *validateWhole(): Steps<void> {
    yield* this.validation.validateWhole();
    this.invalidateRecords(({ verdict, applied }) => verdict !== applied);
    yield* this.ruleEnvelope();
  }

  /** Record rules, for header and trailer. */
  private *ruleEnvelope(): Steps<void> {
    const { segments, encodingProblem } = this.document;
    const { context, continuity, runner } = this;
    // Until it is bound, an edit leaves this undone.
    this.isHeaderStale = true;
    const header = yield* this.bindHeader();
    this.isHeaderStale = false;
    const isChanged = context.setHeader(header);
    this.trailerFindings = segments.trailer ? runner.checkTrailer(segments.trailer) : NONE;
    this.placeHeaderFindings(runner.checkHeader(segments, encodingProblem, this.document.slip, context));
    this.unjudged.isStale = true;
    if (continuity) this.takeStartChanges(continuity.setHeader(context.verslagmaand, header?.value('softwarepakket')));
    if (!isChanged) return;
    this.invalidateRecords(() => true);
    this.groups.invalidateAll();
  }

  /** The header under the mask of the verdicts on what it stands in. */
  private *bindHeader(): Steps<DeliveryHeader | undefined> {
    const { segments, binder } = this.document;
    const { header, trailer } = segments;
    const part = yield* binder.bindingHeader(header.tree, header);
    const main = part?.under(header.verdict?.refused ?? NONE);
    if (!main || !binder.looksBesideRecords) return main && new DeliveryHeader([main]);
    const beside = [...this.besideRecords].sort((a, b) => segments.startOf(a) - segments.startOf(b));
    const behind = trailer ? binder.bindHeaderParts(trailer.tree, trailer) : [];
    return new DeliveryHeader([
      main,
      ...beside.map((segment) => segment.headerPart!.under(this.validation.verdictOn(segment).refused)),
      ...behind.map((part) => part.under(trailer?.verdict?.refused ?? NONE)),
    ]);
  }

  /** What is found on the header belongs to the segments that its values stand in. */
  private placeHeaderFindings(found: readonly Finding[]): void {
    const { header, trailer } = this.document.segments;
    this.headerFindings = found;
    const of = (owner: object) => found.filter((finding) => finding.owner === owner);
    header.findings = of(header);
    if (trailer) trailer.findings = [...this.trailerFindings, ...of(trailer)];
    for (const segment of this.besideRecords) {
      segment.setGroupFindings(HEADER_GROUP, of(segment));
    }
  }

  /** Record rules. The records under the mask of their verdict are what all stages behind see. */
  private ruleRecords(segment: RecordSegment): void {
    const { validation, groups, continuity, customRules, runner, context, counters } = this;
    const verdict = validation.verdictOn(segment);
    if (verdict !== segment.applied) {
      this.ungroup(segment);
      if (segment.headerPart) this.isHeaderStale = true;
      segment.records = segment.records.map((record) => record.under(verdict.refused));
      segment.applied = verdict;
      customRules.recordsReplaced(segment);
    }
    if (!segment.grouped) {
      for (const record of segment.records) groups.add(record);
      continuity?.recordsChanged(segment.records);
      segment.grouped = true;
    }
    counters.ruled += segment.records.length;
    segment.findings = runner.checkSegment(segment, verdict, context);
    segment.ruled = true;
  }

  protected invalidateRecords(isStale: (segment: RecordSegment) => boolean): void {
    const { segments } = this.document;
    for (const segment of segments) {
      if (!isStale(segment)) continue;
      segment.ruled = false;
      segments.pendingValidation.add(segment.block);
    }
  }

  /** Group rules: takes records out of their groups. */
  private ungroup(segment: RecordSegment): void {
    if (!segment.grouped) return;
    for (const record of segment.records) this.groups.remove(record);
    this.continuity?.recordsChanged(segment.records);
    segment.clearGroupFindings();
    segment.grouped = false;
  }

  /** Group rules. */
  protected checkGroup(): void {
    const group = this.groups.takeStale();
    const { key, value, records } = group;
    if (records.length === 0) return;
    this.counters.groups++;
    replaceGroupFindings(`${key} ${value}`, records, this.runner.checkGroup(group, this.context));
  }

  /** Continuity: what is found on records whose start date was another last month. */
  protected takeStartChanges({ forgotten, changes }: StartChanges): void {
    const previous = this.continuity?.previous;
    const records = new Set(forgotten);
    const found = previous ? this.runner.checkStartChanges(changes, previous, this.context) : NONE;
    replaceFindingsOn(records, 'previous ', ({ group }) => `previous ${group!.value}`, found);
  }

  /** Continuity: what is missing. */
  private checkContinuity(continuity: Continuity): void {
    const { header } = this.document.segments;
    continuity.areFactsStale = false;
    const { headerFindings, continuityFacts, context } = this;
    this.placeHeaderFindings(this.runner.checkContinuity(headerFindings, header, continuityFacts, context));
  }

  /** What can't be judged, when all else is. */
  private checkUnjudged(): void {
    const { header } = this.document.segments;
    this.unjudged.isStale = false;
    this.placeHeaderFindings(this.runner.checkUnjudged(this.headerFindings, header, this.unjudged.parts()));
  }

  /** Custom rules: which of them can have findings decides what is found on suppressions. */
  private takeStates(): void {
    if (this.customRules.takeStateChange()) this.visible.invalidateSuppressions();
  }
}
