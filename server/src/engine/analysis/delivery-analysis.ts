import type { Month } from '../delivery/day.ts';
import type { DeliveryHeader } from '../delivery/header.ts';
import type { PreviousDelivery } from '../delivery/previous-delivery.ts';
import type { Voorziening } from '../delivery/record.ts';
import type { Message } from '../messages/message.ts';
import { RULES, type RuleSetting, type RuleSettings } from '../rules/registry.ts';
import type { ContinuityFacts, Finding, Fix, GroupKey, RuleContext, Severity } from '../rules/rule.ts';
import type { Suppression } from '../rules/suppression/suppression.ts';
import { schemaLocationsIn } from '../rules/technical/schema-location.ts';
import {
  draftOfOtherXml,
  draftOfUnknownFormat,
  fixesOfUnknownFormat,
} from '../rules/technical/t005-onbekend-formaat.ts';
import type { Misread } from '../rules/technical/t006-niet-te-beoordelen.ts';
import type { WorkerValidator } from '../schema/validator.ts';
import type { FileProblems, SchematronFile } from '../schematron/schematron-file.ts';
import { type Recognition, recognise, SIGN_WITHIN } from '../templates/recognise.ts';
import type { SourceText } from '../text/source-text.ts';
import type { ShouldYield } from '../text/time-sliced.ts';
import type { AnalysisSettings } from './analysis-settings.ts';
import { AnalysedDocument } from './document/analysed-document.ts';
import type { MadeEdit } from './document/dirty-ranges.ts';
import { HeaderParser } from './document/header-parser.ts';
import { rescanHeader } from './document/rescan-header.ts';
import { HeaderSegment, NONE } from './document/segment.ts';
import { type AnalysisState, VisibleFindings } from './findings/visible-findings.ts';
import { FixTrials } from './fixes/fix-trials.ts';
import { fixesIn } from './fixes/fixes.ts';
import { FixesInTemplate } from './fixes/in-template.ts';
import { fixesOfRoot } from './fixes/root-fixes.ts';
import { isOnForm, isSure } from './fixes/try-fixes.ts';
import { PagedPipeline } from './paged/paged-pipeline.ts';
import { Pipeline } from './pipeline.ts';
import { RuleRunner } from './rules/rule-runner.ts';
import type { Tally } from './tally.ts';
import { noWork, type WorkCounters } from './work-counters.ts';

/** How far work goes: to the end, or as far as it can be time-sliced. */
export type WorkLimit = 'all' | 'timeSliced';

/** The rules on the form, and no others. */
const FORM_ALONE: RuleSettings = Object.fromEntries(
  RULES.filter(({ code }) => !/^SRG-T00[1256]$/.test(code)).map(({ code }) => [code, 'off']),
);

/** A header that is longer is not read again in one go at each edit. */
const LONGEST_EDITED_HEADER = 65_536;

const never: ShouldYield = () => false;

/**
 * All that is known of one document: its text, segments, typed records, verdicts and findings. {@link run} does the work
 * in steps, and an edit keeps what it does not touch. Whatever the edits, in the end the state is that of an analysis
 * from scratch. The façade over the {@link Pipeline}.
 */
export class DeliveryAnalysis extends AnalysedDocument implements RuleContext {
  /** How much work was done since it was last reset. */
  readonly work: WorkCounters = noWork();
  private readonly headerParser: HeaderParser;
  private readonly runner: RuleRunner;
  /** undefined where no pack is known: then the header is all that is looked at. */
  private readonly pipeline: Pipeline | undefined;
  private readonly visible: VisibleFindings;
  /** What is known of records is not kept: the format allows that, and the settings ask for it. */
  readonly inPages: boolean = false;
  private priority: number | undefined;
  private readonly fixTrials: FixTrials;
  private readonly fixesInTemplate: FixesInTemplate | undefined;

  /**
   * @param encodingProblem a contradiction between the bytes and the XML declaration, found while decoding
   * @param recognition what the text is, where that is known
   */
  constructor(
    source: SourceText,
    settings: AnalysisSettings,
    private readonly encodingProblem?: Message,
    recognition?: Recognition,
  ) {
    super(source, settings, recognition);
    const { segments, trees, binder, choice, isTemplate } = this;
    const pack = choice.kind === 'known' ? choice.pack : undefined;
    this.headerParser = new HeaderParser(
      source,
      binder?.shape,
      choice.kind !== 'other' || settings.checksFormOfOthers === true || settings.isMeantAsDelivery === true,
    );
    this.runner = new RuleRunner(pack, settings.rules);
    if (pack && binder) {
      const slip = choice.kind === 'known' && choice.isSlip ? choice.root : undefined;
      const document = { pack, segments, trees, binder, isTemplate, settings, encodingProblem, slip };
      this.inPages = Boolean(settings.inPages) && !isTemplate && !settings.schematron?.length && pack.validatesInChunks;
      const Stages = this.inPages ? PagedPipeline : Pipeline;
      this.pipeline = new Stages(document, this.runner, this.work);
    }
    this.visible = this.pipeline?.visible ?? new VisibleFindings(segments, this.runner, undefined, isTemplate);
    this.fixesInTemplate = this.placeholders && new FixesInTemplate(this.placeholders, segments);
    this.fixTrials = new FixTrials(segments, (text) => {
      const { packs } = this.settings;
      const validator = this.pipeline?.validator;
      return new DeliveryAnalysis(text, { packs, rules: FORM_ALONE, berichtgevers: [], validator });
    });
  }

  /**
   * Works until `shouldYield` says so, which is asked several times a millisecond; true when everything is known.
   * @param limit `timeSliced` leaves out validating the whole document at once, where the schema calls for that
   */
  run(shouldYield: ShouldYield = never, limit: WorkLimit = 'all'): boolean {
    while (this.hasWork || (limit === 'all' && this.awaitsWhole)) {
      if (!this.segments.header) this.parseHeader(shouldYield);
      else this.pipeline!.step(this.priority, shouldYield);
      if (shouldYield()) break;
    }
    return this.done;
  }

  /**
   * Works to the end, while libxml2 validates in another thread what has been parsed. For large files, from the start;
   * what has been begun is finished without.
   * @returns true: everything is known
   */
  runWithWorker(worker: WorkerValidator, shouldYield: ShouldYield = never): boolean {
    if (!this.segments.header) {
      while (!this.segments.header) this.parseHeader(never);
      this.pipeline?.parseWithWorker(worker, shouldYield);
    }
    return this.run(shouldYield);
  }

  /** Everything is known. */
  get done(): boolean {
    return !this.hasWork && !this.awaitsWhole;
  }

  /** The schema calls for validating the whole document at once, and that is yet to be done. */
  get awaitsWhole(): boolean {
    return this.pipeline?.awaitsWhole === true;
  }

  /** Time-sliced work is left. */
  get hasWork(): boolean {
    return !this.segments.header || this.pipeline?.hasWork === true;
  }

  /** How much is known, from 0 to 1. */
  get progress(): number {
    if (!this.segments.header || !this.pipeline) return this.done ? 1 : 0;
    return this.pipeline.progress;
  }

  /** What stands at an offset is known. */
  knownAt(offset: number): boolean {
    return this.segments.header !== undefined && this.pipeline?.knownAt(offset) !== false;
  }

  /** What stands at this offset is analysed first. */
  prioritise(offset: number | undefined): void {
    this.priority = offset;
  }

  /**
   * Takes in an edit that has been made in the source text.
   * @returns false where the edit leaves nothing to keep: make another analysis
   */
  edited(edit: MadeEdit): boolean {
    this.fixTrials.edited();
    const { segments, pipeline, binder } = this;
    const { header } = segments;
    if (!header?.openElements || !pipeline) return false;
    // It is read anew in steps.
    if (edit.start < header.lookahead && header.length > LONGEST_EDITED_HEADER) return false;
    if (edit.start < SIGN_WITHIN && this.becomesAnother()) return false;
    // What a document with a slip in its root is read as hangs on all of it.
    if (this.choice.kind === 'known' && this.choice.isSlip) return false;
    if (edit.start >= header.lookahead) {
      pipeline.edited(edit);
      return true;
    }
    const fragment = rescanHeader(this.source, header, edit, binder!.shape, this.choice, this.settings.packs);
    if (!fragment) return false;
    segments.header = new HeaderSegment(fragment);
    pipeline.headerEdited(edit);
    return true;
  }

  /**
   * The editor reads and writes the document in this encoding, by its own name for it; undefined where it doesn't tell.
   */
  setOpenedWith(encoding: string | undefined): void {
    this.pipeline?.setOpenedWith(encoding);
  }

  /**
   * The text is not the one that its declaration tells of, as far as is known. What changes it then is not offered: it
   * would be saved over what the file holds.
   */
  get misread(): Misread | undefined {
    return this.pipeline?.misread;
  }

  /** The files that the root names as its schema, as they are written; none before the header is known. */
  get schemaFiles(): readonly string[] {
    const tree = this.pipeline && this.segments.header?.tree;
    return tree ? schemaLocationsIn(tree).files.map((range) => tree.text(range)) : NONE;
  }

  /** Those of them that are not there. */
  setMissingFiles(files: ReadonlySet<string>): void {
    if (this.pipeline && this.runner.setMissingFiles(files)) this.pipeline.isHeaderStale = true;
  }

  /** Another delivery of last month, or none any more. */
  setPrevious(previous: PreviousDelivery | undefined): void {
    this.pipeline?.setPrevious(previous);
  }

  /** The delivery that stands for last month's, whether or not it is of that month. */
  get previous(): PreviousDelivery | undefined {
    return this.pipeline?.continuity?.previous;
  }

  /** A rule goes by last month's delivery. */
  get wantsPrevious(): boolean {
    return this.pipeline?.continuity !== undefined;
  }

  /** What is missing of last month; see {@link Pipeline.continuityFacts}. */
  get continuityFacts(): ContinuityFacts | undefined {
    return this.pipeline?.continuityFacts;
  }

  /**
   * Other custom rules.
   * @returns whether they are other ones, and apply to this document
   */
  setSchematron(files: readonly SchematronFile[]): boolean {
    return this.pipeline?.setCustomRules(files) ?? false;
  }

  /** What is wrong with the files of custom rules, as far as it is known. */
  get schematronProblems(): readonly FileProblems[] {
    return this.pipeline?.customRules.problems() ?? [];
  }

  get header(): DeliveryHeader | undefined {
    return this.pipeline?.context.header;
  }

  /** Of the header, once it is validated. */
  get verslagmaand(): Month | undefined {
    return this.pipeline?.context.verslagmaand;
  }

  get expectedBerichtgevers(): readonly string[] {
    return this.settings.berichtgevers;
  }

  /** What the user's settings say of a rule. */
  settingOf(code: string): RuleSetting | undefined {
    return this.settings.rules[code];
  }

  isOffByConfiguration(code: string): boolean {
    return this.settings.offByConfiguration?.has(code) === true;
  }

  recordsWith(group: GroupKey, value: string): readonly Voorziening[] {
    return this.pipeline?.context.recordsWith(group, value) ?? NONE;
  }

  /** All records of well-formed segments, to be kept: of a text in pages, without the segments that they stand in. */
  allRecords(): Iterable<Voorziening> {
    return this.paged?.readableRecords() ?? this.recordsIn(0, this.source.length);
  }

  override recordIndex(record: Voorziening): number {
    return this.paged?.indexOf(record) ?? super.recordIndex(record);
  }

  /** The values that records have in common, each once. */
  valuesOf(group: GroupKey): Iterable<string> {
    return this.pipeline?.valuesOf(group) ?? NONE;
  }

  /** The visible findings, in no order. */
  findings(): Iterable<Finding> {
    return this.visible.all(this.state);
  }

  findingsInGroups(): Iterable<readonly Finding[]> {
    return this.visible.bySegment(this.state);
  }

  /** The findings that comments in the delivery suppress, by segment in the order of the text. */
  suppressedInGroups(): Iterable<readonly Finding[]> {
    return this.visible.suppressedBySegment(this.state);
  }

  /** The findings that comments in the delivery suppress, in no order. */
  suppressedFindings(): Iterable<Finding> {
    return this.visible.suppressed(this.state);
  }

  /** The comments that suppress a finding. */
  suppressorsOf(finding: Finding): Suppression[] {
    return this.visible.suppressorsOf(finding);
  }

  /** The visible findings of one severity by segment, in the order of the text. */
  findingsOf(severity: Severity): Iterable<readonly Finding[]> {
    return this.visible.ofSeverity(severity, this.state);
  }

  /** The visible findings that touch a stretch of the text. */
  findingsIn(start: number, end: number): Iterable<Finding> {
    return this.visible.within(start, end, this.state);
  }

  /** How many findings there are, and what CBS would do. */
  get tally(): Tally {
    const tally = this.visible.tally(this.state);
    const isDraft = this.choice.kind === 'known' && this.choice.pack.manifest.draftedFrom !== undefined;
    if (!isDraft || tally.verdict !== 'afkeur') return tally;
    // What a schema that was drafted refuses, the official one may take.
    for (const { code } of this.findings()) if (code === 'SRG-T001') return tally;
    return { ...tally, verdict: 'niet-te-beoordelen' };
  }

  /** Fixes for a finding; none while the analysis is not done. */
  fixesOf(finding: Finding): Fix[] {
    return this.tried(this.proposedFixes(finding), finding);
  }

  /** Those of them that are sure: no others are tried. */
  sureFixesOf(finding: Finding): Fix[] {
    return this.tried(this.proposedFixes(finding).filter(isSure), finding).filter(isSure);
  }

  private tried(fixes: Fix[], finding: Finding): Fix[] {
    const isTried = isOnForm(finding) ? !this.isTemplate : finding.code === 'SRG-T005';
    return isTried && this.pipeline ? this.fixTrials.of(fixes, finding) : fixes;
  }

  private proposedFixes(finding: Finding): Fix[] {
    if (!this.done) return [];
    const { choice, segments, pipeline, binder, continuityFacts } = this;
    if (choice.kind === 'unknown' && finding.code === 'SRG-T005')
      return fixesOfUnknownFormat(choice.root, segments.header.tree, this.packs, segments.header);
    if (!pipeline || !binder || (pipeline.misread && finding.code !== 'SRG-T006')) return [];
    if (finding.code === 'SRG-T005') return fixesOfRoot(choice, segments);
    const { context, continuity, validator } = pipeline;
    const ancestorsOf = (owner: object) => this.ancestorsOf(owner);
    const { rules } = this.runner;
    const sources = { context, ancestorsOf, segments, binder, rules, validator, continuity, continuityFacts };
    const fixes = fixesIn(sources, finding);
    return this.fixesInTemplate?.of(fixes) ?? fixes;
  }

  private get paged(): PagedPipeline | undefined {
    return this.pipeline instanceof PagedPipeline ? this.pipeline : undefined;
  }

  private get state(): AnalysisState {
    return { done: this.done, hasPrevious: this.previous !== undefined };
  }

  private parseHeader(shouldYield: ShouldYield): void {
    const fragment = this.headerParser.step(shouldYield);
    if (!fragment) return;
    const header = new HeaderSegment(fragment);
    this.segments.header = header;
    if (this.pipeline) this.pipeline.headerParsed();
    else header.findings = this.findingsWithoutPack(header);
  }

  private findingsWithoutPack(header: HeaderSegment): readonly Finding[] {
    const { choice, runner, packs } = this;
    const { checksFormOfOthers, isMeantAsDelivery } = this.settings;
    const isOther = choice.kind === 'other' && !choice.root.isStylesheet && !this.isTemplate;
    if (choice.kind === 'other' && !checksFormOfOthers && !(isOther && isMeantAsDelivery)) return NONE;
    const found = runner.checkForm(header, this.encodingProblem, choice.kind === 'other');
    if (isOther && isMeantAsDelivery) {
      const code = found.length > 0 ? 'SRG-T001' : 'SRG-T005';
      const finding = runner.finding(header, code, draftOfOtherXml(choice.root, header.tree, code));
      return finding ? [finding] : found;
    }
    if (choice.kind !== 'unknown') return found;
    const finding = runner.finding(header, 'SRG-T005', draftOfUnknownFormat(choice.root, header.tree, packs));
    return finding ? [finding, ...found] : found;
  }

  /** An edit near its start has made a template of it, or a template no longer. */
  private becomesAnother(): boolean {
    const { packs, templates } = this.settings;
    return this.template !== 'name' && recognise(this.source, packs, templates).template !== this.template;
  }
}
