// Over 400 lines: what libxml2 is handed and what it says belong together: paths in one are nodes in the other.

import { type Pack, repeatingElementPath } from '../../packs/load-pack.ts';
import { draftOfIssue } from '../../rules/technical/t002-schema.ts';
import { describeIssue, resolvePath, type SchemaIssue, SYNTHETIC } from '../../schema/issue.ts';
import type {
  PathStep,
  SchemaError,
  TextValidator,
  ValidationResult,
  WorkerValidator,
} from '../../schema/validator.ts';
import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { isLeftOpen } from '../../templates/unresolved.ts';
import {
  ACCEPTED,
  type HeaderSegment,
  RecordSegment,
  type SegmentVerdict,
  type TrailerSegment,
} from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';
import { type AnySegment, SegmentReader } from './segment-reader.ts';

/** The document as the validation sees it. */
export interface ValidatedDocument {
  readonly pack: Pack;
  readonly segments: SegmentIndex;
  /** Validates texts in the stead of the pack's own validator. */
  readonly worker: WorkerValidator | undefined;
  /** The name of a unit as it stands in the text. */
  readonly repeatingElement: string;
  treeOf(segment: RecordSegment): SyntaxTree;
}

/** An element that no schema knows, to see whether libxml2 looks into the container at all. */
const PROBE = '<srg-probe xmlns=""/>';

/** Validates a document by its XSD, and leaves the verdict in the segments: the envelope once, the segments in chunks. */
export class SchemaValidation {
  private readonly opening: string;
  private readonly closing: string;
  private readonly ancestors: readonly string[];
  private readonly container: NodeId;
  /** What is found in a run, by the segment that it lies in. */
  private found = new Map<AnySegment, { drafts: SegmentVerdict['drafts'][number][]; refused: NodeId[] }>();
  /** Segments whose text in the container has been reported: libxml2 says it once for each run. */
  private textReported = new Set<AnySegment>();
  /** The ways to verdicts that a worker was asked for, by what they are on. */
  private readonly submitted = new Map<object | string, () => ValidationResult>();
  /** The segments of a run that have the repeating element's name. */
  private repeatingElements: RecordSegment[] | undefined;
  /** The envelope was validated with a record in it. */
  private sampled = false;
  private readonly reader: SegmentReader;

  /** The header segment that it was made for. */
  readonly headerSegment: HeaderSegment;

  constructor(private readonly document: ValidatedDocument) {
    const { header: headerSegment } = document.segments;
    this.headerSegment = headerSegment;
    this.ancestors = repeatingElementPath(document.pack.manifest).slice(0, -1);
    this.reader = new SegmentReader(document, this.ancestors);
    this.opening = this.openingIn(0);
    this.closing = (headerSegment.openElements?.names ?? [])
      .map((name) => `</${name}>`)
      .reverse()
      .join('');
    this.container = headerSegment.openElements ? lastElement(headerSegment.tree) : -1;
  }

  /**
   * Whether libxml2 validates what stands in the container: it does not where the header segment is not well-formed, or holds elements
   * that the schema does not expect there.
   */
  reachesRecords(): boolean {
    const { segments } = this.document;
    if (!segments.header.wellFormed || !segments.header.openElements) return false;
    const submitted = this.submitted.get(PROBE);
    const result = submitted ? submitted() : this.texts.validate([this.opening, PROBE, this.closing]);
    if (result.kind === 'unreadable') return false;
    const depth = this.ancestors.length;
    const seen = result.errors.some(({ path }) => path.length > depth && this.leadsToContainer(path));
    return seen || result.errors.length === 0;
  }

  /** The envelope: header and trailer segments, with at most one record, whose own errors are another call's. */
  validateEnvelope(): void {
    const { segments } = this.document;
    const { header: headerSegment, trailer: trailerSegment } = segments;
    this.sampled = this.samplePlain() !== undefined;
    if (!headerSegment.wellFormed) {
      headerSegment.verdict = ACCEPTED;
      if (trailerSegment) trailerSegment.verdict = ACCEPTED;
      return;
    }
    const sample = this.samplePlain();
    const closed = trailerSegment?.wellFormed === true && trailerSegment.unclosedElements.length === 0;
    const end = closed ? this.reader.readable(trailerSegment) : this.closing;
    const submitted = this.takeSubmitted(headerSegment);
    const result = submitted
      ? submitted()
      : this.texts.validate([this.opening, sample ? this.reader.readable(sample) : '', end]);
    this.found = new Map();
    if (result.kind === 'unreadable') this.unreadable(headerSegment, result.sentence);
    else this.place(result.errors, [], closed && !submitted);
    this.validateHeaderVariants();
    this.conclude(trailerSegment ? [headerSegment, trailerSegment] : [headerSegment]);
  }

  /** Validates consecutive segments: several plain ones, or one of any kind. Those that are not well-formed are accepted. */
  validateSegments(chunk: readonly RecordSegment[]): void {
    const [first] = chunk;
    const last = chunk[chunk.length - 1];
    if (!first || !last) return;
    if (!first.wellFormed) {
      first.verdict = ACCEPTED;
      return;
    }
    const submitted = this.takeSubmitted(first);
    const result = submitted ? submitted() : this.texts.validate(this.textOf(chunk));
    if (result.kind === 'unreadable' && chunk.length > 1) {
      for (const segment of chunk) this.validateSegments([segment]);
      return;
    }
    this.found = new Map();
    if (result.kind === 'unreadable') this.unreadable(first, result.sentence);
    else {
      this.place(result.errors, chunk, false);
      this.validateSegmentVariants(chunk);
    }
    this.conclude(chunk);
  }

  private validateHeaderVariants(): void {
    this.validateVariants([this.headerSegment], (variant) => [this.openingIn(variant), this.closing]);
  }

  private validateSegmentVariants(segments: readonly RecordSegment[]): void {
    const branching = segments.filter((segment) => segment.hasPlaceholders && segment.wellFormed);
    this.validateVariants(branching, (variant, segments) => [
      this.opening,
      ...segments.map((segment) => this.reader.readable(segment, variant)),
      this.closing,
    ]);
  }

  /**
   * Validates the elements of other branches than the first, each in the place of that.
   * @param textOf the text to be validated for some of the segments in a reading of them
   */
  private validateVariants(
    segments: readonly AnySegment[],
    textOf: (variant: number, segments: readonly AnySegment[]) => readonly string[],
  ): void {
    for (let variant = 1; ; variant++) {
      const branching = segments.filter(
        (segment) => segment.hasPlaceholders && this.reader.variantsOf(segment).count > variant,
      );
      if (branching.length === 0) return;
      const result = this.texts.validate([...textOf(variant, branching)]);
      if (result.kind === 'unreadable') continue;
      const records = branching.filter((segment) => segment instanceof RecordSegment);
      this.place(result.errors, records, false, variant);
    }
  }

  /** Hands the header segment to a worker before its verdict is asked for; it is validated without what follows it, once. */
  submitHeader(worker: WorkerValidator): void {
    if (!this.document.segments.header.wellFormed) return;
    this.submitted.set(PROBE, worker.submit([this.opening, PROBE, this.closing]));
    this.submitted.set(this.document.segments.header, worker.submit([this.opening, this.closing]));
  }

  /** Hands segments that are to be validated together to a worker, before their verdict is asked for. */
  submitSegments(worker: WorkerValidator, chunk: readonly RecordSegment[]): void {
    const [first] = chunk;
    if (!first?.wellFormed) return;
    this.submitted.set(first, worker.submit(this.textOf(chunk)));
  }

  private takeSubmitted(key: object): (() => ValidationResult) | undefined {
    const result = this.submitted.get(key);
    this.submitted.delete(key);
    return result;
  }

  private textOf(chunk: readonly RecordSegment[]): string[] {
    const pieces = chunk.some((segment) => segment.hasPlaceholders)
      ? chunk.map((segment) => this.reader.readable(segment))
      : this.document.segments.piecesBetween(chunk[0]!, chunk[chunk.length - 1]!);
    return [this.opening, ...pieces, this.closing];
  }

  private get texts(): TextValidator {
    return this.document.worker ?? this.document.pack.validator;
  }

  /** Where records can't be validated apart, the whole document is validated at once, if all of it is well-formed. */
  validateWhole(): void {
    const { segments } = this.document;
    const { header: headerSegment, trailer: trailerSegment, source } = segments;
    const records = [...segments];
    const all: AnySegment[] = trailerSegment
      ? [headerSegment, ...records, trailerSegment]
      : [headerSegment, ...records];
    this.found = new Map();
    if (all.every((segment) => segment.wellFormed)) {
      const isLiteral = all.every((segment) => !segment.hasPlaceholders);
      const pieces = isLiteral
        ? source.pieces(headerSegment.length, source.length)
        : all.slice(1).map((segment) => this.reader.readable(segment));
      const result = this.texts.validate([this.opening, ...pieces]);
      if (result.kind === 'unreadable') this.unreadable(headerSegment, result.sentence);
      else {
        if (records.length > 0) this.place(result.errors, records, true);
        this.place(result.errors, [], true);
        this.validateHeaderVariants();
        this.validateSegmentVariants(records);
      }
    }
    this.conclude(all);
  }

  /** Whether the envelope would be validated with a record now and was not, or the other way round. */
  sampleChanged(): boolean {
    return this.document.pack.validatesInChunks && this.sampled !== (this.samplePlain() !== undefined);
  }

  /** Any plain segment will do; the first block mostly starts with one. */
  private samplePlain(): RecordSegment | undefined {
    for (const block of this.document.segments.blocks) {
      const sample = block.segments.find((segment) => segment.isPlain);
      if (sample) return sample;
    }
    return undefined;
  }

  /** The header segment from the root on, in a reading. */
  private openingIn(variant: number): string {
    const root = firstElement(this.headerSegment.tree);
    return this.reader.readable(this.headerSegment, variant).slice(root < 0 ? 0 : this.headerSegment.tree.start(root));
  }

  /** The verdict on each part of a run is what was found in it. */
  private conclude(segments: readonly AnySegment[]): void {
    for (const segment of segments) segment.verdict = this.found.get(segment) ?? ACCEPTED;
  }

  private finding(segment: AnySegment) {
    let found = this.found.get(segment);
    if (!found) {
      found = { drafts: [], refused: [] };
      this.found.set(segment, found);
    }
    return found;
  }

  /** libxml2 could not read what the scanner took for well-formed. */
  private unreadable(segment: HeaderSegment | RecordSegment, sentence: string): void {
    const range =
      segment instanceof RecordSegment ? this.document.treeOf(segment).nameRange(segment.node) : { start: 0, end: 1 };
    const message = { key: 'SRG-T001.unreadable', parameters: { sentence } } as const;
    this.finding(segment).drafts.push({ code: 'SRG-T001', range, message });
  }

  private sink(segment: AnySegment, issue: SchemaIssue): void {
    const tree = this.reader.treeOf(segment);
    if (segment.hasPlaceholders && isLeftOpen(issue, tree)) return;
    const { drafts, refused } = this.finding(segment);
    drafts.push({ ...draftOfIssue(issue, tree, this.document.pack), code: 'SRG-T002' });
    if (issue.kind === 'value' || issue.kind === 'unexpectedElement') refused.push(issue.node);
  }

  /**
   * Ties errors to nodes. With `chunk`, those in its segments; without, those in the envelope.
   * @param withTrailer the text validated had the real tail
   * @param variant of the template; of those behind the first only what is in other branches counts
   */
  private place(
    errors: readonly SchemaError[],
    chunk: readonly RecordSegment[],
    withTrailer: boolean,
    variant = 0,
  ): void {
    if (errors.length === 0) return;
    const seenOf = new Map<AnySegment, Map<string, number>>();
    this.textReported = new Set();
    this.repeatingElements = undefined;
    for (const error of errors) {
      const found =
        chunk.length > 0 ? this.inRecords(error, chunk, variant) : this.inEnvelope(error, withTrailer, variant);
      if (!found) continue;
      const { part: segment, tree, node, ancestors } = found;
      if (variant > 0) {
        const variants = this.reader.variantsOf(segment);
        const isOfPlace = variants.isOther(node) && error.sentence.includes('This element is not expected');
        if (isOfPlace || !variants.isInOtherBranch(node)) continue;
      }
      const seen = seenOf.get(segment) ?? new Map<string, number>();
      seenOf.set(segment, seen);
      const key = `${node} ${error.sentence}`;
      const repeat = seen.get(key) ?? 0;
      seen.set(key, repeat + 1);
      const issue = describeIssue({ tree, model: this.document.pack.model, ancestors }, node, error, repeat);
      // One wrong value can break several facets and its type: the first says it.
      const valueKey = `${issue.node} value`;
      if (issue.kind === 'value') {
        if (seen.has(valueKey)) continue;
        seen.set(valueKey, 1);
      }
      this.sink(segment, issue);
    }
  }

  private inRecords(error: SchemaError, chunk: readonly RecordSegment[], variant: number) {
    const depth = this.ancestors.length;
    const { path } = error;
    if (!this.leadsToContainer(path)) return undefined;
    const step = path[depth];
    if (step === undefined) return variant > 0 ? undefined : this.textBetween(error, chunk);
    const segment = this.nthSegment(step, chunk);
    if (!segment) return undefined;
    const tree = this.document.treeOf(segment);
    const steps = [{ name: undefined, index: 1 }, ...path.slice(depth + 1)];
    const node = resolvePath(tree, [segment.node], steps, this.reader.readIn(segment, variant));
    if (node === SYNTHETIC) return undefined;
    return { part: segment, tree, node: node < 0 ? segment.node : node, ancestors: this.ancestors };
  }

  /** Text between records is an error of the container; it belongs to the segments that have it. */
  private textBetween(error: SchemaError, chunk: readonly RecordSegment[]): undefined {
    for (const segment of chunk) {
      if (segment.hasText) this.reportText(error, segment, this.document.treeOf(segment), segment.node);
    }
  }

  /** Reports each run of text among the first `count` nodes of a tree that stands in the container itself. */
  private reportText(
    error: SchemaError,
    segment: RecordSegment | TrailerSegment,
    tree: SyntaxTree,
    count: number,
  ): void {
    if (!error.sentence.includes('Character content')) return;
    const reported = this.textReported;
    for (let node = 0; node < count; node++) {
      const kind = tree.kind(node);
      if (tree.parent(node) !== -1 - this.ancestors.length || reported.has(segment)) continue;
      if (kind !== NodeKind.Text && kind !== NodeKind.CData) continue;
      const range = tree.range(node);
      const text = tree.text(range);
      if (text.trim() === '') continue;
      const start = range.start + text.length - text.trimStart().length;
      this.sink(segment, {
        kind: 'unexpectedText',
        range: { start, end: start + text.trim().length },
        node,
        path: this.ancestors,
        expected: [],
        sentence: error.sentence,
      });
    }
    reported.add(segment);
  }

  private nthSegment(step: PathStep, chunk: readonly RecordSegment[]): RecordSegment | undefined {
    if (step.name === undefined) return chunk[step.index - 1];
    if (step.name === this.document.repeatingElement) {
      this.repeatingElements ??= chunk.filter((segment) => segment.isRepeatingElement);
      return this.repeatingElements[step.index - 1];
    }
    const others = chunk.filter((segment) => !segment.isRepeatingElement);
    return others.filter((segment) => this.document.treeOf(segment).nameIs(segment.node, step.name!))[step.index - 1];
  }

  private inEnvelope(error: SchemaError, withTrailer: boolean, variant: number) {
    const { header: headerSegment, trailer: trailerSegment } = this.document.segments;
    const { path } = error;
    if (headerSegment.openElements && path.length > this.ancestors.length && this.leadsToContainer(path))
      return undefined;
    if (headerSegment.openElements && path.length === this.ancestors.length && this.leadsToContainer(path)) {
      // Text between records is the segments' affair, and text behind them the trailer segment's.
      if (error.sentence.includes('Character content')) {
        if (withTrailer && trailerSegment)
          this.reportText(error, trailerSegment, trailerSegment.tree, trailerSegment.tree.size);
        return undefined;
      }
    }
    const tops = topElements(headerSegment.tree, -1);
    const node = resolvePath(headerSegment.tree, tops, path, this.reader.readIn(headerSegment, variant));
    if (node === SYNTHETIC) return undefined;
    if (node >= 0) return { part: headerSegment, tree: headerSegment.tree, node, ancestors: [] };
    if (!withTrailer || !trailerSegment || path.length < 2) return undefined;
    // Elements behind the container are the root's children, and stand in the trailer segment.
    const root = tops[0];
    const read =
      this.reader.readIn(headerSegment, variant) ?? ((parent: NodeId) => headerSegment.tree.elements(parent));
    const before = root === undefined ? [] : [...read(root)];
    const step = path[1]!;
    const isAlike = (child: NodeId | string) =>
      step.name === undefined ||
      (typeof child === 'string' ? child === step.name : headerSegment.tree.nameIs(child, step.name));
    const passed = before.filter(isAlike).length;
    const steps = [{ name: step.name, index: step.index - passed }, ...path.slice(2)];
    const inTrailer = resolvePath(trailerSegment.tree, topElements(trailerSegment.tree, -2), steps);
    if (inTrailer < 0) return undefined;
    return { part: trailerSegment, tree: trailerSegment.tree, node: inTrailer, ancestors: this.ancestors.slice(0, 1) };
  }

  private leadsToContainer(path: readonly PathStep[]): boolean {
    const { tree } = this.document.segments.header;
    const depth = this.ancestors.length;
    if (path.length < depth) return false;
    const read = this.reader.readIn(this.document.segments.header, 0);
    return resolvePath(tree, topElements(tree, -1), path.slice(0, depth), read) === this.container;
  }
}

function topElements(tree: SyntaxTree, parent: number): NodeId[] {
  const found: NodeId[] = [];
  for (let node = 0; node < tree.size; node++) {
    if (tree.parent(node) === parent && tree.kind(node) === NodeKind.Element) found.push(node);
  }
  return found;
}

function firstElement(tree: SyntaxTree): NodeId {
  for (let node = 0; node < tree.size; node++) if (tree.kind(node) === NodeKind.Element) return node;
  return -1;
}

/** The element opened last: in a header segment, the container. */
export function lastElement(tree: SyntaxTree): NodeId {
  for (let node = tree.size - 1; node >= 0; node--) if (tree.kind(node) === NodeKind.Element) return node;
  return -1;
}
