// Over 400 lines: the one order in which header, records and the whole are validated.
import type { Pack } from '../../packs/load-pack.ts';
import { containerPath } from '../../packs/places.ts';
import type { SchemaIssue } from '../../schema/issue.ts';
import type {
  NotValidated,
  SchemaError,
  TextValidator,
  ValidationResult,
  WorkerValidator,
} from '../../schema/validator.ts';
import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { Steps } from '../../text/time-sliced.ts';
import { type AnySegment, type HeaderSegment, RecordSegment } from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';
import { LARGE_SEGMENT, type SegmentTrees } from '../document/segment-trees.ts';
import type { SegmentVerdict } from '../document/segment-verdict.ts';
import { Elsewhere } from './elsewhere.ts';
import { ErrorLocator, type SegmentVerdicts } from './error-locator.ts';
import { AlikeRecords, type JudgedRecords } from './known/alike-records.ts';
import { KnownTexts } from './known/known-texts.ts';
import type { Course } from './known/precedents.ts';
import { type ElsewherePlace, type LocatedDocument, leadsToContainer, localPart } from './located-document.ts';
import { hidesOthers, Reading } from './reading/reading.ts';
import { Rereading, readAll, type TextReader } from './reading/rereading.ts';
import { SegmentReader } from './segment-reader.ts';
import { ContainerStandIns } from './stand-ins.ts';
import { PROBE, UndeclaredElements } from './undeclared-elements.ts';
import { validateInPlace } from './validate-in-place.ts';

/** The document that is validated. */
export interface ValidatedDocument {
  readonly pack: Pack;
  readonly segments: SegmentIndex;
  readonly trees: SegmentTrees;
  /** The root is not what the pack calls it, or in another namespace. */
  readonly isSlip: boolean;
  /** The elements in the container that are none of those that repeat there. */
  readonly besideRecords: ReadonlySet<RecordSegment>;
  readonly validator: TextValidator;
}

const NOTHING_FOUND: SegmentVerdicts = new Map();

/** The envelope is validated with no longer record than this, since it is read once more with it. */
const LONGEST_SAMPLE = 100_000;
/** It is looked for among so many: each time that some come or go. */
const MOST_LOOKED_AT = 1_000;
/** So many records are looked at behind one that keeps libxml2 from that, where all are validated together. */
const MOST_HIDDEN = 5_000;

/**
 * Validates a document with its present header by the XSD: the envelope once, the record segments in chunks. libxml2 is
 * given the start tags of the header, the chunk, and end tags.
 */
export class SchemaValidation {
  /** The header that it was made for. */
  readonly header: HeaderSegment;
  private readonly located: LocatedDocument;
  private readonly reader: SegmentReader;
  private opening: string;
  private closing: string;
  private readonly prefix: string;
  /** Results that a worker was asked for, by the first and the last that they are about. */
  private readonly submitted = new Map<
    object | string,
    { readonly last: unknown; readonly result: () => ValidationResult }
  >();
  private readonly alone = new KnownTexts();
  private readonly alike: AlikeRecords;
  /** What has to stand before a record that is read alone, where records can't be validated apart. */
  private readonly standIns: ContainerStandIns;
  private readonly undeclared: UndeclaredElements;
  /** `xsi:type` may stand in the header. */
  private isTyped: boolean | undefined;
  /** The envelope was validated with a record in it. */
  private sampled = false;
  /** What the elements around the records miss, as far as it was not found behind the container. */
  private missed: readonly SchemaIssue[] = [];

  constructor(private readonly document: ValidatedDocument) {
    const { pack, segments, trees } = document;
    const { header } = segments;
    const ancestors = containerPath(pack);
    this.header = header;
    this.reader = new SegmentReader(segments, trees, pack.model, ancestors);
    this.located = { pack, segments, trees, ancestors, reader: this.reader, headerReading: undefined };
    const container = header.openElements?.names.at(-1) ?? '';
    this.prefix = container.slice(0, container.indexOf(':') + 1);
    this.opening = this.openingIn(0);
    this.closing = this.openElementsClosed;
    const inside = (text: string) => this.validateInside(text);
    this.standIns = new ContainerStandIns(pack.validatesInChunks, ancestors.length, this.prefix, inside);
    this.undeclared = new UndeclaredElements(this.located, inside);
    this.alike = new AlikeRecords(document, ancestors.length);
  }

  private get openElementsClosed(): string {
    const names = this.header.openElements?.names ?? [];
    return names
      .map((name) => `</${name}>`)
      .reverse()
      .join('');
  }

  /**
   * Whether libxml2 validates what stands in the container. Where the header as it stands keeps it from that, it is read
   * as it should be.
   */
  *reachesRecords(): Steps<boolean> {
    const { header } = this;
    if (!header.openElements) return false;
    const locator = new ErrorLocator({ ...this.located });
    if (this.isAsItStands) {
      const result = this.takeSubmitted(PROBE) ?? this.validator.validate([this.opening, PROBE, this.closing]);
      if (this.isReached(result)) return true;
      if (header.hasPlaceholders) return false;
      if (result.kind === 'validated') yield* locator.inEnvelope(result.errors, false);
    }
    const reading = this.readingOf(header);
    const last = yield* this.readOn(locator, reading, PROBE);
    this.located.headerReading = reading;
    if (!this.isReached(last)) {
      this.located.headerReading = undefined;
      return false;
    }
    this.opening = yield* reading.text();
    this.closing = reading.closing;
    this.alone.clear();
    this.alike.clear();
    return true;
  }

  private isReached(result: ValidationResult | undefined): boolean {
    if (result?.kind !== 'validated') return false;
    const depth = this.located.ancestors.length;
    const reached = result.errors.some(({ path }) => path.length > depth && leadsToContainer(path, this.located));
    return reached || result.errors.length === 0;
  }

  /** Records that are alike get verdicts that are: the elements around them are what the schema says that they are. */
  get tellsOfAlike(): boolean {
    this.isTyped ??= hasTypeAttribute(this.header.tree);
    return this.isAsItStands && !this.located.headerReading && !this.isTyped;
  }

  /** Header and trailer, with at most one record, whose own errors are not looked at. */
  *validateEnvelope(): Steps<SegmentVerdicts> {
    const { trailer } = this.document.segments;
    const sample = this.samplePlain();
    this.sampled = sample !== undefined;
    const { header } = this;
    const locator = new ErrorLocator({ ...this.located, headerReading: undefined });
    for (const segment of [header, sample, trailer]) if (segment) yield* this.reader.prepare(segment);
    if (this.isAsItStands) {
      const closed = trailer?.wellFormed === true && trailer.unclosedElements.length === 0;
      const end = closed ? this.reader.readable(trailer) : this.openElementsClosed;
      const submitted = this.takeSubmitted(header);
      const readWith = (inside: string) => this.validator.validate([this.openingIn(0), inside, end]);
      let result = submitted ?? readWith(sample ? this.reader.readable(sample) : '');
      // What can't be judged may be the record, which is told of for itself.
      if (sample && result.kind !== 'validated') result = readWith('');
      if (result.kind === 'validated') yield* locator.inEnvelope(result.errors, closed && !submitted);
      else this.unjudged(locator, header, result);
      yield* this.validateHeaderVariants(locator);
    }
    if (!header.hasPlaceholders) {
      yield* this.readOn(locator, this.readingOf(header));
    }
    yield* this.lookElsewhere(locator);
    return locator.verdicts;
  }

  /** What the header misses may stand behind the container, or among the records. */
  private *lookElsewhere(locator: ErrorLocator): Steps<void> {
    const { header, document } = this;
    const elsewhere = new Elsewhere(this.located, locator);
    for (const place of [...elsewhere.behindContainer(), ...elsewhere.furtherContainers()])
      yield* this.validateInPlace(locator, place);
    const { tree, container } = header;
    const around = new Set<NodeId>();
    for (let at = container; at >= 0; at = tree.parent(at)) around.add(tree.parent(at));
    this.missed = locator
      .issuesIn(header)
      .filter(({ kind, node, inside }) => kind === 'missingElement' && inside === undefined && around.has(node));
    for (const issue of this.missed) {
      if ([...document.besideRecords].some(({ name }) => localPart(name) === issue.name)) locator.forget(header, issue);
    }
  }

  private *lookInHeader(locator: ErrorLocator, segment: RecordSegment): Steps<void> {
    const issue = this.missingAround(segment);
    if (issue) yield* this.validateInPlace(locator, new Elsewhere(this.located, locator).amongRecords(segment, issue));
  }

  /** What the header misses, where a segment among the records is that. */
  private missingAround({ isRepeatingElement, name }: RecordSegment): SchemaIssue | undefined {
    return isRepeatingElement ? undefined : this.missed.find((issue) => issue.name === localPart(name));
  }

  private *validateInPlace(locator: ErrorLocator, place: ElsewherePlace): Steps<void> {
    const { segment } = place;
    if (!this.isAsItStands || segment.hasPlaceholders) return;
    const reading = new Reading(this.document.trees.of(segment), segment.errors, this.prefix);
    yield* validateInPlace(place, this.header, reading, locator, (pieces) => this.validator.validate([...pieces]));
  }

  /** The names of what the elements around the records miss. */
  get missedNames(): string {
    return this.missed.map(({ name }) => name).join(' ');
  }

  /** Record segments that can be validated together, in their order. */
  *validateRecords(chunk: readonly RecordSegment[]): Steps<SegmentVerdicts> {
    const [first] = chunk;
    const locator = new ErrorLocator(this.located);
    if (!first?.wellFormed) {
      yield* this.judgeRecords(locator, { chunk, errors: undefined });
      for (const segment of chunk) yield* this.lookInHeader(locator, segment);
      return locator.verdicts;
    }
    const submitted = this.takeSubmitted(first, chunk.at(-1));
    for (const segment of chunk) yield* this.reader.prepare(segment);
    const read = (this.located.headerReading ? undefined : submitted) ?? this.validateAlone(this.textOf(chunk));
    const result = chunk.length === 1 || first.isRepeatingElement ? read : this.undeclared.inAll(chunk, read);
    if (result?.kind !== 'validated' && chunk.length > 1) return yield* this.validateApart(chunk);
    if (!result) return NOTHING_FOUND;
    if (result.kind === 'validated' && result.errors.length === 0 && !chunk.some((segment) => segment.hasPlaceholders))
      return NOTHING_FOUND;
    yield;
    if (result.kind !== 'validated') this.unjudged(locator, first, result);
    else {
      for (const segment of chunk) if (segment.length > LARGE_SEGMENT) yield* this.document.trees.prepare(segment);
      yield* this.judgeRecords(locator, { chunk, errors: result.errors });
      yield* this.validateRecordVariants(locator, chunk);
    }
    for (const segment of chunk) yield* this.lookInHeader(locator, segment);
    return locator.verdicts;
  }

  private *validateApart(chunk: readonly RecordSegment[]): Steps<SegmentVerdicts> {
    const verdicts = new Map<AnySegment, SegmentVerdict>();
    for (const segment of chunk)
      for (const [of, verdict] of yield* this.validateRecords([segment])) verdicts.set(of, verdict);
    return verdicts;
  }

  /** Start tags, one segment, and end tags: what was said of the same before is said again. */
  private validateAlone(pieces: readonly string[]): ValidationResult {
    const [opening, text, closing] = pieces;
    if (pieces.length !== 3 || opening !== this.opening || closing !== this.closing)
      return this.validator.validate(pieces);
    const known = this.alone.get(text!);
    if (known) return known;
    const result = this.validator.validate(pieces);
    this.alone.keep(text!, result);
    return result;
  }

  /** What libxml2 says of a text in the container, and nothing of what stands before that. */
  private validateInside(text: string): ValidationResult {
    const result = this.validateAlone([this.opening, text, this.closing]);
    if (result.kind !== 'validated') return result;
    return { ...result, errors: result.errors.filter(({ path }) => leadsToContainer(path, this.located)) };
  }

  /** Judges record segments that were validated together. */
  private *judgeRecords(locator: ErrorLocator, records: JudgedRecords): Steps<void> {
    const { chunk } = records;
    const judgeApart = this.judgeApart.bind(this, locator, chunk);
    if (!this.document.pack.validatesInChunks) return yield* judgeApart(chunk, records.errors, new Map());
    const mayFollow = (segment: RecordSegment) => !this.missingAround(segment);
    yield* this.alike.judge(records, mayFollow, locator, this.textReader, judgeApart);
  }

  /** The same of some segments of a chunk, each for itself. */
  private *judgeApart(
    locator: ErrorLocator,
    chunk: readonly RecordSegment[],
    segments: readonly RecordSegment[],
    errors: readonly SchemaError[] | undefined,
    courses: ReadonlyMap<RecordSegment, Course>,
  ): Steps<void> {
    if (errors) yield* locator.inRecords(errors, chunk);
    const readable = segments.filter(({ hasPlaceholders }) => !hasPlaceholders);
    yield* this.readRecords(locator, readable, courses);
  }

  /** Validates record segments as far as what is wrong in them has kept libxml2 from looking at the rest. */
  private *readRecords(
    locator: ErrorLocator,
    segments: readonly RecordSegment[],
    courses?: ReadonlyMap<RecordSegment, Course>,
  ): Steps<void> {
    const all: Rereading[] = [];
    for (const segment of segments) {
      const course = courses?.get(segment);
      const issues = segment.wellFormed ? locator.issuesIn(segment) : undefined;
      // Most of what is wrong hides nothing.
      if (issues && !issues.some(hidesOthers)) {
        course?.reads(undefined);
        continue;
      }
      if (segment.length > LARGE_SEGMENT) yield* this.document.trees.prepare(segment);
      if (!issues) yield* locator.refuseMalformed(segment);
      all.push(new Rereading(locator, segment, this.readingOf(segment), issues, course));
    }
    yield* readAll(all, this.textReader);
  }

  private get textReader(): TextReader {
    return {
      depth: this.located.ancestors.length,
      readsTogether: this.document.pack.validatesInChunks,
      repeats: (name) => this.undeclared.isDeclared(name),
      known: this.alone,
      read: (texts) => this.validator.validate([this.opening, ...texts, this.closing]),
      readAlone: (segment, reading) => this.readAlone(segment, reading),
    };
  }

  private *readAlone(segment: RecordSegment, reading: Reading): Steps<ValidationResult> {
    const known = this.undeclared.inReading(segment, reading);
    if (known) return known;
    const before = this.standIns.before(segment.name);
    const result = this.validateAlone([this.opening + before.text, yield* reading.text(), this.closing]);
    return result.kind === 'validated' ? { ...result, errors: this.standIns.apart(result.errors, before) } : result;
  }

  private readingOf(segment: HeaderSegment | RecordSegment): Reading {
    const tree = this.document.trees.of(segment);
    const open: NodeId[] = [];
    if (!(segment instanceof RecordSegment)) {
      for (let at = segment.container; at >= 0; at = tree.parent(at)) open.unshift(at);
    }
    const reading = new Reading(tree, segment.errors, this.prefix, open);
    const { manifest } = this.document.pack;
    const root = segment === this.header && this.document.isSlip ? tree.firstElement : -1;
    if (root >= 0) reading.readRootAs(root, manifest.root, manifest.namespace);
    return reading;
  }

  /** The header is read as it stands, to begin with. */
  private get isAsItStands(): boolean {
    return this.header.wellFormed && !this.document.isSlip;
  }

  /**
   * Reads the header until nothing is found that hides anything.
   * @param inside what is to stand in the container
   * @returns what libxml2 said of the last reading; undefined where there was none
   */
  private *readOn(locator: ErrorLocator, reading: Reading, inside = ''): Steps<ValidationResult | undefined> {
    const { header } = this;
    const issues = this.isAsItStands ? locator.issuesIn(header) : undefined;
    const rereading = new Rereading(locator, header, reading, issues);
    let last: ValidationResult | undefined;
    while (rereading.next()) {
      last = this.validateAlone([yield* reading.text(), inside, reading.closing]);
      yield* rereading.take(last);
    }
    return last;
  }

  /** The whole document at once, where records can't be validated apart, if all of it is well-formed. */
  *validateWhole(): Steps<SegmentVerdicts> {
    const { header, trailer, source } = this.document.segments;
    const records = [...this.document.segments];
    const all: AnySegment[] = trailer ? [header, ...records, trailer] : [header, ...records];
    const isWellFormed = this.isAsItStands && all.every((segment) => segment.wellFormed);
    if (!isWellFormed && all.some((segment) => segment.hasPlaceholders)) return NOTHING_FOUND;
    if (!isWellFormed) return yield* this.validateRepaired(records);
    const isLiteral = all.every((segment) => !segment.hasPlaceholders);
    const pieces = isLiteral
      ? source.pieces(header.length, source.length)
      : all.slice(1).map((segment) => this.reader.readable(segment));
    const result = this.validator.validate([this.opening, ...pieces]);
    const locator = new ErrorLocator(this.located);
    if (result.kind !== 'validated') this.unjudged(locator, header, result);
    else {
      if (records.length > 0) yield* locator.inAllRecords(result.errors, records);
      yield* locator.inEnvelope(result.errors, true);
      yield* this.validateHeaderVariants(locator);
      yield* this.validateRecordVariants(locator, records);
      yield* this.readFurther(locator, records);
    }
    return locator.verdicts;
  }

  /** The same where some of it is not well-formed. */
  private *validateRepaired(records: readonly RecordSegment[]): Steps<SegmentVerdicts> {
    const { header } = this;
    const opening = this.readingOf(header);
    const readings: string[] = [yield* opening.text()];
    for (const segment of records)
      readings.push(segment.wellFormed ? this.reader.readable(segment) : yield* this.readingOf(segment).text());
    const locator = new ErrorLocator(this.located);
    const result = this.validator.validate([...readings, opening.closing]);
    yield;
    if (result.kind === 'validated') {
      if (records.length > 0) yield* locator.inAllRecords(result.errors, records);
      yield* locator.inEnvelope(result.errors, false);
    }
    yield* this.readFurther(locator, records);
    return locator.verdicts;
  }

  /** What libxml2 didn't come to look at, in the segments that keep it from that. */
  private *readFurther(locator: ErrorLocator, records: readonly RecordSegment[]): Steps<void> {
    const { header } = this;
    if (!header.hasPlaceholders) yield* this.readOn(locator, this.readingOf(header));
    yield* this.lookElsewhere(locator);
    for (const segment of this.document.besideRecords) yield* this.lookInHeader(locator, segment);
    if (!(yield* this.reachesRecords())) return;
    const readable = records.filter(({ hasPlaceholders }) => !hasPlaceholders);
    let hidden = 0;
    for (const segment of readable) {
      const issues = locator.issuesIn(segment);
      if (segment.wellFormed && issues.length === 0 && hidden > 0 && hidden++ < MOST_HIDDEN)
        yield* this.lookAt(locator, segment);
      if (issues.some((issue) => issue.node === segment.node && hidesOthers(issue))) hidden = 1;
    }
    yield* this.readRecords(locator, readable);
  }

  /** Validates a record that libxml2 did not look at, as it stands behind one that may not stand where it stands. */
  private *lookAt(locator: ErrorLocator, segment: RecordSegment): Steps<void> {
    const before = this.standIns.before(segment.name);
    const result = this.validateAlone([this.opening + before.text, this.reader.readable(segment), this.closing]);
    if (result.kind !== 'validated') return;
    yield* locator.inRecords(this.standIns.apart(result.errors, before), [segment]);
  }

  /** Submits the header, which is then validated once without what follows it. */
  submitHeader(worker: WorkerValidator): void {
    if (!this.isAsItStands) return;
    const { header } = this;
    this.submitted.set(PROBE, { last: PROBE, result: worker.submit([this.opening, PROBE, this.closing]) });
    this.submitted.set(header, { last: header, result: worker.submit([this.opening, this.closing]) });
  }

  /** Submits a chunk of record segments that will be validated together. */
  submitRecords(worker: WorkerValidator, chunk: readonly RecordSegment[]): void {
    const [first] = chunk;
    if (first?.wellFormed) this.submitted.set(first, { last: chunk.at(-1), result: worker.submit(this.textOf(chunk)) });
  }

  /** Whether the envelope would be validated with a record now and was not, or the other way round. */
  sampleChanged(): boolean {
    return this.document.pack.validatesInChunks && this.sampled !== (this.samplePlain() !== undefined);
  }

  private validateHeaderVariants(locator: ErrorLocator): Steps<void> {
    return this.validateVariants(
      [this.header],
      (variant) => [this.openingIn(variant), this.closing],
      (errors, variant) => locator.inEnvelope(errors, false, variant),
    );
  }

  private validateRecordVariants(locator: ErrorLocator, segments: readonly RecordSegment[]): Steps<void> {
    return this.validateVariants(
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
  private *validateVariants<S extends AnySegment>(
    segments: readonly S[],
    textOf: (variant: number, segments: readonly S[]) => readonly string[],
    take: (errors: readonly SchemaError[], variant: number, segments: readonly S[]) => Steps<void>,
  ): Steps<void> {
    for (let variant = 1; ; variant++) {
      const branching = segments.filter(
        (segment) => segment.hasPlaceholders && this.reader.variantsOf(segment).count > variant,
      );
      if (branching.length === 0) return;
      const result = this.validator.validate([...textOf(variant, branching)]);
      yield;
      if (result.kind === 'validated') yield* take(result.errors, variant, branching);
    }
  }

  private takeSubmitted(first: object | string, last: unknown = first): ValidationResult | undefined {
    const submitted = this.submitted.get(first);
    this.submitted.delete(first);
    return submitted?.last === last ? submitted?.result() : undefined;
  }

  private textOf(chunk: readonly RecordSegment[]): string[] {
    const { segments } = this.document;
    const [first, last] = [chunk[0]!, chunk[chunk.length - 1]!];
    const isWhole = first.block === last.block && last.place - first.place === chunk.length - 1;
    if (isWhole && !chunk.some((segment) => segment.hasPlaceholders))
      return [this.opening, ...segments.piecesBetween(first, last), this.closing];
    return [this.opening, ...chunk.map((segment) => this.reader.readable(segment)), this.closing];
  }

  private get validator(): TextValidator {
    return this.document.validator;
  }

  /** Any plain segment will do; the first mostly is one. */
  private samplePlain(): RecordSegment | undefined {
    let looked = 0;
    for (const segment of this.document.segments) {
      if (segment.isPlain && segment.length <= LONGEST_SAMPLE) return segment;
      if (++looked === MOST_LOOKED_AT) break;
    }
    return undefined;
  }

  /** A variant of the header, from the root on. */
  private openingIn(variant: number): string {
    const { tree } = this.header;
    const root = tree.firstElement;
    return this.reader.readable(this.header, variant).slice(root < 0 ? 0 : tree.start(root));
  }

  private unjudged(locator: ErrorLocator, segment: HeaderSegment | RecordSegment, result: NotValidated): void {
    const isRecord = segment instanceof RecordSegment;
    const range = isRecord ? this.document.trees.of(segment).nameRange(segment.node) : { start: 0, end: 1 };
    if (result.kind === 'unreadable') locator.unreadable(segment, range, result.sentence);
    else locator.limited(segment, range);
  }
}

/** Whatever the prefix stands for. */
function hasTypeAttribute(tree: SyntaxTree): boolean {
  for (let node = 0; node < tree.size; node++)
    if (tree.kind(node) === NodeKind.Attribute && tree.prefix(node) !== '' && tree.localName(node) === 'type')
      return true;
  return false;
}
