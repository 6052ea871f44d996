// Over 400 lines: the façade of the analysis, with the state that its stages share.

import { containerIn, isEmptyTagOf } from '../delivery/container.ts';
import type { Month } from '../delivery/day.ts';
import type { PreviousDelivery } from '../delivery/previous-delivery.ts';
import type { Leveringgegevens, Voorziening } from '../delivery/record.ts';
import type { Message } from '../messages/message.ts';
import type { RuleSetting } from '../rules/registry.ts';
import type { ContinuityFacts, Finding, Fix, GroupKey, RuleContext, Severity } from '../rules/rule.ts';
import type { Suppression } from '../rules/suppression/suppression.ts';
import { draftOfUnknownFormat, fixesOfUnknownFormat } from '../rules/technical/t005-onbekend-formaat.ts';
import type { WorkerValidator } from '../schema/validator.ts';
import type { FileProblems, SchematronFile } from '../schematron/schematron-file.ts';
import { DocumentScanner } from '../syntax/document-scanner.ts';
import { recognise, SIGN_WITHIN } from '../templates/recognise.ts';
import type { SourceText } from '../text/source-text.ts';
import { type ShouldYield, YIELDED } from '../text/time-sliced.ts';
import type { AnalysisSettings } from './analysis-settings.ts';
import { Continuity, type TellStarts } from './continuity/continuity.ts';
import { AnalysedDocument } from './document/analysed-document.ts';
import { DirtyRanges, type MadeEdit } from './document/dirty-ranges.ts';
import type { IndexBlock } from './document/index-block.ts';
import { rescanHeader } from './document/rescan-header.ts';
import { ACCEPTED, HeaderSegment, type RecordSegment } from './document/segment.ts';
import { INDEX_BLOCK } from './document/segment-index.ts';
import { VisibleFindings } from './findings/visible-findings.ts';
import { fixesIn } from './fixes/fixes.ts';
import { CustomRules } from './rules/custom-rules.ts';
import { Groups } from './rules/record-groups.ts';
import { RuleRunner } from './rules/rule-runner.ts';
import { runsToValidate, SegmentStages } from './segment-stages.ts';
import type { Tally } from './tally.ts';
import { Envelope, reportEncoding, reportProblems } from './validation/envelope.ts';
import { SchemaValidation } from './validation/schema-validation.ts';

/**
 * Counts of work: segments scanned, texts validated against the XSD, records and groups that rules ran over, persons of last
 * month's delivery that were followed up, segments that custom rules were applied to.
 */
export interface WorkCounters {
  scanned: number;
  chunks: number;
  ruled: number;
  groups: number;
  persons: number;
  schematron: number;
}

/** How far work goes: to the end, or only as far as it can be done a little at a time. */
export type WorkLimit = 'all' | 'inSlices';

/** The header segment is looked for in so many characters, and if it is not all in there, in the whole text. */
const HEADER_WINDOW = 65_536;

const never: ShouldYield = () => false;

/**
 * All that is known of one document: text, record index, verdicts of the XSD, typed records, groups, findings. The
 * work is done in steps by {@link run}; an edit leaves what it does not touch as it is, and makes new work. However a
 * text came about, what is known of it in the end is the same.
 */
export class DeliveryAnalysis extends AnalysedDocument implements RuleContext {
  /** How much work was done since it was last set to nothing: told, not timed, in tests and in the bench. */
  readonly work: WorkCounters = { scanned: 0, chunks: 0, ruled: 0, groups: 0, persons: 0, schematron: 0 };
  /** Of the header, once the schema has validated it. */
  verslagmaand: Month | undefined;

  private readonly dirtyRanges: DirtyRanges | undefined;
  private readonly groups: Groups;
  private readonly runner: RuleRunner;
  private readonly shown: VisibleFindings;
  /** undefined where no pack is known. */
  private readonly customRules: CustomRules | undefined;
  private headerScanner: DocumentScanner | undefined;
  private headerWindow = HEADER_WINDOW;
  /** undefined where no rule goes by the delivery of the month before. */
  private readonly continuity: Continuity | undefined;
  /** undefined where no pack is known. */
  private readonly envelope: Envelope | undefined;
  /** undefined where no pack is known. */
  private readonly stages: SegmentStages | undefined;
  /** Segments have come or gone since it was last seen whether there is one to judge the envelope with. */
  private segmentsChanged = false;
  /** Where records can't be validated apart: the verdict on the whole document is that on an earlier text. */
  private wholeStale = true;
  private knownToValidateInChunks: boolean | undefined;
  private priority: number | undefined;
  private worker: WorkerValidator | undefined;

  /**
   * @param encodingProblem a contradiction between the bytes and the declaration, found while decoding
   */
  constructor(
    source: SourceText,
    settings: AnalysisSettings,
    private readonly encodingProblem?: Message,
  ) {
    super(source, settings);
    const known = this.choice.kind === 'known' ? this.choice : undefined;
    this.runner = new RuleRunner(known?.pack, settings.rules, this);
    this.groups = new Groups((key) => this.runner.checksSingleRecords(key));
    this.shown = new VisibleFindings(
      this.segments,
      this.runner,
      (name) => this.customRules?.stateOf(name),
      () => this.done,
      () => this.previous !== undefined,
    );
    const { segments, binder, runner, groups } = this;
    if (!known || !binder) return;
    // What a template holds is not what will be delivered.
    if (this.runner.checksContinuity && !this.isTemplate) {
      const tellStarts: TellStarts = (...told) => this.runner.checkStartChanges(...told, this.previous);
      this.continuity = new Continuity(this.groups, tellStarts, () => this.work.persons++);
      this.continuity.setPrevious(settings.previous);
    }
    this.dirtyRanges = new DirtyRanges(segments, binder, {
      added: (segment) => this.segmentAdded(segment),
      removed: (segment) => this.segmentRemoved(segment),
      trailerChanged: () => {
        this.envelope!.isStale = true;
        this.wholeStale = true;
      },
    });
    const treeOf = (segment: RecordSegment) => this.treeOf(segment);
    this.customRules = new CustomRules({
      segments,
      pack: known.pack,
      rules: settings.rules,
      treeOf,
      recordChecked: () => this.work.schematron++,
      changed: () => this.shown.invalidate(),
    });
    this.setSchematron(settings.schematron ?? []);
    const makeValidation = () => {
      const { repeatingElement } = binder.shape;
      return new SchemaValidation({ pack: known.pack, segments, repeatingElement, worker: this.worker, treeOf });
    };
    this.envelope = new Envelope({ segments, binder, runner, encodingProblem }, makeValidation);
    const { envelope, customRules, continuity } = this;
    this.stages = new SegmentStages({
      ...{ segments, envelope, runner, groups, customRules, continuity },
      worked: (what, count) => {
        this.work[what] += count;
      },
    });
  }

  /**
   * Works on until `yield` says so, asked some times a millisecond; true when everything is known.
   * @param limit `inSlices` leaves out the judging of the whole document at once, for schemas that call for that
   */
  run(shouldYield: ShouldYield = never, limit: WorkLimit = 'all'): boolean {
    while (this.hasWork || (limit === 'all' && this.awaitsWhole)) {
      this.step(shouldYield);
      if (shouldYield()) break;
    }
    return this.done;
  }

  /**
   * Works to the end, while libxml2 works beside it in another thread: the records are handed to it as they are
   * scanned. For large files, from the start; what has been begun is finished without.
   * @returns true: everything is known
   */
  runWithWorker(worker: WorkerValidator): boolean {
    if (this.segments.header) return this.run();
    this.worker = worker;
    while (!this.segments.header) this.scanHeader(never);
    const { dirtyRanges, envelope, segments } = this;
    if (!dirtyRanges || !segments.header.openElements || !envelope || !this.validatesInChunks) {
      return this.run();
    }
    envelope.begin().submitHeader(worker);
    let submitted = 0;
    do {
      dirtyRanges.step(INDEX_BLOCK, never);
      // The last block may grow still.
      for (const until = segments.blocks.length - (dirtyRanges.isEmpty ? 0 : 1); submitted < until; submitted++) {
        for (const run of runsToValidate(segments.blocks[submitted]!)) envelope.validation.submitSegments(worker, run);
      }
    } while (!dirtyRanges.isEmpty);
    this.refreshEnvelope();
    for (const block of [...segments.pendingValidation]) this.stages!.validate(block, true);
    // Until now the header segment was validated without what follows it.
    envelope.isStale = true;
    return this.run();
  }

  /** Everything is known. */
  get done(): boolean {
    return !this.hasWork && !this.awaitsWhole;
  }

  /** The schema calls for judging the whole document at once, and that is yet to be done. */
  get awaitsWhole(): boolean {
    return this.wholeStale && this.choice.kind === 'known' && !this.validatesInChunks;
  }

  private get validatesInChunks(): boolean {
    this.knownToValidateInChunks ??= this.pack.validatesInChunks;
    return this.knownToValidateInChunks;
  }

  /** Something is left that can be done time-sliced. */
  get hasWork(): boolean {
    if (!this.segments.header) return true;
    if (!this.dirtyRanges) return false;
    return (
      this.envelope!.isStale ||
      !this.dirtyRanges.isEmpty ||
      this.segments.pendingValidation.size > 0 ||
      this.groups.hasStale ||
      this.segmentsChanged ||
      this.continuity?.hasWork === true ||
      this.customRules!.hasWork
    );
  }

  /** How much is known, from 0 to 1. */
  get progress(): number {
    const { segments, source } = this;
    if (!segments.header || !this.dirtyRanges) return this.done ? 1 : 0;
    const scanned = source.length === 0 ? 1 : 1 - this.dirtyRanges.left / source.length;
    const blocks = segments.blocks.length + 1;
    const validated = 1 - segments.pendingValidation.size / blocks;
    return scanned * validated * (1 - segments.pendingCustomRules.size / (2 * blocks));
  }

  /** What stands at an offset is known. */
  knownAt(offset: number): boolean {
    if (!this.segments.header) return false;
    if (!this.dirtyRanges) return true;
    if (this.envelope!.isStale) return false;
    return !this.dirtyRanges.holds(offset) && (this.segments.at(offset)?.ruled ?? true);
  }

  /** What stands at this offset is looked at first. */
  prioritise(offset: number | undefined): void {
    this.priority = offset;
  }

  /**
   * Takes in an edit that the source text has been through; {@link run} does the work that it makes.
   * @returns false where everything has to be known anew: make another analysis
   */
  edited(edit: MadeEdit): boolean {
    const { header: headerSegment } = this.segments;
    if (!headerSegment?.openElements || !this.dirtyRanges || (edit.start < SIGN_WITHIN && this.becomesAnother()))
      return false;
    this.wholeStale = true;
    // A missing end tag of the envelope belongs at the end of the text, which every edit moves.
    if (this.segments.trailer?.unclosedElements.length) this.envelope!.isStale = true;
    if (edit.start >= headerSegment.lookahead) {
      this.dirtyRanges.edited(edit);
      return true;
    }
    const fragment = rescanHeader(
      this.source,
      headerSegment,
      edit,
      this.binder!.shape,
      this.choice,
      this.settings.packs,
    );
    if (!fragment) return false;
    this.segments.header = new HeaderSegment(fragment);
    this.shown.headerChanged();
    this.dirtyRanges.headerMoved(edit.end, edit.length - (edit.end - edit.start));
    this.envelope!.headerChanged();
    this.customRules!.headerChanged();
    return true;
  }

  /** Another delivery of the month before, or none any more; {@link run} does the work that it makes. */
  setPrevious(previous: PreviousDelivery | undefined): void {
    const had = this.previous !== undefined;
    this.continuity?.setPrevious(previous);
    if (had !== (this.previous !== undefined)) this.shown.invalidate();
  }

  /** The delivery that stands for the month before, whether or not it is of that month. */
  get previous(): PreviousDelivery | undefined {
    return this.continuity?.previous;
  }

  /** A rule goes by the delivery of the month before. */
  get wantsPrevious(): boolean {
    return this.continuity !== undefined;
  }

  /**
   * What is missing of last month; undefined where there is no delivery of the month before, or where what this one
   * holds can't be told: its frame is not well-formed, or has no container.
   */
  get continuityFacts(): ContinuityFacts | undefined {
    const { header: headerSegment, trailer: trailerSegment } = this.segments;
    if (!headerSegment?.wellFormed || trailerSegment?.wellFormed === false) return undefined;
    const container = headerSegment.openElements ? -1 : containerIn(headerSegment.tree, this.pack);
    const isKnown =
      headerSegment.openElements !== undefined || (container >= 0 && isEmptyTagOf(headerSegment.tree, container));
    return isKnown ? this.continuity?.facts : undefined;
  }

  /** By an edit near its start it has become a template, or is one no more. */
  private becomesAnother(): boolean {
    const { packs, templates } = this.settings;
    return this.template !== 'name' && recognise(this.source, packs, templates).template !== this.template;
  }

  /**
   * Other custom rules; {@link run} does the work that it makes.
   * @returns whether they are other ones, and go for this document
   */
  setSchematron(files: readonly SchematronFile[]): boolean {
    return this.customRules?.setFiles(files) ?? false;
  }

  /** What is wrong with the files of the user's own rules, as far as it has come out; nothing without a known pack. */
  get schematronProblems(): readonly FileProblems[] {
    return this.customRules?.problems() ?? [];
  }

  get header(): Leveringgegevens | undefined {
    return this.envelope?.header;
  }

  get expectedBerichtgevers(): readonly string[] {
    return this.settings.berichtgevers;
  }

  /** What the user made of a rule; undefined where that is nothing. */
  settingOf(code: string): RuleSetting | undefined {
    return this.settings.rules[code];
  }

  recordsWith(group: GroupKey, value: string): readonly Voorziening[] {
    return this.groups.get(group, value);
  }

  /** The values that records have in common, each once. */
  valuesOf(group: GroupKey): Iterable<string> {
    return this.groups.valuesOf(group);
  }

  /** All findings to be seen, in no order. */
  findings(): Iterable<Finding> {
    return this.shown.all();
  }

  /** The findings that comments in the delivery suppress, in no order. */
  suppressedFindings(): Iterable<Finding> {
    return this.shown.suppressed();
  }

  /** The comments that suppress a finding. */
  suppressorsOf(finding: Finding): Suppression[] {
    return this.shown.suppressorsOf(finding);
  }

  /** The findings of one severity, part after part in the order of the text, without looking at segments that have none. */
  findingsOf(severity: Severity): Iterable<readonly Finding[]> {
    return this.shown.ofSeverity(severity);
  }

  /** How many findings there are, and what CBS would do. */
  get tally(): Tally {
    return this.shown.tally;
  }

  /** The findings that touch a stretch of the text. */
  findingsIn(start: number, end: number): Iterable<Finding> {
    return this.shown.within(start, end);
  }

  /** Ways to put a finding right; none while the analysis is not done. */
  fixesOf(finding: Finding): Fix[] {
    if (!this.done) return [];
    const { choice, segments, binder } = this;
    if (choice.kind === 'unknown' && finding.code === 'SRG-T005') {
      return fixesOfUnknownFormat(choice.root, segments.header.tree, this.packs, segments.header);
    }
    if (choice.kind !== 'known' || !binder) return [];
    const { continuity, continuityFacts } = this;
    const { rules } = this.runner;
    const validation = this.worker ?? choice.pack.validator;
    return fixesIn({ analysis: this, segments, binder, rules, validation, continuity, continuityFacts }, finding);
  }

  private step(shouldYield: ShouldYield): void {
    const { dirtyRanges, segments } = this;
    if (!segments.header) this.scanHeader(shouldYield);
    else if (this.envelope!.isStale) this.refreshEnvelope();
    else {
      const block = this.nextPendingValidation();
      if (block) this.stages!.validate(block, this.validatesInChunks);
      else if (!dirtyRanges!.isEmpty) dirtyRanges!.step(INDEX_BLOCK, shouldYield);
      else if (this.segmentsChanged) {
        this.segmentsChanged = false;
        this.envelope!.isStale = this.envelope!.validation.sampleChanged();
      } else if (this.groups.hasStale) this.checkGroup();
      else if (this.continuity?.hasStale) this.continuity.step();
      else if (this.continuity?.isToldStale) this.tellContinuity();
      else if (this.customRules!.hasWork) this.customRules!.step(this.priority, shouldYield);
      else this.validateWhole();
    }
  }

  private scanHeader(shouldYield: ShouldYield): void {
    // Nothing is said of another XML language, so there is nothing to read.
    const text = this.choice.kind === 'other' ? '' : this.source.slice(0, this.headerWindow);
    this.headerScanner ??= new DocumentScanner(text, this.binder?.shape);
    const fragment = this.headerScanner.scanHeader(shouldYield);
    if (fragment === YIELDED) return;
    this.headerScanner = undefined;
    if (
      text.length < this.source.length &&
      text !== '' &&
      !(fragment.openElements && fragment.lookahead < text.length)
    ) {
      this.headerWindow = Number.POSITIVE_INFINITY;
      return;
    }
    this.segments.header = new HeaderSegment(fragment);
    if (this.choice.kind !== 'known') this.addOutsideFindings();
    else this.shown.headerChanged();
    if (this.choice.kind === 'known' && fragment.openElements) this.dirtyRanges!.open();
  }

  /** The block to judge next: where the user looks first, and none that scanning is about to fill. */
  private nextPendingValidation(): IndexBlock | undefined {
    const { dirtyRanges, segments, priority } = this;
    const { pendingValidation: pending } = segments;
    if (pending.size === 0) return undefined;
    if (priority !== undefined) {
      if (dirtyRanges!.holds(priority)) return undefined;
      const wanted = segments.at(priority)?.block;
      if (wanted && pending.has(wanted)) return wanted;
    }
    const next = dirtyRanges!.next;
    const growing = next === undefined ? undefined : segments.at(next - 1)?.block;
    for (const block of pending) if (block !== growing || block.segments.length >= INDEX_BLOCK) return block;
    return undefined;
  }

  private checkGroup(): void {
    const group = this.groups.takeStale();
    if (group.records.length === 0) return;
    this.work.groups++;
    this.runner.checkGroup(group);
  }

  private tellContinuity(): void {
    this.continuity!.isToldStale = false;
    this.runner.checkContinuity(this.header, this.continuityFacts, this.segments.header);
  }

  private validateWhole(): void {
    const { segments } = this;
    this.wholeStale = false;
    this.work.chunks++;
    this.envelope!.validation.validateWhole();
    for (const segment of segments) if (segment.verdict !== segment.applied) this.stages!.invalidate(segment);
    this.remakeEnvelopeFindings();
  }

  private refreshEnvelope(): void {
    const { admissionChanged } = this.envelope!.refresh(this.validatesInChunks);
    if (admissionChanged)
      for (const segment of this.segments) if (segment.verdict !== ACCEPTED) this.stages!.invalidate(segment);
    this.remakeEnvelopeFindings();
  }

  private remakeEnvelopeFindings(): void {
    const changed = this.envelope!.remake();
    this.verslagmaand = this.header?.month('verslagmaand');
    this.envelope!.rule();
    if (this.continuity) {
      this.continuity.monthIs(this.verslagmaand);
      this.continuity.isToldStale = true;
    }
    if (!changed) return;
    for (const segment of this.segments) this.stages!.invalidate(segment);
    this.groups.markAll();
  }

  private segmentAdded(segment: RecordSegment): void {
    this.work.scanned++;
    this.continuity?.unreadAdded(segment);
    this.segmentsChanged = true;
    this.wholeStale = true;
    this.segments.pendingValidation.add(segment.block);
    this.customRules!.segmentAdded(segment);
  }

  private segmentRemoved(segment: RecordSegment): void {
    this.segmentsChanged = true;
    this.trees.delete(segment);
    this.customRules!.segmentRemoved(segment);
    this.continuity?.unreadRemoved(segment);
    this.stages!.ungroup(segment);
  }

  /** Findings on a document that no pack is known for. */
  private addOutsideFindings(): void {
    const { header: headerSegment } = this.segments;
    if (this.choice.kind === 'unknown') {
      this.runner.add(
        headerSegment,
        'SRG-T005',
        draftOfUnknownFormat(this.choice.root, headerSegment.tree, this.settings.packs),
      );
    } else if (this.choice.kind === 'none') {
      reportProblems(headerSegment, this.runner);
      reportEncoding(headerSegment, this.encodingProblem, this.runner);
    }
  }
}
