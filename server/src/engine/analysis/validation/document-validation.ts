import type { Pack } from '../../packs/load-pack.ts';
import type { TextValidator, WorkerValidator } from '../../schema/validator.ts';
import type { Steps } from '../../text/time-sliced.ts';
import type { DirtyRanges, IndexChange } from '../document/dirty-ranges.ts';
import type { IndexBlock } from '../document/index-block.ts';
import type { RecordSegment } from '../document/segment.ts';
import { INDEX_BLOCK, type SegmentIndex } from '../document/segment-index.ts';
import type { SegmentTrees } from '../document/segment-trees.ts';
import { ACCEPTED, type SegmentVerdict } from '../document/segment-verdict.ts';
import type { WorkCounters } from '../work-counters.ts';
import { AcceptedShapes } from './known/accepted-shapes.ts';
import { KnownVerdicts } from './known/known-verdicts.ts';
import { SchemaValidation } from './schema-validation.ts';

/** The XSD validation of a document: what of it is stale, and the verdicts that it leaves in the segments. */
export class DocumentValidation {
  isEnvelopeStale = true;
  /** libxml2 validates what stands in the container; where not, verdicts on records don't count. */
  reachesRecords = true;
  /** Segments were added or removed since it was last checked whether the envelope has a record to be validated with. */
  isSampleStale = false;
  private isWholeStale = true;
  private isHeaderNew = true;
  private lastValidation: SchemaValidation | undefined;
  /** Of that. */
  private known: KnownVerdicts;
  private shapes = new AcceptedShapes();
  /** Chunks that were submitted. */
  private readonly submitted = new Map<IndexBlock, readonly (readonly RecordSegment[])[]>();
  private knownInChunks: boolean | undefined;
  /** The elements in the container that are none of those that repeat there. */
  private readonly besideRecords = new Set<RecordSegment>();
  private missedNames = '';

  constructor(
    private readonly pack: Pack,
    private readonly segments: SegmentIndex,
    private readonly trees: SegmentTrees,
    private readonly isSlip: boolean,
    private readonly counters: WorkCounters,
    /** Validates instead of the pack's own validator. */
    private validatesInstead?: TextValidator | undefined,
  ) {
    this.known = new KnownVerdicts(segments);
  }

  get validator(): TextValidator {
    return this.validatesInstead ?? this.pack.validator;
  }

  /** Records can be validated apart from each other. */
  get inChunks(): boolean {
    this.knownInChunks ??= this.pack.validatesInChunks;
    return this.knownInChunks;
  }

  /** Time-sliced work is left. */
  get hasWork(): boolean {
    return this.isEnvelopeStale || this.isSampleStale || this.segments.pendingValidation.size > 0;
  }

  /** The whole document is to be validated at once. */
  get awaitsWhole(): boolean {
    return this.isWholeStale && !this.inChunks;
  }

  headerChanged(): void {
    this.isHeaderNew = true;
    this.isEnvelopeStale = true;
  }

  textEdited(): void {
    this.isWholeStale = true;
    // The end tags that are missing belong at the end of the text, which every edit moves.
    if (this.segments.trailer?.unclosedElements.length) this.isEnvelopeStale = true;
  }

  segmentsChanged({ added, removed, trailerChanged }: IndexChange): void {
    for (const segment of added) this.segments.pendingValidation.add(segment.block);
    // They may be what the header misses.
    const isLookedFor = this.missedNames !== '';
    for (const segment of removed) if (this.besideRecords.delete(segment) && isLookedFor) this.isEnvelopeStale = true;
    for (const segment of added) {
      if (segment.isRepeatingElement) continue;
      this.besideRecords.add(segment);
      if (isLookedFor) this.isEnvelopeStale = true;
    }
    if (added.length > 0 || removed.length > 0) this.isSampleStale = true;
    if (added.length > 0 || trailerChanged) this.isWholeStale = true;
    if (trailerChanged) this.isEnvelopeStale = true;
  }

  /**
   * Gives header and trailer their verdicts, unless the whole document is validated at once.
   * @returns whether {@link reachesRecords} is another
   */
  *validateEnvelope(): Steps<boolean> {
    const reached = this.reachesRecords;
    if (this.isHeaderNew && this.inChunks) this.reachesRecords = yield* this.validation.reachesRecords();
    if (this.inChunks) {
      const { header, trailer } = this.segments;
      const verdicts = yield* this.validation.validateEnvelope();
      header.verdict = verdicts.get(header) ?? ACCEPTED;
      if (trailer) trailer.verdict = verdicts.get(trailer) ?? ACCEPTED;
      this.missedChanged(this.validation.missedNames);
    }
    this.isEnvelopeStale = false;
    this.isHeaderNew = false;
    return reached !== this.reachesRecords;
  }

  /** What stands among the records is told of otherwise where the header misses it. */
  private missedChanged(names: string): void {
    if (names === this.missedNames) return;
    this.missedNames = names;
    this.known = new KnownVerdicts(this.segments);
    for (const segment of this.besideRecords) {
      segment.verdict = undefined;
      segment.ruled = false;
      this.segments.pendingValidation.add(segment.block);
    }
  }

  /** The block to validate next: the one at `priority` if it is pending, and none that parsing will still fill. */
  nextBlock(priority: number | undefined, parser: DirtyRanges): IndexBlock | undefined {
    const { segments } = this;
    const { pendingValidation: pending } = segments;
    if (pending.size === 0) return undefined;
    if (priority !== undefined) {
      if (parser.holds(priority)) return undefined;
      const wanted = segments.at(priority)?.block;
      if (wanted && pending.has(wanted)) return wanted;
    }
    const { next } = parser;
    const growing = next === undefined ? undefined : segments.at(next - 1)?.block;
    for (const block of pending) if (block !== growing || block.segments.length >= INDEX_BLOCK) return block;
    return undefined;
  }

  /** Gives the record segments of a block their verdicts, as far as records are validated in chunks. */
  *validateBlock(block: IndexBlock): Steps<void> {
    if (!this.inChunks || !this.reachesRecords) return;
    const { shapes, submitted } = this;
    for (const chunk of submitted.get(block) ?? []) yield* this.validateChunk(chunk);
    submitted.delete(block);
    const { tellsOfAlike } = this.validation;
    for (;;) {
      if (tellsOfAlike) shapes.accept(block.segments);
      const pending = block.segments.filter(({ verdict }) => !verdict);
      if (pending.length === 0) return;
      for (const chunk of chunksOf(tellsOfAlike ? shapes.toAsk(pending) : pending)) yield* this.validateChunk(chunk);
    }
  }

  private *validateChunk(chunk: readonly RecordSegment[]): Steps<void> {
    const { validation } = this;
    this.counters.chunks++;
    if (isRow(chunk)) {
      const verdicts = yield* validation.validateRecords(chunk);
      for (const segment of chunk) segment.verdict = verdicts.get(segment) ?? ACCEPTED;
    } else {
      const verdicts = yield* this.known.on(chunk, (unknown) => validation.validateRecords(unknown));
      for (const [place, segment] of chunk.entries()) segment.verdict = verdicts[place]!;
    }
    this.shapes.learn(chunk);
  }

  /** Sees whether the envelope has another record to be validated with, or has none any more. */
  checkSample(): void {
    this.isSampleStale = false;
    this.isEnvelopeStale = this.validation.sampleChanged();
  }

  /** Gives every segment its verdict. */
  *validateWhole(): Steps<void> {
    const { header, trailer } = this.segments;
    this.counters.chunks++;
    const verdicts = yield* this.validation.validateWhole();
    this.isWholeStale = false;
    header.verdict = verdicts.get(header) ?? ACCEPTED;
    if (trailer) trailer.verdict = verdicts.get(trailer) ?? ACCEPTED;
    for (const segment of this.segments) segment.verdict = verdicts.get(segment) ?? ACCEPTED;
  }

  /** The verdict on a record segment that counts. */
  verdictOn(segment: RecordSegment): SegmentVerdict {
    return (this.reachesRecords && segment.verdict) || ACCEPTED;
  }

  /** Has a worker validate from now on, in place of the pack's own validator. */
  useWorker(worker: WorkerValidator): void {
    this.validatesInstead = worker;
  }

  submitHeader(worker: WorkerValidator): void {
    this.validation.submitHeader(worker);
  }

  /** @returns whether there was anything in it to submit */
  submitBlock(block: IndexBlock, worker: WorkerValidator): boolean {
    const { validation, shapes } = this;
    const segments = validation.tellsOfAlike ? shapes.toSubmit(block.segments) : block.segments;
    const chunks = [...chunksOf(segments)];
    this.submitted.set(block, chunks);
    let isAny = false;
    for (const chunk of chunks) {
      const unknown = isRow(chunk) ? chunk : this.known.expected(chunk);
      if (unknown.length === 0) continue;
      validation.submitRecords(worker, unknown);
      isAny = true;
    }
    return isAny;
  }

  /** With the present header. */
  private get validation(): SchemaValidation {
    const { pack, segments, trees, isSlip, besideRecords, validator } = this;
    if (this.lastValidation?.header !== segments.header) {
      this.lastValidation = new SchemaValidation({ pack, segments, trees, isSlip, besideRecords, validator });
      this.known = new KnownVerdicts(segments);
      this.shapes = new AcceptedShapes();
    }
    return this.lastValidation;
  }
}

/** So many segments are validated together at most, of those whose trees are asked for: no more are kept. */
const MOST_ODD = 50;
/** The same in characters, but for one that is longer. */
const LONGEST_ODD = 100_000;

/** Segments of a block that can be validated together: all that are plain, and others that stand together. */
function* chunksOf(segments: readonly RecordSegment[]): Generator<readonly RecordSegment[]> {
  const plain = segments.filter(({ isPlain }) => isPlain);
  if (plain.length > 0) yield plain;
  for (let from = 0; from < segments.length; ) {
    const first = segments[from]!;
    let to = from + 1;
    if (!first.isPlain) {
      const most = Math.min(segments.length, from + MOST_ODD);
      const end = first.offset + LONGEST_ODD;
      for (; to < most; to++) {
        const next = segments[to]!;
        const isBehind = next.place === segments[to - 1]!.place + 1;
        if (!isBehind || next.offset + next.length > end || !first.isValidatedWith(next)) break;
      }
      yield segments.slice(from, to);
    }
    from = to;
  }
}

/** Plain segments are hardly ever alike. */
function isRow(chunk: readonly RecordSegment[]): boolean {
  return chunk.length > 1 && chunk[0]!.isPlain;
}
