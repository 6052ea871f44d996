import { type Pack, unitPath } from '../packs/load-pack.ts';
import { describeIssue, resolvePath, type SchemaIssue } from '../schema/issue.ts';
import type { PathStep, SchemaError } from '../schema/validator.ts';
import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { Head, Item, Tail } from './part.ts';
import type { Parts } from './parts.ts';

/** libxml2 counts siblings for each error it reports, so chunks stay small. */
const CHUNK = 100;

/** The document as the judge sees it. */
export interface JudgedDocument {
  readonly pack: Pack;
  readonly parts: Parts;
  treeOf(item: Item): SyntaxTree;
}

/** What is found, by the part that it lies in. */
export type IssueSink = (part: Head | Item | Tail, issue: SchemaIssue) => void;
/** libxml2 could not read what the scanner took for well-formed. */
export type UnreadableSink = (part: Head | Item, sentence: string) => void;

/** Judges a document by its XSD: the frame once, the items in chunks. */
export class SchemaJudge {
  private readonly opening: string;
  private readonly closing: string;
  private readonly ancestors: readonly string[];
  private readonly container: NodeId;
  /** Parts whose text in the container has been reported: libxml2 says it once for each run. */
  private textReported = new Set<Item | Tail>();

  constructor(
    private readonly document: JudgedDocument,
    private readonly sink: IssueSink,
    private readonly unreadable: UnreadableSink,
  ) {
    const { head } = document.parts;
    const root = firstElement(head.tree);
    this.opening = document.parts.textOf(head).slice(root < 0 ? 0 : head.tree.start(root));
    this.closing = (head.frame?.names ?? [])
      .map((name) => `</${name}>`)
      .reverse()
      .join('');
    this.ancestors = unitPath(document.pack.manifest).slice(0, -1);
    this.container = head.frame ? lastElement(head.tree) : -1;
  }

  /** The frame: head and tail, with at most one record, whose own errors are another call's. */
  judgeFrame(): void {
    const { pack, parts } = this.document;
    const { head, items, tail } = parts;
    if (!head.sound) return;
    if (!pack.judgesInChunks) {
      this.judgeWhole();
      return;
    }
    const sample = items.find((item) => item.isPlain);
    const closed = tail?.sound === true && tail.unclosedFrames.length === 0;
    const end = closed ? parts.textOf(tail) : this.closing;
    const text = this.opening + (sample ? parts.textOf(sample) : '') + end;
    const verdict = pack.validator.judge(text);
    if (verdict.kind === 'unreadable') this.unreadable(head, verdict.sentence);
    else this.place(verdict.errors, [], closed);
  }

  /** Judges items from `from` on, before `end` and up to a chunk full; gives the index behind the last one looked at. */
  judgeItems(from: number, end: number): number {
    const { pack, parts } = this.document;
    const { head, items } = parts;
    if (!head.sound || !pack.judgesInChunks) return items.length;
    const first = items[from]!;
    if (!first.sound) return from + 1;
    let to = from + 1;
    if (first.isPlain) while (to < end && to < from + CHUNK && items[to]!.isPlain) to++;
    this.judgeChunk(items.slice(from, to));
    return to;
  }

  /** Judges consecutive items: several plain ones, or one of any kind. */
  judgeChunk(chunk: readonly Item[]): void {
    const body = this.document.parts.textBetween(chunk[0]!, chunk[chunk.length - 1]!);
    const text = this.opening + body + this.closing;
    const verdict = this.document.pack.validator.judge(text);
    if (verdict.kind === 'judged') this.place(verdict.errors, chunk, false);
    else if (chunk.length === 1) this.unreadable(chunk[0]!, verdict.sentence);
    else for (const item of chunk) this.judgeChunk([item]);
  }

  /** Where records can't be judged apart, the whole document is judged at once, if all of it is sound. */
  private judgeWhole(): void {
    const { pack, parts } = this.document;
    const { head, items, tail } = parts;
    if (tail?.sound === false || items.some((item) => !item.sound)) return;
    const body = items.length > 0 ? parts.textBetween(items[0]!, items[items.length - 1]!) : '';
    const verdict = pack.validator.judge(this.opening + body + (tail ? parts.textOf(tail) : ''));
    if (verdict.kind === 'unreadable') {
      this.unreadable(head, verdict.sentence);
      return;
    }
    this.place(verdict.errors, items, true);
    this.place(verdict.errors, [], true);
  }

  /**
   * Ties errors to nodes. With `chunk`, those in its items; without, those in the frame.
   * @param withTail the text judged had the real tail
   */
  private place(errors: readonly SchemaError[], chunk: readonly Item[], withTail: boolean): void {
    if (errors.length === 0) return;
    const seen = new Map<string, number>();
    this.textReported = new Set();
    for (const error of errors) {
      const found = chunk.length > 0 ? this.inItems(error, chunk) : this.inFrame(error, withTail);
      if (!found) continue;
      const { part, tree, node, ancestors } = found;
      const key = `${chunk.indexOf(part as Item)} ${node} ${error.sentence}`;
      const repeat = seen.get(key) ?? 0;
      seen.set(key, repeat + 1);
      const issue = describeIssue({ tree, model: this.document.pack.model, ancestors }, node, error, repeat);
      // One wrong value can break several facets and its type: the first says it.
      const valueKey = `${chunk.indexOf(part as Item)} ${issue.node} value`;
      if (issue.kind === 'value') {
        if (seen.has(valueKey)) continue;
        seen.set(valueKey, 1);
      }
      this.sink(part, issue);
    }
  }

  private inItems(error: SchemaError, chunk: readonly Item[]) {
    const depth = this.ancestors.length;
    const { path } = error;
    if (!this.leadsToContainer(path)) return undefined;
    const step = path[depth];
    if (step === undefined) return this.textBetween(error, chunk);
    const item = this.nthItem(step, chunk);
    if (!item) return undefined;
    const tree = this.document.treeOf(item);
    const node = resolvePath(tree, [item.node], [{ name: undefined, index: 1 }, ...path.slice(depth + 1)]);
    return { part: item, tree, node: node < 0 ? item.node : node, ancestors: this.ancestors };
  }

  /** Text between records is an error of the container; it belongs to the one item that has it. */
  private textBetween(error: SchemaError, chunk: readonly Item[]): undefined {
    const [item] = chunk;
    if (item?.hasText) this.reportText(error, item, this.document.treeOf(item), item.node);
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
    const named = chunk.filter((item) => this.document.treeOf(item).nameIs(item.node, step.name!));
    return named[step.index - 1];
  }

  private inFrame(error: SchemaError, withTail: boolean) {
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
    const node = resolvePath(head.tree, tops, path);
    if (node >= 0) return { part: head, tree: head.tree, node, ancestors: [] };
    if (!withTail || !tail || path.length < 2) return undefined;
    // Elements behind the container are the root's children, and stand in the tail.
    const root = tops[0];
    const before = root === undefined ? [] : [...head.tree.elements(root)];
    const step = path[1]!;
    const passed = before.filter((child) => step.name === undefined || head.tree.nameIs(child, step.name)).length;
    const steps = [{ name: step.name, index: step.index - passed }, ...path.slice(2)];
    const inTail = resolvePath(tail.tree, topElements(tail.tree, -2), steps);
    if (inTail < 0) return undefined;
    return { part: tail, tree: tail.tree, node: inTail, ancestors: this.ancestors.slice(0, 1) };
  }

  private leadsToContainer(path: readonly PathStep[]): boolean {
    const { tree } = this.document.parts.head;
    const depth = this.ancestors.length;
    if (path.length < depth) return false;
    return resolvePath(tree, topElements(tree, -1), path.slice(0, depth)) === this.container;
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
