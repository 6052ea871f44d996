// Over 400 lines: all that libxml2 says goes one way, to a node and into a verdict.
import { draftOfIssue } from '../../rules/technical/t002-schema.ts';
import { draftOfNotJudged } from '../../rules/technical/t006-niet-te-beoordelen.ts';
import { isFilledRun } from '../../schema/content-index.ts';
import { describeIssue } from '../../schema/describe-issue.ts';
import type { SchemaIssue } from '../../schema/issue.ts';
import { elementOf, type IssueContext } from '../../schema/issue-context.ts';
import type { ElementModel } from '../../schema/model.ts';
import { resolvePath, SYNTHETIC } from '../../schema/node-path.ts';
import { filledRange } from '../../schema/text-runs.ts';
import type { PathStep, SchemaError } from '../../schema/validator.ts';
import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { isUnresolvedIssue } from '../../templates/unresolved.ts';
import type { Steps } from '../../text/time-sliced.ts';
import { type AnySegment, type HeaderSegment, RecordSegment, type TrailerSegment } from '../document/segment.ts';
import type { SegmentVerdict } from '../document/segment-verdict.ts';
import { DanglingReferences, danglingReference } from './dangling-references.ts';
import {
  type ElsewherePlace,
  type LocatedDocument,
  leadsToContainer,
  localPart,
  topElements,
} from './located-document.ts';
import type { Reading } from './reading/reading.ts';
import { isMissingAtEnd, isToldByForm, keyOf, ON_VALUE, ONCE } from './told-by-form.ts';

/** Verdicts on segments; those that are missing are accepted. */
export type SegmentVerdicts = ReadonlyMap<AnySegment, SegmentVerdict>;

/** An error in a segment: `ancestors` are the local names of the elements around its tree. */
interface Location {
  readonly segment: AnySegment;
  readonly tree: SyntaxTree;
  readonly node: NodeId;
  readonly ancestors: readonly string[];
  readonly beside?: IssueContext['beside'];
}

/** An error that is told of otherwise, or by another run. */
const ELSEWHERE = 'elsewhere';

/** What another element or record is about. */
const ON_OTHERS: ReadonlySet<SchemaIssue['kind']> = new Set(['duplicateId', 'duplicateKey', 'unknownKey']);
/**
 * More of what is wrong in one segment is not told: it would take any amount of time and memory, and shows no more by
 * each.
 */
const MOST_ISSUES = 2_000;
/** Of what is wrong with the form: it costs little, where what libxml2 says may cost as much as others stand beside it. */
const PROBLEMS_BETWEEN_YIELDS = 256;

/** What stands there is not what rules may go by. */
const REFUSES: ReadonlySet<SchemaIssue['kind']> = new Set([
  'value',
  'fixedValue',
  'nilNotAllowed',
  'unexpectedElement',
  'otherNamespace',
]);

/** Ties what libxml2 says of one text to nodes of the segments that the text holds, and makes their verdicts. */
export class ErrorLocator {
  private readonly found = new Map<
    AnySegment,
    { readonly drafts: SegmentVerdict['drafts'][number][]; readonly refused: NodeId[] }
  >();
  /** Segments whose stray text has been reported: libxml2 gives an error for each run of text. */
  private readonly textReported = new Set<AnySegment>();
  private lastChunk:
    | { readonly chunk: readonly RecordSegment[]; readonly byName: ReadonlyMap<string, readonly RecordSegment[]> }
    | undefined;

  /** Text that a missing element was to be around. */
  private readonly valuesWithoutTags = new Map<AnySegment, Set<NodeId>>();
  /** What was found in a segment, by {@link keyOf}. */
  private readonly issues = new Map<AnySegment, Map<string, SchemaIssue>>();

  private knownContainer: ElementModel | undefined;

  /** The segments with {@link MOST_ISSUES}. */
  private readonly full = new Set<AnySegment>();

  /** References to nothing, of which the place was found among the records or in the header. */
  private readonly placed = new Set<SchemaError>();

  /** Trees that tell what is read in them, of segments that others are judged like. */
  private readonly watched = new Map<AnySegment, SyntaxTree>();

  constructor(private readonly document: LocatedDocument) {}

  /** Describes what is wrong in a segment by another of its trees. */
  watch(segment: AnySegment, tree: SyntaxTree): void {
    this.watched.set(segment, tree);
  }

  /** The verdict on a segment is that. */
  adopt(segment: AnySegment, { drafts, refused }: SegmentVerdict): void {
    this.found.set(segment, { drafts: [...drafts], refused: [...refused] });
  }

  get verdicts(): SegmentVerdicts {
    return this.found;
  }

  /** libxml2 could not parse what the scanner took for well-formed. */
  unreadable(segment: AnySegment, range: SchemaIssue['range'], sentence: string): void {
    const [, depth] = /^Excessive depth in document: (\d+)/.exec(sentence) ?? [];
    const message =
      depth === undefined
        ? ({ key: 'SRG-T001.unreadable', parameters: { sentence } } as const)
        : ({ key: 'SRG-T001.tooDeep', parameters: { depth: Number(depth) } } as const);
    this.verdictOn(segment).drafts.push({ code: 'SRG-T001', range, message });
  }

  /** libxml2 gave up on it. */
  limited(segment: AnySegment, range: SchemaIssue['range']): void {
    const { title } = this.document.pack.manifest;
    const of = segment instanceof RecordSegment ? 'record' : 'file';
    const draft = draftOfNotJudged({ kind: 'limited', title, of }, range);
    this.verdictOn(segment).drafts.push({ code: 'SRG-T006', ...draft });
  }

  /**
   * Takes the errors in consecutive record segments.
   * @param variant of a template; of those behind the first, only what is in other branches counts
   */
  inRecords(errors: readonly SchemaError[], chunk: readonly RecordSegment[], variant = 0): Steps<void> {
    const references = new DanglingReferences(chunk, this.document.trees);
    return this.take(errors, variant, (error) => {
      // What libxml2 ties to no node is a mistake all the same.
      if (error.path.length === 0) {
        return variant > 0
          ? ELSEWHERE
          : (this.locationAt(references.next(error.sentence)) ?? this.locationOf(chunk[0]!));
      }
      return this.locateInRecords(error, chunk, variant);
    });
  }

  /** Takes the errors in header and trailer. @param withTrailer the text had the trailer's own end tags */
  inEnvelope(errors: readonly SchemaError[], withTrailer: boolean, variant = 0): Steps<void> {
    const { header, trailer } = this.document.segments;
    const references = new DanglingReferences(trailer ? [header, trailer] : [header], this.document.trees);
    return this.take(errors, variant, (error) => {
      if (error.path.length === 0 && variant === 0) return this.locateReference(error, references);
      return this.locateInEnvelope(error, withTrailer, variant) ?? (variant > 0 ? ELSEWHERE : this.root);
    });
  }

  /**
   * Takes the errors in all record segments of a document that was validated as a whole: which of them may stand where
   * depends on the others.
   */
  inAllRecords(errors: readonly SchemaError[], records: readonly RecordSegment[]): Steps<void> {
    const names = new Map<readonly RecordSegment[], readonly string[]>();
    const places = new Map(records.map((segment, index) => [segment, index]));
    const namesOf = () => {
      const known = names.get(records) ?? records.map((segment) => localPart(segment.name));
      names.set(records, known);
      return known;
    };
    const { header, trailer } = this.document.segments;
    const all = trailer ? [header, ...records, trailer] : [header, ...records];
    const references = new DanglingReferences(all, this.document.trees);
    return this.take(errors, 0, (error) => {
      if (error.path.length === 0) {
        const place = this.locationAt(references.next(error.sentence));
        if (place) this.placed.add(error);
        return place ?? ELSEWHERE;
      }
      const location = this.locateInRecords(error, records, 0);
      if (location === ELSEWHERE || location.node !== (location.segment as RecordSegment).node) return location;
      const index = places.get(location.segment as RecordSegment)!;
      return { ...location, beside: () => ({ before: namesOf().slice(0, index), after: namesOf().slice(index + 1) }) };
    });
  }

  /** What was found in a segment so far. */
  issuesIn(segment: AnySegment): readonly SchemaIssue[] {
    return [...(this.issues.get(segment)?.values() ?? [])];
  }

  /**
   * Takes the errors in a reading of one segment, as far as they are not known.
   * @returns all of them that tell how to read it otherwise
   */
  *inReading(
    errors: readonly SchemaError[],
    segment: AnySegment,
    reading: Reading,
    place?: ElsewherePlace,
  ): Steps<readonly SchemaIssue[]> {
    const found: SchemaIssue[] = [];
    const repeats = new Map<string, number>();
    const asRead: Partial<IssueContext> = {
      read: (parent) => reading.children(parent),
      readName: (node) => reading.localName(node),
      readParent: (node) => reading.parent(node),
      readAttribute: (element, name) => reading.attribute(element, name),
    };
    for (const error of errors) {
      yield;
      if (this.isFull(segment)) break;
      const location = place
        ? this.locateInPlace(error, segment, reading, place)
        : this.locateInReading(error, segment, reading);
      if (location === ELSEWHERE) continue;
      const key = `${location.node} ${error.sentence}`;
      const repeat = repeats.get(key) ?? 0;
      repeats.set(key, repeat + 1);
      const context: IssueContext = Object.assign(this.contextOf(location, 0), asRead);
      const issue = describeIssue(context, location.node, error, repeat);
      if (ON_OTHERS.has(issue.kind)) continue;
      const isTold = isToldByForm(issue, segment.errors, reading.tree);
      // What is missing at the end of an element hides no more than what else is missing there.
      if (!(isTold && isMissingAtEnd(issue))) found.push(issue);
      if (!isTold && !this.isKnown(segment, issue)) this.report(segment, issue);
    }
    return found;
  }

  /** What was found in a segment is told of elsewhere. */
  forget(segment: AnySegment, issue: SchemaIssue): void {
    this.issues.get(segment)?.delete(keyOf(issue));
    const { drafts } = this.verdictOn(segment);
    const at = drafts.findIndex(({ data }) => data === issue);
    if (at >= 0) drafts.splice(at, 1);
  }

  /** So much is found in a segment that the rest is not looked at. */
  private isFull(segment: AnySegment): boolean {
    const known = this.issues.get(segment);
    if (known === undefined || known.size < MOST_ISSUES) return false;
    if (!this.full.has(segment)) this.refuseAll(segment);
    this.full.add(segment);
    return true;
  }

  /** Nothing in these segments was judged to the end: rules go by none of their values. */
  refuseAll(segment: AnySegment): void {
    const tree = this.document.trees.of(segment);
    const { refused } = this.verdictOn(segment);
    for (let node = 0; node < tree.size; node++) if (tree.kind(node) === NodeKind.Element) refused.push(node);
  }

  /** Rules go by no value in which the form is wrong. */
  *refuseMalformed(segment: AnySegment): Steps<void> {
    const tree = this.document.trees.of(segment);
    const { refused } = this.verdictOn(segment);
    for (const [index, { start }] of segment.errors.entries()) {
      if (index % PROBLEMS_BETWEEN_YIELDS === 0) yield;
      for (let node = tree.nodeAt(start); node >= 0; node = tree.parent(node)) {
        refused.push(node);
        if (tree.kind(node) === NodeKind.Element) break;
      }
    }
  }

  private isKnown(segment: AnySegment, issue: SchemaIssue): boolean {
    return this.issues.get(segment)?.has(keyOf(issue)) === true;
  }

  private locateInReading(error: SchemaError, segment: AnySegment, reading: Reading): Location | typeof ELSEWHERE {
    const { ancestors, segments } = this.document;
    const { path } = error;
    if (!(segment instanceof RecordSegment)) {
      const isIn = segment === segments.header;
      const node = isIn ? reading.resolve(topElements(reading.tree, -1), path) : -1;
      // What follows in the elements that stay open is not in the reading.
      const isEnd = error.sentence.includes('Missing child element') && reading.isOpen(node);
      return node < 0 || isEnd ? ELSEWHERE : this.besideTrailer(node);
    }
    const depth = ancestors.length;
    if (!leadsToContainer(path, this.document)) return ELSEWHERE;
    if (path.length === depth) {
      this.reportTextBetween(error, [segment]);
      return ELSEWHERE;
    }
    const node = reading.resolve([segment.node], path.slice(depth));
    return node < 0 ? ELSEWHERE : { ...this.locationOf(segment), node };
  }

  /** Where the element of a place is alone behind synthetic ones, in the element that it belongs in. */
  private locateInPlace(
    { path }: SchemaError,
    segment: AnySegment,
    reading: Reading,
    { node, parent, index = 1 }: ElsewherePlace,
  ): Location | typeof ELSEWHERE {
    const depth = this.document.segments.header.tree.path(parent).length;
    const step = path[depth];
    const isIn = step && (step.name === undefined ? step.index === index : step.name === reading.tree.name(node));
    const found = isIn ? reading.resolve([node], [{ name: undefined, index: 1 }, ...path.slice(depth + 1)]) : -1;
    const ancestors = this.document.ancestors.slice(0, depth);
    return found < 0 ? ELSEWHERE : { segment, tree: reading.tree, node: found, ancestors };
  }

  private *take(
    errors: readonly SchemaError[],
    variant: number,
    locate: (error: SchemaError) => Location | typeof ELSEWHERE,
  ): Steps<void> {
    const seenOf = new Map<AnySegment, Map<string, number>>();
    for (const error of errors) {
      yield;
      const location = locate(error);
      if (location === ELSEWHERE) continue;
      const { segment, node } = location;
      if (this.isFull(segment)) continue;
      if (variant > 0 && !this.isInOtherBranch(segment, node, error)) continue;
      const seen = seenOf.get(segment) ?? new Map<string, number>();
      seenOf.set(segment, seen);
      const key = `${node} ${error.sentence}`;
      const repeat = seen.get(key) ?? 0;
      seen.set(key, repeat + 1);
      const issue = describeIssue(this.contextOf(location, variant), node, error, repeat);
      // One wrong value can break several facets and its type: the first says it.
      const valueKey = `${issue.node} value`;
      if (ON_VALUE.has(issue.kind)) {
        // A value with elements in it is judged when these are taken for text.
        const isValue = issue.kind !== 'nilNotAllowed' && location.tree.kind(issue.node) === NodeKind.Element;
        if (isValue && !segment.hasPlaceholders && !location.tree.elements(issue.node).next().done) continue;
        if (seen.has(valueKey)) continue;
        seen.set(valueKey, 1);
      }
      this.report(segment, issue);
    }
  }

  private contextOf({ segment, tree, ancestors, beside }: Location, variant: number): IssueContext {
    const { pack, reader } = this.document;
    const read = reader.readIn(segment, variant);
    const parent = ancestors.length === this.document.ancestors.length ? this.container : undefined;
    const readIn = this.watched.get(segment) ?? tree;
    return { tree: readIn, model: pack.model, ancestors, parent, read, ...(beside ? { beside } : {}) };
  }

  /** The element around the records, as the header has it. */
  private get container(): ElementModel | undefined {
    const { pack, segments } = this.document;
    const { tree, container } = segments.header;
    if (container < 0) return undefined;
    this.knownContainer ??= elementOf({ tree, model: pack.model, ancestors: [] }, container);
    return this.knownContainer;
  }

  private isInOtherBranch(segment: AnySegment, node: NodeId, error: SchemaError): boolean {
    const variants = this.document.reader.variantsOf(segment);
    const isOfPlace = variants.isOther(node) && error.sentence.includes('This element is not expected');
    return !isOfPlace && variants.isInOtherBranch(node);
  }

  /** Tells of what was found in a segment. */
  report(segment: AnySegment, issue: SchemaIssue): void {
    const { pack, trees } = this.document;
    const tree = trees.of(segment);
    if (segment.hasPlaceholders && isUnresolvedIssue(issue, tree)) return;
    const known = this.issues.get(segment) ?? new Map<string, SchemaIssue>();
    // Text in the place of a missing element is told of once, as is an element that the text of another has lost.
    if (known.has(keyOf(issue)) && ONCE.has(issue.kind)) return;
    if (issue.inside !== undefined && issue.kind === 'missingElement') {
      this.valuesWithoutTags.set(segment, (this.valuesWithoutTags.get(segment) ?? new Set()).add(issue.inside));
      this.forgetText(segment, known, issue.inside);
    }
    const isToldOf = issue.kind === 'unexpectedText' && this.valuesWithoutTags.get(segment)?.has(issue.inside!);
    if (isToldOf) return;
    this.issues.set(segment, known.set(keyOf(issue), issue));
    const { drafts, refused } = this.verdictOn(segment);
    drafts.push({ ...draftOfIssue(issue, tree, pack), code: 'SRG-T002' });
    if (REFUSES.has(issue.kind)) refused.push(issue.node);
  }

  /** The text was to be the value of an element that is missing, which tells of it. */
  private forgetText(segment: AnySegment, known: Map<string, SchemaIssue>, run: NodeId): void {
    const issue = [...known.values()].find(({ kind, inside }) => kind === 'unexpectedText' && inside === run);
    if (issue) this.forget(segment, issue);
  }

  private verdictOn(segment: AnySegment) {
    let verdict = this.found.get(segment);
    if (!verdict) {
      verdict = { drafts: [], refused: [] };
      this.found.set(segment, verdict);
    }
    return verdict;
  }

  private locateInRecords(
    error: SchemaError,
    chunk: readonly RecordSegment[],
    variant: number,
  ): Location | typeof ELSEWHERE {
    const { ancestors, reader, trees } = this.document;
    const depth = ancestors.length;
    const { path } = error;
    if (!leadsToContainer(path, this.document)) return ELSEWHERE;
    const step = path[depth];
    if (step === undefined) {
      if (variant === 0) this.reportTextBetween(error, chunk);
      return ELSEWHERE;
    }
    const segment = this.nthSegment(step, chunk);
    if (!segment) return variant > 0 ? ELSEWHERE : this.locationOf(chunk[0]!);
    const steps = [{ name: undefined, index: 1 }, ...path.slice(depth + 1)];
    const node = resolvePath(trees.of(segment), [segment.node], steps, reader.readIn(segment, variant));
    if (node === SYNTHETIC) return ELSEWHERE;
    return node < 0 ? this.locationOf(segment) : { ...this.locationOf(segment), node };
  }

  private locationOf(segment: RecordSegment): Location {
    const { ancestors, trees } = this.document;
    return { segment, tree: trees.of(segment), node: segment.node, ancestors };
  }

  private locationAt(place: { readonly segment: AnySegment; readonly node: NodeId } | undefined): Location | undefined {
    if (!place) return undefined;
    const { segment, node } = place;
    const tree = this.document.trees.of(segment);
    let top = node;
    while (tree.parent(top) >= 0) top = tree.parent(top);
    return { segment, tree, node, ancestors: this.document.ancestors.slice(0, -1 - tree.parent(top)) };
  }

  /** A reference to nothing in the envelope; one in the record that stands in it is told of with that record. */
  private locateReference(error: SchemaError, references: DanglingReferences): Location | typeof ELSEWHERE {
    if (this.placed.has(error)) return ELSEWHERE;
    const place = this.locationAt(references.next(error.sentence));
    if (place) return place;
    const isInRecord = this.document.segments.first !== undefined && danglingReference(error.sentence) !== undefined;
    return isInRecord ? ELSEWHERE : this.root;
  }

  /** Where there is no better place. */
  private get root(): Location | typeof ELSEWHERE {
    const { header } = this.document.segments;
    const [node] = topElements(header.tree, -1);
    return node === undefined ? ELSEWHERE : { segment: header, tree: header.tree, node, ancestors: [] };
  }

  /** Text between records is an error of the container; it is reported in the segments that have it. */
  private reportTextBetween(error: SchemaError, chunk: readonly RecordSegment[]): void {
    for (const segment of chunk) {
      if (segment.hasText) this.reportText(error, segment, this.document.trees.of(segment), segment.node);
    }
  }

  /** Reports each run of text among the first `count` nodes of a tree that stands in the container itself. */
  private reportText(
    error: SchemaError,
    segment: RecordSegment | TrailerSegment,
    tree: SyntaxTree,
    count: number,
  ): void {
    if (!error.sentence.includes('Character content') || this.textReported.has(segment)) return;
    const { ancestors } = this.document;
    for (let node = 0; node < count; node++) {
      if (tree.parent(node) !== -1 - ancestors.length || !isFilledRun(tree, node)) continue;
      this.report(segment, {
        kind: 'unexpectedText',
        range: filledRange(tree, node),
        node,
        inside: node,
        path: ancestors,
        expected: [],
        sentence: error.sentence,
      });
    }
    this.textReported.add(segment);
  }

  private nthSegment(step: PathStep, chunk: readonly RecordSegment[]): RecordSegment | undefined {
    if (step.name === undefined) return chunk[step.index - 1];
    if (this.lastChunk?.chunk !== chunk) {
      const byName = new Map<string, RecordSegment[]>();
      for (const segment of chunk) {
        const alike = byName.get(segment.name);
        if (alike) alike.push(segment);
        else byName.set(segment.name, [segment]);
      }
      this.lastChunk = { chunk, byName };
    }
    return this.lastChunk.byName.get(step.name)?.[step.index - 1];
  }

  private locateInEnvelope(
    error: SchemaError,
    withTrailer: boolean,
    variant: number,
  ): Location | typeof ELSEWHERE | undefined {
    const { ancestors, reader, segments } = this.document;
    const { header, trailer } = segments;
    const { path } = error;
    if (header.openElements && leadsToContainer(path, this.document)) {
      if (path.length > ancestors.length) return ELSEWHERE;
      // Text between records is reported in their segments, and text behind them in the trailer.
      if (error.sentence.includes('Character content')) {
        if (withTrailer && trailer) this.reportText(error, trailer, trailer.tree, trailer.tree.size);
        return ELSEWHERE;
      }
    }
    const tops = topElements(header.tree, -1);
    const node = resolvePath(header.tree, tops, path, reader.readIn(header, variant));
    if (node === SYNTHETIC) return ELSEWHERE;
    if (node >= 0) return withTrailer ? this.besideTrailer(node) : this.inHeader(node, []);
    return withTrailer && trailer ? this.locateInTrailer(path, header, trailer, variant) : undefined;
  }

  /** A node of the header, with what stands behind the container beside it. */
  private besideTrailer(node: NodeId): Location {
    const { header, trailer } = this.document.segments;
    const depth = header.tree.path(node).length - 1;
    const behind = trailer ? topElements(trailer.tree, -1 - depth) : [];
    return this.inHeader(
      node,
      behind.map((other) => trailer!.tree.localName(other)),
    );
  }

  private inHeader(node: NodeId, after: readonly string[]): Location {
    const { header } = this.document.segments;
    return { segment: header, tree: header.tree, node, ancestors: [], beside: () => ({ before: [], after }) };
  }

  /** Elements behind the container, or behind an element around it. */
  private locateInTrailer(
    path: readonly PathStep[],
    header: HeaderSegment,
    trailer: TrailerSegment,
    variant: number,
  ): Location | undefined {
    const { ancestors, reader } = this.document;
    const around: NodeId[] = [];
    for (let at = header.container; at >= 0; at = header.tree.parent(at)) around.unshift(at);
    const readIn = reader.readIn(header, variant);
    const read = readIn ?? ((parent: NodeId) => header.tree.elements(parent));
    for (let depth = Math.min(path.length, around.length) - 1; depth > 0; depth--) {
      const parent = around[depth - 1]!;
      const tops = topElements(header.tree, -1);
      if (resolvePath(header.tree, tops, path.slice(0, depth), readIn) !== parent) continue;
      const before = [...read(parent)];
      const step = path[depth]!;
      const isAlike = (child: NodeId | string) =>
        step.name === undefined ||
        (typeof child === 'string' ? child === step.name : header.tree.nameIs(child, step.name));
      const steps = [{ name: step.name, index: step.index - before.filter(isAlike).length }, ...path.slice(depth + 1)];
      const node = resolvePath(trailer.tree, topElements(trailer.tree, -1 - depth), steps);
      if (node < 0) continue;
      const names = before.map((child) =>
        typeof child === 'string' ? localPart(child) : header.tree.localName(child),
      );
      const beside = () => ({ before: names, after: [] });
      return { segment: trailer, tree: trailer.tree, node, ancestors: ancestors.slice(0, depth), beside };
    }
    return undefined;
  }
}
