import type { Binder } from '../../delivery/binder.ts';
import type { Voorziening } from '../../delivery/record.ts';
import type { RecordConcept } from '../../packs/pack.ts';
import { DocumentScanner } from '../../syntax/document-scanner.ts';
import type { PageLimits } from '../analysis-settings.ts';
import type { BlockPage, IndexBlock } from '../document/index-block.ts';
import { RecordSegment } from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';
import { ACCEPTED, type SegmentVerdict } from '../document/segment-verdict.ts';
import { KeptVerdicts } from './kept-verdicts.ts';
import { CountedNumbers, Numbers } from './numbers.ts';
import type { PagedRecords, PageLoader } from './paged-records.ts';

/** Says once more what is known of the segments of a block. */
export interface BlockJudge {
  /** Their verdicts, and what is found in each of them. */
  judge(block: IndexBlock, page: BlockPage): void;
  /** What is found in them and others together, when the block is at hand. */
  placeFindings(block: IndexBlock, page: BlockPage, records: readonly Voorziening[]): void;
}

/** So many blocks are at hand, and so many segments beside them. */
export const HELD_BLOCKS = 4;
const HELD_SEGMENTS = 256;

/**
 * Lets go of the segments of blocks that were judged, and reads them again from the text when they are asked for: of a
 * document of any size, some thousand segments are kept.
 */
export class BlockPager implements PageLoader {
  /** With the records in it, the one that came last behind. */
  private readonly held = new Map<IndexBlock, readonly Voorziening[]>();
  /** Blocks that stay: values of the header stand in them. */
  private readonly pinned = new Map<IndexBlock, readonly Voorziening[]>();
  /** Single segments, by their places among all. */
  private readonly single = new Map<number, RecordSegment>();
  /** Where each segment starts in its block, and the place of its first record. */
  private starts = new Numbers();
  private firstRecords = new CountedNumbers();
  /** How many records stand before each, where an element whose records are unknown counts as one. */
  private counts = new CountedNumbers();
  private counted = 0;
  /** What was found by validation, and where in there that of a block starts. */
  private verdicts: KeptVerdicts;
  private readonly verdictsOf = new Map<IndexBlock, number>();
  /** The records in segments that are not well-formed. */
  private readonly malformed = new Set<number>();
  /** The same of the first segment and record of each block. */
  private blockSegments = new Numbers();
  private blockRecords = new Numbers();

  constructor(
    private readonly segments: SegmentIndex,
    private readonly binder: Binder,
    private readonly records: PagedRecords,
    private readonly judge: BlockJudge,
    private readonly limits: PageLimits,
  ) {
    this.verdicts = new KeptVerdicts(limits.verdicts);
  }

  /** A block was judged for the first time: from now on it may be let go of. @param firstRecord the place of its first record */
  settle(block: IndexBlock, firstRecord: number): void {
    const { segments } = block;
    const faulty: number[] = [];
    const verdicts: SegmentVerdict[] = [];
    let reach = 0;
    let record = firstRecord;
    const firstSegment = this.starts.length;
    for (const segment of segments) {
      const { verdict, offset, lookahead } = segment;
      if (verdict !== undefined && verdict !== ACCEPTED) {
        faulty.push(segment.place);
        verdicts.push(verdict);
      }
      reach = Math.max(reach, offset + lookahead);
      this.starts.push(offset);
      this.firstRecords.push(record);
      this.counts.push(this.counted);
      this.counted += segment.recordCount;
      if (!segment.wellFormed) segment.records.forEach((_, at) => void this.malformed.add(record + at));
      record += segment.records.length;
    }
    this.blockSegments.push(firstSegment);
    this.blockRecords.push(firstRecord);
    // Counted while it is at hand.
    void block.recordCount;
    block.page = {
      firstSegment,
      firstRecord,
      count: segments.length,
      reach,
      hasSuppressions: segments.some(({ suppressions }) => suppressions.length > 0),
      faulty,
      load: (wanted) => this.load(wanted),
    };
    const kept = verdicts.length > 0 ? this.verdicts.keep(verdicts) : undefined;
    if (kept !== undefined) this.verdictsOf.set(block, kept);
    this.keep(block, recordsIn(block));
  }

  /** What was found in segments of a block and in others is something else now. */
  changed(block: IndexBlock): void {
    const records = this.pinned.get(block);
    if (records) this.judge.placeFindings(block, block.page!, records);
    else if (this.held.delete(block)) block.letGo();
  }

  /** All that was said of the blocks is to be said anew; they are judged for the first time once more. */
  restart(): void {
    this.letGoAll();
    this.single.clear();
    this.starts = new Numbers();
    this.firstRecords = new CountedNumbers();
    this.counts = new CountedNumbers();
    this.counted = 0;
    this.malformed.clear();
    this.verdicts = new KeptVerdicts(this.limits.verdicts);
    this.verdictsOf.clear();
    this.blockSegments = new Numbers();
    this.blockRecords = new Numbers();
    for (const block of this.segments.blocks) {
      if (block.page) block.page.faulty = undefined;
      if (!this.pinned.has(block)) continue;
      for (const segment of block.segments) {
        segment.ruled = false;
        segment.grouped = false;
        segment.clearGroupFindings();
      }
    }
    this.pinned.clear();
  }

  letGoAll(): void {
    for (const block of this.held.keys()) block.letGo();
    this.held.clear();
  }

  /** The place of a stored record among all of the document. */
  indexOf(record: number): number {
    const segment = this.firstRecords.lastUpTo(record);
    return this.counts.at(segment) + record - this.firstRecords.at(segment);
  }

  /** The record stands in a segment that is well-formed. */
  isReadable(record: number): boolean {
    return !this.malformed.has(record);
  }

  /** The block that a record is in. */
  blockOf(record: number): IndexBlock {
    return this.segments.blocks[this.blockRecords.lastUpTo(record)]!;
  }

  heldRecord(index: number): Voorziening | undefined {
    // As long as records across blocks are judged, mostly nothing is at hand.
    if (this.held.size === 0 && this.pinned.size === 0) return undefined;
    const block = this.blockOf(index);
    const records = this.held.get(block) ?? this.pinned.get(block);
    return records?.[index - block.page!.firstRecord];
  }

  ownerOf(index: number): RecordSegment {
    const held = this.heldRecord(index);
    return held ? (held.owner as RecordSegment) : this.segmentAt(this.firstRecords.lastUpTo(index));
  }

  startOf(index: number): number {
    const number = this.firstRecords.lastUpTo(index);
    return this.blockAt(number).start + this.starts.at(number);
  }

  valueOf(index: number, concept: RecordConcept): string | undefined {
    const number = this.firstRecords.lastUpTo(index);
    const { records } = this.readSegment(number);
    return records[index - this.firstRecords.at(number)]!.value(concept);
  }

  /** One segment, without its findings. */
  private segmentAt(number: number): RecordSegment {
    const known = this.single.get(number);
    if (known) return known;
    const segment = this.readSegment(number);
    const first = this.firstRecords.at(number);
    segment.records = segment.records.map((record, at) => {
      const live = this.records.liveAt(first + at);
      return live ?? record.masked(this.records.maskOf(first + at));
    });
    if (this.single.size >= HELD_SEGMENTS) this.single.delete(this.single.keys().next().value!);
    this.single.set(number, segment);
    return segment;
  }

  /** The block that a segment is in, by its place among all. */
  private blockAt(segment: number): IndexBlock {
    return this.segments.blocks[this.blockSegments.lastUpTo(segment)]!;
  }

  private readSegment(number: number): RecordSegment {
    const block = this.blockAt(number);
    const start = block.start + this.starts.at(number);
    const [segment] = this.read(block, start, 1);
    segment!.place = number - block.page!.firstSegment;
    segment!.verdict = block.page!.faulty?.includes(segment!.place) ? undefined : ACCEPTED;
    return segment!;
  }

  /** The segments of a block, as they were. */
  private load(block: IndexBlock): RecordSegment[] {
    const page = block.page!;
    const segments = this.read(block, block.start, page.count);
    block.hold(segments);
    const { faulty } = page;
    if (!faulty) return segments;
    this.giveVerdicts(block, segments, faulty);
    this.judge.judge(block, page);
    const records = recordsIn(block);
    this.keep(block, records);
    this.judge.placeFindings(block, page, records);
    return segments;
  }

  /** What is not kept of them is judged once more, all together as it was. */
  private giveVerdicts(block: IndexBlock, segments: readonly RecordSegment[], faulty: readonly number[]): void {
    const kept = this.verdictsOf.get(block);
    if (faulty.length > 0 && kept === undefined) return;
    for (const segment of segments) segment.verdict = ACCEPTED;
    const verdicts = kept === undefined ? [] : this.verdicts.from(kept);
    for (const [at, place] of faulty.entries()) segments[place]!.verdict = verdicts[at];
  }

  private read(block: IndexBlock, start: number, count: number): RecordSegment[] {
    const { source, header } = this.segments;
    const text = source.slice(start, block.start + block.page!.reach);
    const scanner = new DocumentScanner(text, this.binder.shape, 0, header.openElements);
    const segments: RecordSegment[] = [];
    while (segments.length < count) {
      const fragment = scanner.nextRecord()!;
      const segment = new RecordSegment(fragment);
      segment.bind(fragment.tree, this.binder);
      segment.block = block;
      segment.place = segments.length;
      segment.offset = start - block.start + fragment.start;
      segments.push(segment);
    }
    return segments;
  }

  private keep(block: IndexBlock, records: readonly Voorziening[]): void {
    if (block.segments.some(({ headerPart }) => headerPart)) {
      this.pinned.set(block, records);
      return;
    }
    this.held.delete(block);
    this.held.set(block, records);
    for (const one of this.held.keys()) {
      if (this.held.size <= this.limits.blocks) break;
      this.held.delete(one);
      one.letGo();
    }
  }
}

function recordsIn({ segments }: IndexBlock): Voorziening[] {
  return segments.flatMap(({ records }) => records);
}
