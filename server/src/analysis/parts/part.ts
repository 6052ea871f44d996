import type { Binder } from '../../delivery/binder.ts';
import type { Voorziening } from '../../delivery/record.ts';
import type { Draft, Finding } from '../../rules/rule.ts';
import { type Suppression, suppressionsIn } from '../../rules/suppression/suppression.ts';
import type { HeadFragment, ItemFragment, TailFragment } from '../../syntax/document-scanner.ts';
import type { NodeId } from '../../syntax/node-table.ts';
import type { Frame, UnclosedFrame } from '../../syntax/scanner.ts';
import type { SyntaxProblem } from '../../syntax/syntax-problem.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { Block } from './block.ts';

/** One empty list for all parts: nearly all of 25,000 records have nothing wrong with them. */
export const NONE: readonly never[] = [];

/** What libxml2 says of a part, in our words. */
export interface SchemaVerdict {
  readonly drafts: readonly (Draft & { readonly code: 'SRG-T001' | 'SRG-T002' })[];
  /** The nodes whose values the schema refuses, or that it does not expect. */
  readonly refused: readonly NodeId[];
}

/** Nothing to say against it. */
export const ACCEPTED: SchemaVerdict = { drafts: NONE, refused: NONE };

/**
 * A stretch of the document with what is known of it. Everything in it counts from its own start, so that an edit
 * elsewhere leaves it as it is.
 */
abstract class Part {
  readonly length: number;
  readonly errors: readonly SyntaxProblem[];
  readonly sound: boolean;
  /** The comments in it that suppress findings; in a tail, and where no record comes behind them, they do nothing. */
  readonly suppressions: readonly Suppression[];
  readonly hasPlaceholders: boolean;
  /** undefined while the schema has not judged it. */
  verdict: SchemaVerdict | undefined;

  /** @param element what the part is about, see {@link suppressionsIn} */
  constructor(fragment: HeadFragment | ItemFragment | TailFragment, element: NodeId) {
    this.length = fragment.end - fragment.start;
    this.errors = fragment.errors;
    this.sound = fragment.sound;
    this.suppressions = suppressionsIn(fragment.tree, element);
    this.hasPlaceholders = fragment.hasPlaceholders;
  }
}

/** Everything up to and with the container's start tag, or the whole document where there is no container. */
export class Head extends Part {
  readonly tree: SyntaxTree;
  readonly frame: Frame | undefined;
  /** The farthest offset that it depends on. */
  readonly reach: number;
  findings: readonly Finding[] = NONE;
  /** What the rules of the user's own say of it. */
  ownFindings: readonly Finding[] = NONE;

  constructor(fragment: HeadFragment) {
    super(fragment, Number.POSITIVE_INFINITY);
    this.tree = fragment.tree;
    this.frame = fragment.frame;
    this.reach = fragment.reach;
  }

  get allFindings(): readonly Finding[] {
    return joined(this.findings, this.ownFindings);
  }
}

/** An element in the container, mostly a record, with what stands before it. */
export class Item extends Part {
  /** The element's node in the item's tree. */
  readonly node: number;
  readonly isUnit: boolean;
  readonly hasText: boolean;
  /** The farthest offset, from its start, that its boundaries depend on. */
  readonly reach: number;
  records: readonly Voorziening[] = NONE;
  /** Of an item that is no sound XML what can be read of its records; no rule but continuity hears of them. */
  unread: readonly Voorziening[] = NONE;
  /** The block that it lies in, its place in there, and where it starts, from the start of the block. */
  block!: Block;
  place = 0;
  offset = 0;
  /** What the rules say of this part alone is up to date. */
  ruled = false;
  /** The rules of the user's own have seen it, or need not. */
  heard = false;
  /** The verdict that the findings and the values of the records are made of. */
  applied: SchemaVerdict = ACCEPTED;
  /** Its records are in the groups. */
  grouped = false;
  /** What there is to say of its suppressions; undefined where that is to be told anew. */
  notices: readonly Finding[] | undefined;
  private own: readonly Finding[] = NONE;
  private across: readonly Finding[] = NONE;
  private users: readonly Finding[] = NONE;

  constructor(fragment: ItemFragment) {
    super(fragment, fragment.node);
    this.node = fragment.node;
    this.isUnit = fragment.isUnit;
    this.hasText = fragment.hasText;
    this.reach = fragment.reach;
  }

  /** Makes the records anew, with their values as they stand in the text. */
  bind(tree: SyntaxTree, binder: Binder): void {
    if (!this.isUnit) return;
    const records = binder.bindUnit(tree, this.node, this);
    if (this.sound) this.records = records;
    else this.unread = records;
  }

  /** Nothing but a sound record and white space or comments: it can be judged together with others. */
  get isPlain(): boolean {
    return this.sound && this.isUnit && !this.hasText;
  }

  /** A unit whose records can't be told counts as one. */
  get recordCount(): number {
    return this.records.length || (this.isUnit ? 1 : 0);
  }

  get findings(): readonly Finding[] {
    return this.own;
  }

  set findings(findings: readonly Finding[]) {
    if (findings === this.own) return;
    this.own = findings;
    this.notices = undefined;
    this.block.changed();
  }

  /** What the rules across records say of this one. */
  get groupFindings(): readonly Finding[] {
    return this.across;
  }

  set groupFindings(findings: readonly Finding[]) {
    if (findings === this.across) return;
    this.across = findings;
    this.notices = undefined;
    this.block.changed();
  }

  /** What the rules of the user's own say of it. */
  get ownFindings(): readonly Finding[] {
    return this.users;
  }

  set ownFindings(findings: readonly Finding[]) {
    if (findings === this.users) return;
    this.users = findings;
    this.notices = undefined;
    this.block.changed();
  }

  get allFindings(): readonly Finding[] {
    return joined(joined(this.own, this.across), this.users);
  }

  /** The record that a place lies in. */
  recordAt(offset: number): Voorziening | undefined {
    return this.records.find(({ range }) => range.start <= offset && offset < range.end);
  }
}

function joined(some: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  if (others.length === 0) return some;
  return some.length === 0 ? others : [...some, ...others];
}

/** Whether an item comes before another in the text. */
export function isBefore(a: Item, b: Item): boolean {
  return a.block === b.block ? a.place < b.place : a.block.index < b.block.index;
}

/** What is left behind the last item. */
export class Tail extends Part {
  readonly tree: SyntaxTree;
  readonly unclosedFrames: readonly UnclosedFrame[];
  findings: readonly Finding[] = NONE;

  constructor(fragment: TailFragment) {
    super(fragment, -1);
    this.tree = fragment.tree;
    this.unclosedFrames = fragment.unclosedFrames;
  }

  get allFindings(): readonly Finding[] {
    return this.findings;
  }
}
