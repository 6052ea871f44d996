import { type Pack, unitPath } from '../packs/load-pack.ts';
import { draftOfIssue } from '../rules/technical/t002-schema.ts';
import { describeIssue, MADE_UP, resolvePath, type SchemaIssue } from '../schema/issue.ts';
import { isLeftOpen } from '../schema/left-open.ts';
import type { DistantJudge, PathStep, SchemaError, TextJudge, Verdict } from '../schema/validator.ts';
import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { ACCEPTED, type Head, Item, type SchemaVerdict, type Tail } from './parts/part.ts';
import { type AnyPart, PartReader } from './parts/part-reader.ts';
import type { Parts } from './parts/parts.ts';

/** The document as the judge sees it. */
export interface JudgedDocument {
  readonly pack: Pack;
  readonly parts: Parts;
  /** Judges texts in the stead of the pack's own validator. */
  readonly distant: DistantJudge | undefined;
  /** The name of a unit as it stands in the text. */
  readonly unit: string;
  treeOf(item: Item): SyntaxTree;
}

/** An element that no schema knows, to see whether libxml2 looks into the container at all. */
const PROBE = '<srg-probe xmlns=""/>';

/** Judges a document by its XSD, and leaves the verdict in the parts: the frame once, the items in chunks. */
export class SchemaJudge {
  private readonly opening: string;
  private readonly closing: string;
  private readonly ancestors: readonly string[];
  private readonly container: NodeId;
  /** What is found in a run, by the part that it lies in. */
  private found = new Map<AnyPart, { drafts: SchemaVerdict['drafts'][number][]; refused: NodeId[] }>();
  /** Parts whose text in the container has been reported: libxml2 says it once for each run. */
  private textReported = new Set<AnyPart>();
  /** The ways to verdicts that a distant judge was asked for, by what they are on. */
  private readonly foreseen = new Map<object | string, () => Verdict>();
  /** The items of a run that have the unit's name. */
  private units: Item[] | undefined;
  /** The frame was judged with a record in it. */
  private sampled = false;
  private readonly reader: PartReader;

  /** The head that it was made for. */
  readonly head: Head;

  constructor(private readonly document: JudgedDocument) {
    const { head } = document.parts;
    this.head = head;
    this.ancestors = unitPath(document.pack.manifest).slice(0, -1);
    this.reader = new PartReader(document, this.ancestors);
    this.opening = this.openingIn(0);
    this.closing = (head.frame?.names ?? [])
      .map((name) => `</${name}>`)
      .reverse()
      .join('');
    this.container = head.frame ? lastElement(head.tree) : -1;
  }

  /**
   * Whether libxml2 judges what stands in the container: it does not where the head is not sound, or holds elements
   * that the schema does not expect there.
   */
  admitsItems(): boolean {
    const { parts } = this.document;
    if (!parts.head.sound || !parts.head.frame) return false;
    const foreseen = this.foreseen.get(PROBE);
    const verdict = foreseen ? foreseen() : this.texts.judge([this.opening, PROBE, this.closing]);
    if (verdict.kind === 'unreadable') return false;
    const depth = this.ancestors.length;
    const seen = verdict.errors.some(({ path }) => path.length > depth && this.leadsToContainer(path));
    return seen || verdict.errors.length === 0;
  }

  /** The frame: head and tail, with at most one record, whose own errors are another call's. */
  judgeFrame(): void {
    const { parts } = this.document;
    const { head, tail } = parts;
    this.sampled = this.samplePlain() !== undefined;
    if (!head.sound) {
      head.verdict = ACCEPTED;
      if (tail) tail.verdict = ACCEPTED;
      return;
    }
    const sample = this.samplePlain();
    const closed = tail?.sound === true && tail.unclosedFrames.length === 0;
    const end = closed ? this.reader.readable(tail) : this.closing;
    const foreseen = this.takeForeseen(head);
    const verdict = foreseen
      ? foreseen()
      : this.texts.judge([this.opening, sample ? this.reader.readable(sample) : '', end]);
    this.found = new Map();
    if (verdict.kind === 'unreadable') this.unreadable(head, verdict.sentence);
    else this.place(verdict.errors, [], closed && !foreseen);
    this.judgeHeadBranches();
    this.conclude(tail ? [head, tail] : [head]);
  }

  /** Judges consecutive items: several plain ones, or one of any kind. Those that are not sound are accepted. */
  judgeItems(chunk: readonly Item[]): void {
    const [first] = chunk;
    const last = chunk[chunk.length - 1];
    if (!first || !last) return;
    if (!first.sound) {
      first.verdict = ACCEPTED;
      return;
    }
    const foreseen = this.takeForeseen(first);
    const verdict = foreseen ? foreseen() : this.texts.judge(this.textOf(chunk));
    if (verdict.kind === 'unreadable' && chunk.length > 1) {
      for (const item of chunk) this.judgeItems([item]);
      return;
    }
    this.found = new Map();
    if (verdict.kind === 'unreadable') this.unreadable(first, verdict.sentence);
    else {
      this.place(verdict.errors, chunk, false);
      this.judgeItemBranches(chunk);
    }
    this.conclude(chunk);
  }

  private judgeHeadBranches(): void {
    this.judgeBranches([this.head], (reading) => [this.openingIn(reading), this.closing]);
  }

  private judgeItemBranches(items: readonly Item[]): void {
    const branching = items.filter((item) => item.hasPlaceholders && item.sound);
    this.judgeBranches(branching, (reading, parts) => [
      this.opening,
      ...parts.map((part) => this.reader.readable(part, reading)),
      this.closing,
    ]);
  }

  /**
   * Judges the elements of other branches than the first, each in the place of that.
   * @param textOf the text to be judged for some of the parts in a reading of them
   */
  private judgeBranches(
    parts: readonly AnyPart[],
    textOf: (reading: number, parts: readonly AnyPart[]) => readonly string[],
  ): void {
    for (let reading = 1; ; reading++) {
      const branching = parts.filter((part) => part.hasPlaceholders && this.reader.readingsOf(part).count > reading);
      if (branching.length === 0) return;
      const verdict = this.texts.judge([...textOf(reading, branching)]);
      if (verdict.kind === 'unreadable') continue;
      const items = branching.filter((part) => part instanceof Item);
      this.place(verdict.errors, items, false, reading);
    }
  }

  /** Hands the head to a distant judge before its verdict is asked for; it is judged without what follows it, once. */
  foreseeHead(distant: DistantJudge): void {
    if (!this.document.parts.head.sound) return;
    this.foreseen.set(PROBE, distant.submit([this.opening, PROBE, this.closing]));
    this.foreseen.set(this.document.parts.head, distant.submit([this.opening, this.closing]));
  }

  /** Hands items that are to be judged together to a distant judge, before their verdict is asked for. */
  foreseeItems(distant: DistantJudge, chunk: readonly Item[]): void {
    const [first] = chunk;
    if (!first?.sound) return;
    this.foreseen.set(first, distant.submit(this.textOf(chunk)));
  }

  private takeForeseen(key: object): (() => Verdict) | undefined {
    const verdict = this.foreseen.get(key);
    this.foreseen.delete(key);
    return verdict;
  }

  private textOf(chunk: readonly Item[]): string[] {
    const pieces = chunk.some((item) => item.hasPlaceholders)
      ? chunk.map((item) => this.reader.readable(item))
      : this.document.parts.piecesBetween(chunk[0]!, chunk[chunk.length - 1]!);
    return [this.opening, ...pieces, this.closing];
  }

  private get texts(): TextJudge {
    return this.document.distant ?? this.document.pack.validator;
  }

  /** Where records can't be judged apart, the whole document is judged at once, if all of it is sound. */
  judgeWhole(): void {
    const { parts } = this.document;
    const { head, tail, source } = parts;
    const items = [...parts];
    const all: AnyPart[] = tail ? [head, ...items, tail] : [head, ...items];
    this.found = new Map();
    if (all.every((part) => part.sound)) {
      const isLiteral = all.every((part) => !part.hasPlaceholders);
      const pieces = isLiteral
        ? source.pieces(head.length, source.length)
        : all.slice(1).map((part) => this.reader.readable(part));
      const verdict = this.texts.judge([this.opening, ...pieces]);
      if (verdict.kind === 'unreadable') this.unreadable(head, verdict.sentence);
      else {
        if (items.length > 0) this.place(verdict.errors, items, true);
        this.place(verdict.errors, [], true);
        this.judgeHeadBranches();
        this.judgeItemBranches(items);
      }
    }
    this.conclude(all);
  }

  /** Whether the frame would be judged with a record now and was not, or the other way round. */
  sampleChanged(): boolean {
    return this.document.pack.judgesInChunks && this.sampled !== (this.samplePlain() !== undefined);
  }

  /** Any plain item will do; the first block mostly starts with one. */
  private samplePlain(): Item | undefined {
    for (const block of this.document.parts.blocks) {
      const sample = block.items.find((item) => item.isPlain);
      if (sample) return sample;
    }
    return undefined;
  }

  /** The head from the root on, in a reading. */
  private openingIn(reading: number): string {
    const root = firstElement(this.head.tree);
    return this.reader.readable(this.head, reading).slice(root < 0 ? 0 : this.head.tree.start(root));
  }

  /** The verdict on each part of a run is what was found in it. */
  private conclude(parts: readonly AnyPart[]): void {
    for (const part of parts) part.verdict = this.found.get(part) ?? ACCEPTED;
  }

  private finding(part: AnyPart) {
    let found = this.found.get(part);
    if (!found) {
      found = { drafts: [], refused: [] };
      this.found.set(part, found);
    }
    return found;
  }

  /** libxml2 could not read what the scanner took for well-formed. */
  private unreadable(part: Head | Item, sentence: string): void {
    const range = part instanceof Item ? this.document.treeOf(part).nameRange(part.node) : { start: 0, end: 1 };
    const message = { key: 'SRG-T001.unreadable', parameters: { sentence } } as const;
    this.finding(part).drafts.push({ code: 'SRG-T001', range, message });
  }

  private sink(part: AnyPart, issue: SchemaIssue): void {
    const tree = this.reader.treeOf(part);
    if (part.hasPlaceholders && isLeftOpen(issue, tree)) return;
    const { drafts, refused } = this.finding(part);
    drafts.push({ ...draftOfIssue(issue, tree, this.document.pack), code: 'SRG-T002' });
    if (issue.kind === 'value' || issue.kind === 'unexpectedElement') refused.push(issue.node);
  }

  /**
   * Ties errors to nodes. With `chunk`, those in its items; without, those in the frame.
   * @param withTail the text judged had the real tail
   * @param reading of the template; of those behind the first only what is in other branches counts
   */
  private place(errors: readonly SchemaError[], chunk: readonly Item[], withTail: boolean, reading = 0): void {
    if (errors.length === 0) return;
    const seenOf = new Map<AnyPart, Map<string, number>>();
    this.textReported = new Set();
    this.units = undefined;
    for (const error of errors) {
      const found = chunk.length > 0 ? this.inItems(error, chunk, reading) : this.inFrame(error, withTail, reading);
      if (!found) continue;
      const { part, tree, node, ancestors } = found;
      if (reading > 0) {
        const readings = this.reader.readingsOf(part);
        const isOfPlace = readings.isOther(node) && error.sentence.includes('This element is not expected');
        if (isOfPlace || !readings.isInOtherBranch(node)) continue;
      }
      const seen = seenOf.get(part) ?? new Map<string, number>();
      seenOf.set(part, seen);
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
      this.sink(part, issue);
    }
  }

  private inItems(error: SchemaError, chunk: readonly Item[], reading: number) {
    const depth = this.ancestors.length;
    const { path } = error;
    if (!this.leadsToContainer(path)) return undefined;
    const step = path[depth];
    if (step === undefined) return reading > 0 ? undefined : this.textBetween(error, chunk);
    const item = this.nthItem(step, chunk);
    if (!item) return undefined;
    const tree = this.document.treeOf(item);
    const steps = [{ name: undefined, index: 1 }, ...path.slice(depth + 1)];
    const node = resolvePath(tree, [item.node], steps, this.reader.readIn(item, reading));
    if (node === MADE_UP) return undefined;
    return { part: item, tree, node: node < 0 ? item.node : node, ancestors: this.ancestors };
  }

  /** Text between records is an error of the container; it belongs to the items that have it. */
  private textBetween(error: SchemaError, chunk: readonly Item[]): undefined {
    for (const item of chunk) {
      if (item.hasText) this.reportText(error, item, this.document.treeOf(item), item.node);
    }
  }

  /** Reports each run of text among the first `count` nodes of a tree that stands in the container itself. */
  private reportText(error: SchemaError, part: Item | Tail, tree: SyntaxTree, count: number): void {
    if (!error.sentence.includes('Character content')) return;
    const reported = this.textReported;
    for (let node = 0; node < count; node++) {
      const kind = tree.kind(node);
      if (tree.parent(node) !== -1 - this.ancestors.length || reported.has(part)) continue;
      if (kind !== NodeKind.Text && kind !== NodeKind.CData) continue;
      const range = tree.range(node);
      const text = tree.text(range);
      if (text.trim() === '') continue;
      const start = range.start + text.length - text.trimStart().length;
      this.sink(part, {
        kind: 'unexpectedText',
        range: { start, end: start + text.trim().length },
        node,
        path: this.ancestors,
        expected: [],
        sentence: error.sentence,
      });
    }
    reported.add(part);
  }

  private nthItem(step: PathStep, chunk: readonly Item[]): Item | undefined {
    if (step.name === undefined) return chunk[step.index - 1];
    if (step.name === this.document.unit) {
      this.units ??= chunk.filter((item) => item.isUnit);
      return this.units[step.index - 1];
    }
    const others = chunk.filter((item) => !item.isUnit);
    return others.filter((item) => this.document.treeOf(item).nameIs(item.node, step.name!))[step.index - 1];
  }

  private inFrame(error: SchemaError, withTail: boolean, reading: number) {
    const { head, tail } = this.document.parts;
    const { path } = error;
    if (head.frame && path.length > this.ancestors.length && this.leadsToContainer(path)) return undefined;
    if (head.frame && path.length === this.ancestors.length && this.leadsToContainer(path)) {
      // Text between records is the items' affair, and text behind them the tail's.
      if (error.sentence.includes('Character content')) {
        if (withTail && tail) this.reportText(error, tail, tail.tree, tail.tree.size);
        return undefined;
      }
    }
    const tops = topElements(head.tree, -1);
    const node = resolvePath(head.tree, tops, path, this.reader.readIn(head, reading));
    if (node === MADE_UP) return undefined;
    if (node >= 0) return { part: head, tree: head.tree, node, ancestors: [] };
    if (!withTail || !tail || path.length < 2) return undefined;
    // Elements behind the container are the root's children, and stand in the tail.
    const root = tops[0];
    const read = this.reader.readIn(head, reading) ?? ((parent: NodeId) => head.tree.elements(parent));
    const before = root === undefined ? [] : [...read(root)];
    const step = path[1]!;
    const isAlike = (child: NodeId | string) =>
      step.name === undefined || (typeof child === 'string' ? child === step.name : head.tree.nameIs(child, step.name));
    const passed = before.filter(isAlike).length;
    const steps = [{ name: step.name, index: step.index - passed }, ...path.slice(2)];
    const inTail = resolvePath(tail.tree, topElements(tail.tree, -2), steps);
    if (inTail < 0) return undefined;
    return { part: tail, tree: tail.tree, node: inTail, ancestors: this.ancestors.slice(0, 1) };
  }

  private leadsToContainer(path: readonly PathStep[]): boolean {
    const { tree } = this.document.parts.head;
    const depth = this.ancestors.length;
    if (path.length < depth) return false;
    const read = this.reader.readIn(this.document.parts.head, 0);
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

/** The element opened last: in a head, the container. */
export function lastElement(tree: SyntaxTree): NodeId {
  for (let node = tree.size - 1; node >= 0; node--) if (tree.kind(node) === NodeKind.Element) return node;
  return -1;
}
