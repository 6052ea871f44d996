import type { Pack } from '../../packs/load-pack.ts';
import { containerPath } from '../../packs/places.ts';
import type { SchemaError, TextValidator, ValidationResult, WorkerValidator } from '../../schema/validator.ts';
import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { type AnySegment, type HeaderSegment, RecordSegment } from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';
import type { SegmentTrees } from '../document/segment-trees.ts';
import { ErrorLocator, type LocatedDocument, leadsToContainer, type SegmentVerdicts } from './error-locator.ts';
import { SegmentReader } from './segment-reader.ts';

/** The document that is validated. */
export interface ValidatedDocument {
  readonly pack: Pack;
  readonly segments: SegmentIndex;
  readonly trees: SegmentTrees;
  /** Validates instead of the pack's own validator. */
  readonly worker: WorkerValidator | undefined;
}

/** An element that no schema declares, to see whether libxml2 looks into the container at all. */
const PROBE = '<srg-probe xmlns=""/>';

const NOTHING_FOUND: SegmentVerdicts = new Map();

/**
 * Validates a document with its present header by the XSD: the envelope once, the record segments in chunks. libxml2 is
 * given the start tags of the header, the chunk, and end tags.
 */
export class SchemaValidation {
  /** The header that it was made for. */
  readonly header: HeaderSegment;
  private readonly located: LocatedDocument;
  private readonly reader: SegmentReader;
  private readonly opening: string;
  private readonly closing: string;
  /** Results that a worker was asked for, by what they are about. */
  private readonly submitted = new Map<object | string, () => ValidationResult>();
  /** The envelope was validated with a record in it. */
  private sampled = false;

  constructor(private readonly document: ValidatedDocument) {
    const { pack, segments, trees } = document;
    const { header } = segments;
    const ancestors = containerPath(pack);
    this.header = header;
    this.reader = new SegmentReader(segments, trees, pack.model, ancestors);
    this.located = { pack, segments, trees, ancestors, reader: this.reader };
    this.opening = this.openingIn(0);
    this.closing = (header.openElements?.names ?? [])
      .map((name) => `</${name}>`)
      .reverse()
      .join('');
  }

  /**
   * Whether libxml2 validates what stands in the container. It does not where the header is not well-formed, or holds
   * elements that the schema does not expect there.
   */
  reachesRecords(): boolean {
    if (!this.header.wellFormed || !this.header.openElements) return false;
    const result = this.takeSubmitted(PROBE) ?? this.validator.validate([this.opening, PROBE, this.closing]);
    if (result.kind === 'unreadable') return false;
    const depth = this.located.ancestors.length;
    const reached = result.errors.some(({ path }) => path.length > depth && leadsToContainer(path, this.located));
    return reached || result.errors.length === 0;
  }

  /** Header and trailer, with at most one record, whose own errors are not looked at. */
  validateEnvelope(): SegmentVerdicts {
    const { trailer } = this.document.segments;
    const sample = this.samplePlain();
    this.sampled = sample !== undefined;
    if (!this.header.wellFormed) return NOTHING_FOUND;
    const closed = trailer?.wellFormed === true && trailer.unclosedElements.length === 0;
    const end = closed ? this.reader.readable(trailer) : this.closing;
    const submitted = this.takeSubmitted(this.header);
    const result =
      submitted ?? this.validator.validate([this.opening, sample ? this.reader.readable(sample) : '', end]);
    const locator = new ErrorLocator(this.located);
    if (result.kind === 'unreadable') this.unreadable(locator, this.header, result.sentence);
    else locator.inEnvelope(result.errors, closed && !submitted);
    this.validateHeaderVariants(locator);
    return locator.verdicts;
  }

  /** Consecutive record segments: several plain ones, or one of any kind. Those that are not well-formed are accepted. */
  validateRecords(chunk: readonly RecordSegment[]): SegmentVerdicts {
    const [first] = chunk;
    if (!first?.wellFormed) return NOTHING_FOUND;
    const result = this.takeSubmitted(first) ?? this.validator.validate(this.textOf(chunk));
    if (result.kind === 'unreadable' && chunk.length > 1)
      return new Map(chunk.flatMap((segment) => [...this.validateRecords([segment])]));
    if (result.kind === 'validated' && result.errors.length === 0 && !chunk.some((segment) => segment.hasPlaceholders))
      return NOTHING_FOUND;
    const locator = new ErrorLocator(this.located);
    if (result.kind === 'unreadable') this.unreadable(locator, first, result.sentence);
    else {
      locator.inRecords(result.errors, chunk);
      this.validateRecordVariants(locator, chunk);
    }
    return locator.verdicts;
  }

  /** The whole document at once, where records can't be validated apart, if all of it is well-formed. */
  validateWhole(): SegmentVerdicts {
    const { header, trailer, source } = this.document.segments;
    const records = [...this.document.segments];
    const all: AnySegment[] = trailer ? [header, ...records, trailer] : [header, ...records];
    if (!all.every((segment) => segment.wellFormed)) return NOTHING_FOUND;
    const isLiteral = all.every((segment) => !segment.hasPlaceholders);
    const pieces = isLiteral
      ? source.pieces(header.length, source.length)
      : all.slice(1).map((segment) => this.reader.readable(segment));
    const result = this.validator.validate([this.opening, ...pieces]);
    const locator = new ErrorLocator(this.located);
    if (result.kind === 'unreadable') this.unreadable(locator, header, result.sentence);
    else {
      if (records.length > 0) locator.inAllRecords(result.errors, records);
      locator.inEnvelope(result.errors, true);
      this.validateHeaderVariants(locator);
      this.validateRecordVariants(locator, records);
    }
    return locator.verdicts;
  }

  /** Submits the header, which is then validated once without what follows it. */
  submitHeader(worker: WorkerValidator): void {
    if (!this.header.wellFormed) return;
    this.submitted.set(PROBE, worker.submit([this.opening, PROBE, this.closing]));
    this.submitted.set(this.header, worker.submit([this.opening, this.closing]));
  }

  /** Submits a chunk of record segments that will be validated together. */
  submitRecords(worker: WorkerValidator, chunk: readonly RecordSegment[]): void {
    const [first] = chunk;
    if (first?.wellFormed) this.submitted.set(first, worker.submit(this.textOf(chunk)));
  }

  /** Whether the envelope would be validated with a record now and was not, or the other way round. */
  sampleChanged(): boolean {
    return this.document.pack.validatesInChunks && this.sampled !== (this.samplePlain() !== undefined);
  }

  private validateHeaderVariants(locator: ErrorLocator): void {
    this.validateVariants(
      [this.header],
      (variant) => [this.openingIn(variant), this.closing],
      (errors, variant) => locator.inEnvelope(errors, false, variant),
    );
  }

  private validateRecordVariants(locator: ErrorLocator, segments: readonly RecordSegment[]): void {
    this.validateVariants(
      segments.filter((segment) => segment.hasPlaceholders && segment.wellFormed),
      (variant, branching) => [
        this.opening,
        ...branching.map((segment) => this.reader.readable(segment, variant)),
        this.closing,
      ],
      (errors, variant, branching) => locator.inRecords(errors, branching, variant),
    );
  }

  /**
   * Validates the elements in other branches of a template than the first, each in the place of that.
   * @param textOf the text of one variant of those segments that have so many
   */
  private validateVariants<S extends AnySegment>(
    segments: readonly S[],
    textOf: (variant: number, segments: readonly S[]) => readonly string[],
    take: (errors: readonly SchemaError[], variant: number, segments: readonly S[]) => void,
  ): void {
    for (let variant = 1; ; variant++) {
      const branching = segments.filter(
        (segment) => segment.hasPlaceholders && this.reader.variantsOf(segment).count > variant,
      );
      if (branching.length === 0) return;
      const result = this.validator.validate([...textOf(variant, branching)]);
      if (result.kind === 'validated') take(result.errors, variant, branching);
    }
  }

  private takeSubmitted(key: object | string): ValidationResult | undefined {
    const result = this.submitted.get(key);
    this.submitted.delete(key);
    return result?.();
  }

  private textOf(chunk: readonly RecordSegment[]): string[] {
    const pieces = chunk.some((segment) => segment.hasPlaceholders)
      ? chunk.map((segment) => this.reader.readable(segment))
      : this.document.segments.piecesBetween(chunk[0]!, chunk[chunk.length - 1]!);
    return [this.opening, ...pieces, this.closing];
  }

  private get validator(): TextValidator {
    return this.document.worker ?? this.document.pack.validator;
  }

  /** Any plain segment will do; the first block mostly starts with one. */
  private samplePlain(): RecordSegment | undefined {
    for (const block of this.document.segments.blocks) {
      const sample = block.segments.find((segment) => segment.isPlain);
      if (sample) return sample;
    }
    return undefined;
  }

  /** A variant of the header, from the root on. */
  private openingIn(variant: number): string {
    const { tree } = this.header;
    const root = firstElement(tree);
    return this.reader.readable(this.header, variant).slice(root < 0 ? 0 : tree.start(root));
  }

  private unreadable(locator: ErrorLocator, segment: HeaderSegment | RecordSegment, sentence: string): void {
    const isRecord = segment instanceof RecordSegment;
    const range = isRecord ? this.document.trees.of(segment).nameRange(segment.node) : { start: 0, end: 1 };
    locator.unreadable(segment, range, sentence);
  }
}

function firstElement(tree: SyntaxTree): NodeId {
  for (let node = 0; node < tree.size; node++) if (tree.kind(node) === NodeKind.Element) return node;
  return -1;
}
