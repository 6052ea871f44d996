import type { Voorziening } from '../delivery/record.ts';
import type { Finding } from '../rules/rule.ts';
import type { HeadFragment, ItemFragment, TailFragment } from '../syntax/document-scanner.ts';
import type { Frame, UnclosedFrame } from '../syntax/scanner.ts';
import type { SyntaxProblem } from '../syntax/syntax-problem.ts';
import type { SyntaxTree } from '../syntax/tree.ts';

/** One empty list for all parts: nearly all of 25,000 records have nothing wrong with them. */
const NONE: readonly never[] = [];

/**
 * A stretch of the document with what is known of it. Everything in it counts from its own start, so that an edit
 * elsewhere leaves it as it is.
 */
abstract class Part {
  readonly length: number;
  readonly errors: readonly SyntaxProblem[];
  readonly sound: boolean;
  /** What the rules say of this part alone. */
  findings: readonly Finding[] = NONE;

  constructor(fragment: HeadFragment | ItemFragment | TailFragment) {
    this.length = fragment.end - fragment.start;
    this.errors = fragment.errors;
    this.sound = fragment.sound;
  }

  clearFindings(): void {
    this.findings = NONE;
  }
}

/** Everything up to and with the container's start tag, or the whole document where there is no container. */
export class Head extends Part {
  readonly tree: SyntaxTree;
  readonly frame: Frame | undefined;

  constructor(fragment: HeadFragment) {
    super(fragment);
    this.tree = fragment.tree;
    this.frame = fragment.frame;
  }
}

/** An element in the container, mostly a record, with what stands before it. */
export class Item extends Part {
  /** The element's node in the item's tree. */
  readonly node: number;
  readonly isUnit: boolean;
  readonly hasText: boolean;
  readonly reach: number;
  records: readonly Voorziening[] = NONE;
  /** What the rules across records say of this one. */
  groupFindings: readonly Finding[] = NONE;

  constructor(
    fragment: ItemFragment,
    /** Its place among the items. */
    public index: number,
  ) {
    super(fragment);
    this.node = fragment.node;
    this.isUnit = fragment.isUnit;
    this.hasText = fragment.hasText;
    this.reach = fragment.reach;
  }

  /** Nothing but a sound record and white space or comments: it can be judged together with others. */
  get isPlain(): boolean {
    return this.sound && this.isUnit && !this.hasText;
  }
}

/** What is left behind the last item. */
export class Tail extends Part {
  readonly tree: SyntaxTree;
  readonly unclosedFrames: readonly UnclosedFrame[];

  constructor(fragment: TailFragment) {
    super(fragment);
    this.tree = fragment.tree;
    this.unclosedFrames = fragment.unclosedFrames;
  }
}

/** The list with one more; the empty list that parts share is left as it is, any other grows in place. */
export function append<T>(list: readonly T[], item: T): readonly T[] {
  if (list.length === 0) return [item];
  (list as T[]).push(item);
  return list;
}
