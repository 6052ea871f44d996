import type { Voorziening } from '../../delivery/record.ts';
import type { Finding } from '../../rules/rule.ts';
import type { WorkerValidator } from '../../schema/validator.ts';
import { atOnce, type Steps } from '../../text/time-sliced.ts';
import type { StartChanges } from '../continuity/continuity.ts';
import type { BlockPage, IndexBlock } from '../document/index-block.ts';
import { NONE, type RecordSegment } from '../document/segment.ts';
import { INDEX_BLOCK } from '../document/segment-index.ts';
import { Pipeline, type PipelineDocument } from '../pipeline.ts';
import type { RuleRunner } from '../rules/rule-runner.ts';
import type { WorkCounters } from '../work-counters.ts';
import { type BlockJudge, BlockPager, HELD_BLOCKS } from './block-pager.ts';
import { NumberSet } from './numbers.ts';
import { type Grouping, PagedRecords } from './paged-records.ts';

/** A worker validates so many blocks ahead. */
const AHEAD = 8;

/** Groups of more records are judged once, and what was found is kept. */
const LARGE = 256;

/**
 * The stages over a text that is read in pages. What was judged is let go of: kept are where its segments start, its
 * records in few bytes, how many findings there are, and in which groups. What was found is found once more when it is
 * asked for.
 */
export class PagedPipeline extends Pipeline implements BlockJudge {
  private readonly records: PagedRecords;
  private readonly pager: BlockPager;
  /** The numbers of groups in which something was found. */
  private readonly found = new Map<Grouping, NumberSet>();
  /** Of large groups, what, by the places of the records. */
  private readonly foundInLarge = new Map<string, ReadonlyMap<number, readonly Finding[]>>();
  /** What was found on records whose start date has changed, by their places. */
  private readonly startFindings = new Map<number, readonly Finding[]>();
  private isComplete = false;

  constructor(document: PipelineDocument, runner: RuleRunner, counters: WorkCounters) {
    const checksSingle: (typeof runner)['checksSingleRecords'] = (key) => runner.checksSingleRecords(key);
    const records = new PagedRecords(document.pack, runner.groupKeys, checksSingle);
    super(document, runner, counters, records);
    const { inPages } = document.settings;
    const limits = typeof inPages === 'object' ? inPages : { blocks: HELD_BLOCKS };
    this.records = records;
    this.pager = new BlockPager(document.segments, document.binder, records, this, limits);
    records.loader = this.pager;
  }

  override parseWithWorker(worker: WorkerValidator): void {
    const { parser, validation } = this;
    const { segments } = this.document;
    validation.useWorker(worker);
    if (!segments.header.openElements) return;
    validation.submitHeader(worker);
    let [submitted, awaited, validated] = [0, 0, 0];
    // What comes behind all that the worker was given waits for nothing.
    const validateSome = () => {
      const until = validated < awaited ? submitted - AHEAD : submitted;
      if (validated === 0 && until > 0) atOnce(this.validateEnvelope());
      for (; validated < until; validated++) atOnce(this.validateBlock(segments.blocks[validated]!));
    };
    do {
      this.takeParsed(parser.step(INDEX_BLOCK, () => false));
      // The last block may grow still.
      const complete = segments.blocks.length - (parser.isEmpty ? 0 : 1);
      while (submitted < complete)
        if (validation.submitBlock(segments.blocks[submitted++]!, worker)) awaited = submitted;
      validateSome();
    } while (!parser.isEmpty);
    awaited = 0;
    validateSome();
    if (validated === 0) atOnce(this.validateEnvelope());
    // The header was submitted without what follows it.
    validation.isEnvelopeStale = true;
  }

  protected override *validateBlock(block: IndexBlock): Steps<void> {
    const firstRecord = this.records.length;
    yield* super.validateBlock(block);
    this.pager.settle(block, firstRecord);
    if (!block.page!.hasSuppressions) this.visible.summaryOf(block, { done: false, hasPrevious: false });
  }

  /** Something that all records are judged by is another. */
  protected override invalidateRecords(): void {
    const { blocks, pendingValidation } = this.document.segments;
    this.isComplete = false;
    this.found.clear();
    this.foundInLarge.clear();
    this.startFindings.clear();
    this.records.clear();
    this.pager.restart();
    for (const block of blocks) {
      block.summary = undefined;
      pendingValidation.add(block);
    }
  }

  protected override checkGroup(): void {
    // From now on what is at hand is known by its places.
    if (!this.isComplete) this.pager.letGoAll();
    this.isComplete = true;
    const group = this.records.takeStale();
    if (group.records.length === 0) return;
    this.counters.groups++;
    const found = this.runner.checkGroup(group, this.context);
    if (found.length === 0) return;
    const numbers = this.found.get(group.grouping) ?? new NumberSet();
    numbers.add(group.number);
    this.found.set(group.grouping, numbers);
    if (group.records.length > LARGE) this.foundInLarge.set(nameOf(group.grouping, group.number), this.byPlace(found));
    this.count(found);
  }

  protected override takeStartChanges({ forgotten, changes }: StartChanges): void {
    if (forgotten.length === 0 && changes.length === 0) return;
    const previous = this.continuity?.previous;
    for (const record of forgotten) {
      const place = this.records.placeOf(record);
      if (this.startFindings.delete(place)) this.pager.blockOf(place).summary = undefined;
    }
    const found = previous ? this.runner.checkStartChanges(changes, previous, this.context) : NONE;
    for (const finding of found) {
      const place = this.records.placeOf(finding.record!);
      this.startFindings.set(place, [...(this.startFindings.get(place) ?? []), finding]);
    }
    this.count(found);
  }

  /** Counts in what was found across records. */
  private count(found: readonly Finding[]): void {
    const byBlock = new Map<IndexBlock, Finding[]>();
    for (const finding of found) {
      const block = this.pager.blockOf(this.records.placeOf(finding.record!));
      const own = byBlock.get(block);
      if (own) own.push(finding);
      else byBlock.set(block, [finding]);
    }
    for (const [block, own] of byBlock) {
      if (block.page!.hasSuppressions) block.summary = undefined;
      else if (block.summary) this.visible.countIn(block, own);
      this.pager.changed(block);
    }
  }

  /** The records in well-formed segments, to be kept. */
  *readableRecords(): Generator<Voorziening> {
    for (let place = 0; place < this.records.length; place++)
      if (this.pager.isReadable(place)) yield this.records.copyAt(place);
  }

  /** The place among all records of one that was made again. */
  indexOf({ distantIndex }: Voorziening): number | undefined {
    return distantIndex === undefined ? undefined : this.pager.indexOf(distantIndex);
  }

  judge(block: IndexBlock, { faulty }: BlockPage): void {
    const { validation, runner, context } = this;
    if (faulty!.length > 0) atOnce(validation.validateBlock(block));
    for (const segment of block.segments) {
      const verdict = validation.verdictOn(segment);
      segment.records = segment.records.map((record) => record.under(verdict.refused));
      segment.applied = verdict;
      segment.grouped = true;
      segment.findings = runner.checkSegment(segment, verdict, context);
      segment.ruled = true;
    }
  }

  placeFindings(_block: IndexBlock, { firstRecord }: BlockPage, records: readonly Voorziening[]): void {
    const isHere = (place: number) => place >= firstRecord && place < firstRecord + records.length;
    for (const [grouping, found] of this.found) {
      const here = new Set<number>();
      for (let i = 0; i < records.length; i++) {
        const number = grouping.index.groupOf(firstRecord + i);
        if (found.has(number)) here.add(number);
      }
      for (const number of here) {
        const name = nameOf(grouping, number);
        const large = this.foundInLarge.get(name);
        const all = large
          ? records.flatMap((_, i) => large.get(firstRecord + i) ?? NONE)
          : this.runner.checkGroup(this.records.group(grouping, number), this.context);
        this.place(
          name,
          all.filter(({ record }) => isHere(this.records.placeOf(record!))),
          firstRecord,
          records,
        );
      }
    }
    if (this.startFindings.size === 0) return;
    const changed = records.flatMap((_, i) => this.startFindings.get(firstRecord + i) ?? NONE);
    const persons = new Set(changed.map(({ group }) => group!.value));
    for (const person of persons) {
      this.place(
        `previous ${person}`,
        changed.filter(({ group }) => group!.value === person),
        firstRecord,
        records,
      );
    }
  }

  /** Leaves findings on records at hand in their segments. */
  private place(name: string, found: readonly Finding[], firstRecord: number, records: readonly Voorziening[]): void {
    const bySegment = new Map<RecordSegment, Finding[]>();
    for (const finding of found) {
      const record = records[this.records.placeOf(finding.record!) - firstRecord]!;
      const owner = record.owner as RecordSegment;
      // It may have been found when the record was another object.
      const own = finding.record === record ? finding : { ...finding, owner, record };
      bySegment.set(owner, [...(bySegment.get(owner) ?? []), own]);
    }
    for (const [segment, own] of bySegment) segment.setGroupFindings(name, own);
  }

  private byPlace(found: readonly Finding[]): Map<number, Finding[]> {
    const byPlace = new Map<number, Finding[]>();
    for (const finding of found) {
      const place = this.records.placeOf(finding.record!);
      byPlace.set(place, [...(byPlace.get(place) ?? []), finding]);
    }
    return byPlace;
  }
}

function nameOf({ key }: Grouping, number: number): string {
  return `${key} ${number}`;
}
