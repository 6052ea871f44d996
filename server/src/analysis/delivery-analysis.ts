import { containerIn, isEmptyTagOf } from '../delivery/container.ts';
import type { Month } from '../delivery/day.ts';
import type { PreviousDelivery } from '../delivery/previous-delivery.ts';
import type { Leveringgegevens, Voorziening } from '../delivery/record.ts';
import type { Message } from '../messages/message.ts';
import type { RuleSetting } from '../rules/registry.ts';
import type { ContinuityFacts, Finding, Fix, GroupKey, RuleContext, Severity } from '../rules/rule.ts';
import type { Suppression } from '../rules/suppression/suppression.ts';
import { draftOfUnknownFormat, fixesOfUnknownFormat } from '../rules/technical/t005-onbekend-formaat.ts';
import type { DistantJudge } from '../schema/validator.ts';
import type { FileProblems, SchematronFile } from '../schematron/schematron-file.ts';
import { DocumentScanner, PAUSED, type Pause } from '../syntax/document-scanner.ts';
import type { SourceText } from '../text/source-text.ts';
import { AnalysedDocument, type AnalysisSettings } from './analysed-document.ts';
import { Continuity, type TellStarts } from './continuity/continuity.ts';
import { fixesIn } from './fixes.ts';
import { Groups } from './groups.ts';
import { ItemSettler, runsToJudge } from './item-settler.ts';
import { OwnRules } from './own-rules.ts';
import type { Block } from './parts/block.ts';
import { Frame, reportEncoding, reportProblems } from './parts/frame.ts';
import { Gaps, type MadeEdit } from './parts/gaps.ts';
import { ACCEPTED, Head, type Item } from './parts/part.ts';
import { BLOCK } from './parts/parts.ts';
import { rescanHead } from './parts/rescan-head.ts';
import { recognise, SIGN_WITHIN } from './recognise.ts';
import { RuleRunner } from './rule-runner.ts';
import { SchemaJudge } from './schema-judge.ts';
import { ShownFindings } from './shown-findings.ts';
import type { Tally } from './tally.ts';

/**
 * Counts of work: items scanned, texts judged by the XSD, records and groups that rules ran over, persons of last
 * month's delivery that were followed up, items that rules of the user's own were applied to.
 */
export interface Work {
  scanned: number;
  chunks: number;
  ruled: number;
  groups: number;
  persons: number;
  schematron: number;
}

/** How far work goes: to the end, or only as far as it can be done a little at a time. */
export type WorkLimit = 'all' | 'inSlices';

/** The head is looked for in so many characters, and if it is not all in there, in the whole text. */
const HEAD_WINDOW = 65_536;

const never: Pause = () => false;

/**
 * All that is known of one document: text, record index, verdicts of the XSD, typed records, groups, findings. The
 * work is done in steps by {@link run}; an edit leaves what it does not touch as it is, and makes new work. However a
 * text came about, what is known of it in the end is the same.
 */
export class DeliveryAnalysis extends AnalysedDocument implements RuleContext {
  /** How much work was done since it was last set to nothing: told, not timed, in tests and in the bench. */
  readonly work: Work = { scanned: 0, chunks: 0, ruled: 0, groups: 0, persons: 0, schematron: 0 };
  /** Of the header, once the schema has judged it. */
  verslagmaand: Month | undefined;

  private readonly gaps: Gaps | undefined;
  private readonly groups: Groups;
  private readonly runner: RuleRunner;
  private readonly shown: ShownFindings;
  /** undefined where no pack is known. */
  private readonly ownRules: OwnRules | undefined;
  private headScanner: DocumentScanner | undefined;
  private headWindow = HEAD_WINDOW;
  /** undefined where no rule goes by the delivery of the month before. */
  private readonly continuity: Continuity | undefined;
  /** undefined where no pack is known. */
  private readonly frame: Frame | undefined;
  /** undefined where no pack is known. */
  private readonly settler: ItemSettler | undefined;
  /** Items have come or gone since it was last seen whether there is one to judge the frame with. */
  private itemsChanged = false;
  /** Where records can't be judged apart: the verdict on the whole document is that on an earlier text. */
  private wholeStale = true;
  private knownToJudgeInChunks: boolean | undefined;
  private priority: number | undefined;
  private distant: DistantJudge | undefined;

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
    this.groups = new Groups((key) => this.runner.judgesAlone(key));
    this.shown = new ShownFindings(
      this.parts,
      this.runner,
      (name) => this.ownRules?.stateOf(name),
      () => this.done,
      () => this.previous !== undefined,
    );
    const { parts, binder, runner, groups } = this;
    if (!known || !binder) return;
    // What a template holds is not what will be delivered.
    if (this.runner.judgesContinuity && !this.isTemplate) {
      const tellStarts: TellStarts = (...told) => this.runner.checkStartChanges(...told, this.previous);
      this.continuity = new Continuity(this.groups, tellStarts, () => this.work.persons++);
      this.continuity.setPrevious(settings.previous);
    }
    this.gaps = new Gaps(parts, binder, {
      added: (item) => this.itemAdded(item),
      removed: (item) => this.itemRemoved(item),
      tailChanged: () => {
        this.frame!.isStale = true;
        this.wholeStale = true;
      },
    });
    const treeOf = (item: Item) => this.treeOf(item);
    this.ownRules = new OwnRules({
      parts,
      pack: known.pack,
      rules: settings.rules,
      treeOf,
      judged: () => this.work.schematron++,
      changed: () => this.shown.groundsChanged(),
    });
    this.setSchematron(settings.schematron ?? []);
    const makeJudge = () => {
      const { unit } = binder.shape;
      return new SchemaJudge({ pack: known.pack, parts, unit, distant: this.distant, treeOf });
    };
    this.frame = new Frame({ parts, binder, runner, encodingProblem }, makeJudge);
    const { frame, ownRules, continuity } = this;
    this.settler = new ItemSettler({
      ...{ parts, binder, frame, runner, groups, ownRules, continuity, treeOf },
      worked: (what, count) => {
        this.work[what] += count;
      },
    });
  }

  /**
   * Works on until `pause` says so, asked some times a millisecond; true when everything is known.
   * @param limit `inSlices` leaves out the judging of the whole document at once, for schemas that call for that
   */
  run(pause: Pause = never, limit: WorkLimit = 'all'): boolean {
    while (this.hasWork || (limit === 'all' && this.awaitsWhole)) {
      this.step(pause);
      if (pause()) break;
    }
    return this.done;
  }

  /**
   * Works to the end, while libxml2 works beside it in another thread: the records are handed to it as they are
   * scanned. For large files, and before any edit.
   */
  runBeside(distant: DistantJudge): void {
    this.distant = distant;
    while (!this.parts.head) this.scanHead(never);
    const { gaps, frame, parts } = this;
    if (!gaps || !parts.head.frame || !frame || !this.judgesInChunks) {
      this.run();
      return;
    }
    frame.begin().foreseeHead(distant);
    let foreseen = 0;
    do {
      gaps.step(BLOCK, never);
      // The last block may grow still.
      for (const until = parts.blocks.length - (gaps.isEmpty ? 0 : 1); foreseen < until; foreseen++) {
        for (const run of runsToJudge(parts.blocks[foreseen]!)) frame.judge.foreseeItems(distant, run);
      }
    } while (!gaps.isEmpty);
    this.refreshFrame();
    for (const block of [...parts.unsettled]) this.settler!.settle(block, true);
    // Until now the head was judged without what follows it.
    frame.isStale = true;
    this.run();
  }

  /** Everything is known. */
  get done(): boolean {
    return !this.hasWork && !this.awaitsWhole;
  }

  /** The schema calls for judging the whole document at once, and that is yet to be done. */
  get awaitsWhole(): boolean {
    return this.wholeStale && this.choice.kind === 'known' && !this.judgesInChunks;
  }

  private get judgesInChunks(): boolean {
    this.knownToJudgeInChunks ??= this.pack.judgesInChunks;
    return this.knownToJudgeInChunks;
  }

  /** Something is left that can be done in slices. */
  get hasWork(): boolean {
    if (!this.parts.head) return true;
    if (!this.gaps) return false;
    return (
      this.frame!.isStale ||
      !this.gaps.isEmpty ||
      this.parts.unsettled.size > 0 ||
      this.groups.hasStale ||
      this.itemsChanged ||
      this.continuity?.hasWork === true ||
      this.ownRules!.hasWork
    );
  }

  /** How much is known, from 0 to 1. */
  get progress(): number {
    const { parts, source } = this;
    if (!parts.head || !this.gaps) return this.done ? 1 : 0;
    const scanned = source.length === 0 ? 1 : 1 - this.gaps.left / source.length;
    const blocks = parts.blocks.length + 1;
    const settled = 1 - parts.unsettled.size / blocks;
    return scanned * settled * (1 - parts.unheard.size / (2 * blocks));
  }

  /** What stands at an offset is known. */
  knownAt(offset: number): boolean {
    if (!this.parts.head) return false;
    if (!this.gaps) return true;
    if (this.frame!.isStale) return false;
    return !this.gaps.holds(offset) && (this.parts.at(offset)?.ruled ?? true);
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
    const { head } = this.parts;
    if (!head?.frame || !this.gaps || (edit.start < SIGN_WITHIN && this.becomesAnother())) return false;
    this.wholeStale = true;
    // A missing end tag of the frame belongs at the end of the text, which every edit moves.
    if (this.parts.tail?.unclosedFrames.length) this.frame!.isStale = true;
    if (edit.start >= head.reach) {
      this.gaps.edited(edit);
      return true;
    }
    const fragment = rescanHead(this.source, head, edit, this.binder!.shape, this.choice, this.settings.packs);
    if (!fragment) return false;
    this.parts.head = new Head(fragment);
    this.shown.headChanged();
    this.gaps.headMoved(edit.end, edit.length - (edit.end - edit.start));
    this.frame!.headChanged();
    this.ownRules!.headChanged();
    return true;
  }

  /** Another delivery of the month before, or none any more; {@link run} does the work that it makes. */
  setPrevious(previous: PreviousDelivery | undefined): void {
    const had = this.previous !== undefined;
    this.continuity?.setPrevious(previous);
    if (had !== (this.previous !== undefined)) this.shown.groundsChanged();
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
   * holds can't be told: its frame is no sound XML, or has no container.
   */
  get continuityFacts(): ContinuityFacts | undefined {
    const { head, tail } = this.parts;
    if (!head?.sound || tail?.sound === false) return undefined;
    const container = head.frame ? -1 : containerIn(head.tree, this.pack);
    const isKnown = head.frame !== undefined || (container >= 0 && isEmptyTagOf(head.tree, container));
    return isKnown ? this.continuity?.facts : undefined;
  }

  /** By an edit near its start it has become a template, or is one no more. */
  private becomesAnother(): boolean {
    const { packs, templates } = this.settings;
    return this.template !== 'name' && recognise(this.source, packs, templates).template !== this.template;
  }

  /**
   * Other rules of the user's own; {@link run} does the work that it makes.
   * @returns whether they are other ones, and go for this document
   */
  setSchematron(files: readonly SchematronFile[]): boolean {
    return this.ownRules?.setFiles(files) ?? false;
  }

  /** What is wrong with the files of the user's own rules, as far as it has come out; nothing without a known pack. */
  get schematronProblems(): readonly FileProblems[] {
    return this.ownRules?.problems() ?? [];
  }

  get header(): Leveringgegevens | undefined {
    return this.frame?.header;
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

  /** The findings of one severity, part after part in the order of the text, without looking at parts that have none. */
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
    const { choice, parts, binder } = this;
    if (choice.kind === 'unknown' && finding.code === 'SRG-T005') {
      return fixesOfUnknownFormat(choice.root, parts.head.tree, this.packs, parts.head);
    }
    if (choice.kind !== 'known' || !binder) return [];
    const { continuity, continuityFacts } = this;
    const { rules } = this.runner;
    const judge = this.distant ?? choice.pack.validator;
    return fixesIn({ analysis: this, parts, binder, rules, judge, continuity, continuityFacts }, finding);
  }

  private step(pause: Pause): void {
    const { gaps, parts } = this;
    if (!parts.head) this.scanHead(pause);
    else if (this.frame!.isStale) this.refreshFrame();
    else {
      const block = this.nextUnsettled();
      if (block) this.settler!.settle(block, this.judgesInChunks);
      else if (!gaps!.isEmpty) gaps!.step(BLOCK, pause);
      else if (this.itemsChanged) {
        this.itemsChanged = false;
        this.frame!.isStale = this.frame!.judge.sampleChanged();
      } else if (this.groups.hasStale) this.judgeGroup();
      else if (this.continuity?.hasStale) this.continuity.step();
      else if (this.continuity?.isToldStale) this.tellContinuity();
      else if (this.ownRules!.hasWork) this.ownRules!.step(this.priority, pause);
      else this.judgeWhole();
    }
  }

  private scanHead(pause: Pause): void {
    // Nothing is said of another XML language, so there is nothing to read.
    const text = this.choice.kind === 'other' ? '' : this.source.slice(0, this.headWindow);
    this.headScanner ??= new DocumentScanner(text, this.binder?.shape);
    const fragment = this.headScanner.scanHead(pause);
    if (fragment === PAUSED) return;
    this.headScanner = undefined;
    if (text.length < this.source.length && text !== '' && !(fragment.frame && fragment.reach < text.length)) {
      this.headWindow = Number.POSITIVE_INFINITY;
      return;
    }
    this.parts.head = new Head(fragment);
    if (this.choice.kind !== 'known') this.addOutsideFindings();
    else this.shown.headChanged();
    if (this.choice.kind === 'known' && fragment.frame) this.gaps!.open();
  }

  /** The block to judge next: where the user looks first, and none that scanning is about to fill. */
  private nextUnsettled(): Block | undefined {
    const { gaps, parts, priority } = this;
    const { unsettled } = parts;
    if (unsettled.size === 0) return undefined;
    if (priority !== undefined) {
      if (gaps!.holds(priority)) return undefined;
      const wanted = parts.at(priority)?.block;
      if (wanted && unsettled.has(wanted)) return wanted;
    }
    const next = gaps!.next;
    const growing = next === undefined ? undefined : parts.at(next - 1)?.block;
    for (const block of unsettled) if (block !== growing || block.items.length >= BLOCK) return block;
    return undefined;
  }

  private judgeGroup(): void {
    const group = this.groups.takeStale();
    if (group.records.length === 0) return;
    this.work.groups++;
    this.runner.checkGroup(group);
  }

  private tellContinuity(): void {
    this.continuity!.isToldStale = false;
    this.runner.checkContinuity(this.header, this.continuityFacts, this.parts.head);
  }

  private judgeWhole(): void {
    const { parts } = this;
    this.wholeStale = false;
    this.work.chunks++;
    this.frame!.judge.judgeWhole();
    for (const item of parts) if (item.verdict !== item.applied) this.settler!.unsettle(item);
    this.remakeFrameFindings();
  }

  private refreshFrame(): void {
    const { admissionChanged } = this.frame!.refresh(this.judgesInChunks);
    if (admissionChanged) for (const item of this.parts) if (item.verdict !== ACCEPTED) this.settler!.unsettle(item);
    this.remakeFrameFindings();
  }

  private remakeFrameFindings(): void {
    const changed = this.frame!.remake();
    this.verslagmaand = this.header?.month('verslagmaand');
    this.frame!.rule();
    if (this.continuity) {
      this.continuity.monthIs(this.verslagmaand);
      this.continuity.isToldStale = true;
    }
    if (!changed) return;
    for (const item of this.parts) this.settler!.unsettle(item);
    this.groups.markAll();
  }

  private itemAdded(item: Item): void {
    this.work.scanned++;
    this.continuity?.unreadAdded(item);
    this.itemsChanged = true;
    this.wholeStale = true;
    this.parts.unsettled.add(item.block);
    this.ownRules!.itemAdded(item);
  }

  private itemRemoved(item: Item): void {
    this.itemsChanged = true;
    this.trees.delete(item);
    this.ownRules!.itemRemoved(item);
    this.continuity?.unreadRemoved(item);
    this.settler!.ungroup(item);
  }

  /** Findings on a document that no pack is known for. */
  private addOutsideFindings(): void {
    const { head } = this.parts;
    if (this.choice.kind === 'unknown') {
      this.runner.add(head, 'SRG-T005', draftOfUnknownFormat(this.choice.root, head.tree, this.settings.packs));
    } else if (this.choice.kind === 'none') {
      reportProblems(head, this.runner);
      reportEncoding(head, this.encodingProblem, this.runner);
    }
  }
}
