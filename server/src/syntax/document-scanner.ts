import { skipSpace } from './characters.ts';
import { isNestedUnit } from './nested-unit.ts';
import type { Placeholders } from './placeholders/placeholders.ts';
import { type Frame, Scanner, type UnclosedFrame } from './scanner.ts';
import { leavesStructure, type SyntaxProblem } from './syntax-problem.ts';
import { SyntaxTree } from './tree.ts';

/** Where the repeating elements of a document sit: names as they stand in the text, prefixes and all. */
export interface DocumentShape {
  /** From the root to the container. */
  readonly ancestors: readonly string[];
  /** The element that repeats in the container. */
  readonly unit: string;
  /** Given for a template. */
  readonly placeholders?: Placeholders;
}

/** A stretch of a document: its nodes and errors, with offsets from `start`. */
export interface Fragment {
  /** Where it lies in the text scanned. */
  readonly start: number;
  readonly end: number;
  readonly tree: SyntaxTree;
  readonly errors: readonly SyntaxProblem[];
  /** The form of its elements is sound, so that it can be judged further. */
  readonly sound: boolean;
  /** Its text is that of a template. */
  readonly hasPlaceholders: boolean;
}

/** Everything up to and with the container's start tag; the whole document where there is no container. */
export interface HeadFragment extends Fragment {
  /** What is open behind the head; undefined where there is no container. */
  readonly frame: Frame | undefined;
  /** The farthest offset that it depends on; its end where it is sound. */
  readonly reach: number;
}

/** An element in the container (a record, where its name is the unit's) and what stands between it and the one before. */
export interface ItemFragment extends Fragment {
  /** The element's node. */
  readonly node: number;
  /** It has the name of a unit. */
  readonly isUnit: boolean;
  /** Before it stands something other than white space, comments, instructions and placeholders. */
  readonly hasText: boolean;
  /** The farthest offset, from `start`, that its boundaries depend on; behind its end where a tag is missing. */
  readonly reach: number;
}

/** What is left behind the last item. */
export interface TailFragment extends Fragment {
  /** The open elements of the head whose end tags are missing, innermost first. */
  readonly unclosedFrames: readonly UnclosedFrame[];
}

/** Asked now and then whether the work should give way; the same call goes on with it later. */
export type Pause = () => boolean;
export const PAUSED = 'paused';
type Paused = typeof PAUSED;

/** Pieces of markup read between two questions whether to pause: some tens of microseconds. */
const STEPS_BETWEEN_PAUSES = 256;

const NO_ERRORS: readonly never[] = [];

/**
 * Reads a document one stretch after the other: the head, the items of the container, the tail. The tree of an item
 * reads the scanner's table, so it holds until the next call.
 */
export class DocumentScanner {
  private readonly scanner: Scanner;
  private readonly containerDepth: number;
  /** What is known of the stretch that is being read. */
  private begun = false;
  private hasText = false;
  private node = -1;
  private isUnit = false;
  private steps = 0;

  /**
   * @param text the text, or from `at` on a part of it that starts between two items
   * @param frame given where `at` lies in the container
   */
  constructor(
    private readonly text: string,
    private readonly shape: DocumentShape | undefined,
    at = 0,
    frame?: Frame,
  ) {
    this.scanner = new Scanner(text, at, frame, shape?.unit, shape?.placeholders);
    this.containerDepth = shape?.ancestors.length ?? Number.POSITIVE_INFINITY;
  }

  get offset(): number {
    return this.scanner.pos;
  }

  scanHead(): HeadFragment;
  scanHead(pause: Pause): HeadFragment | Paused;
  scanHead(pause?: Pause): HeadFragment | Paused {
    const { scanner } = this;
    const ancestors = this.shape?.ancestors ?? [];
    this.begin();
    let frame: Frame | undefined;
    while (!frame && !scanner.atEnd) {
      if (this.pauses(pause)) return PAUSED;
      scanner.step(0);
      if (scanner.depth !== this.containerDepth) continue;
      const names = scanner.open.map((element) => element.name);
      if (names.every((name, i) => name === ancestors[i])) {
        frame = { names, namespaces: scanner.namespaces.current() };
      }
    }
    if (!frame) {
      scanner.reach = this.text.length + 1;
      scanner.closeUnclosed(0, this.text.length);
      if (!scanner.rootSeen && scanner.errors.length === 0) scanner.error('noRoot', 0, Math.min(1, this.text.length));
    }
    return { ...this.fragment(true), frame, reach: this.reach() };
  }

  /** The next item, or undefined where the container ends. */
  nextItem(): ItemFragment | undefined;
  nextItem(pause: Pause): ItemFragment | Paused | undefined;
  nextItem(pause?: Pause): ItemFragment | Paused | undefined {
    const { scanner } = this;
    const floor = this.containerDepth;
    const { unit, ancestors } = this.shape!;
    scanner.readsLeaves = true;
    this.begin();
    while (this.node < 0) {
      if (this.pauses(pause)) return PAUSED;
      if (scanner.atStartTag) {
        this.node = scanner.table.count;
        this.isUnit = scanner.startsTag(unit);
        scanner.step(floor);
        break;
      }
      if (scanner.atEnd || (scanner.atEndTag && this.closesFrame())) {
        scanner.pos = scanner.base;
        this.begun = false;
        return undefined;
      }
      const before = scanner.pos;
      const placeholders = scanner.table.placeholderCount;
      scanner.step(floor);
      this.hasText ||= scanner.table.placeholderCount === placeholders && !isIgnorable(this.text, before, scanner.pos);
    }
    while (scanner.depth > floor && !scanner.atEnd) {
      if (this.pauses(pause)) return PAUSED;
      const { broken } = scanner.open[floor]!;
      if ((this.isUnit || broken) && scanner.startsTag(unit)) {
        // A record in a record: the end tag of the first one is missing. And what has no `>` is being typed: it must
        // not take all the records behind it in with each key.
        scanner.reach = Math.max(scanner.reach, scanner.pos + unit.length + 2);
        if (broken || !isNestedUnit(scanner, unit, ancestors[floor - 1]!)) break;
      }
      if (!scanner.step(floor)) break;
    }
    if (scanner.depth > floor) {
      if (scanner.atEnd) scanner.reach = this.text.length + 1;
      scanner.closeUnclosed(floor, scanner.pos);
    }
    const { start, end, tree, errors, sound, hasPlaceholders } = this.fragment(false);
    const { node, isUnit, hasText } = this;
    // Spelt out: for each record, a spread costs V8 more than scanning it does.
    return { start, end, tree, errors, sound, hasPlaceholders, node, isUnit, hasText, reach: this.reach() };
  }

  scanTail(): TailFragment;
  scanTail(pause: Pause): TailFragment | Paused;
  scanTail(pause?: Pause): TailFragment | Paused {
    const { scanner } = this;
    this.begin();
    while (!scanner.atEnd) {
      if (this.pauses(pause)) return PAUSED;
      scanner.step(0);
    }
    scanner.closeUnclosed(0, this.text.length);
    return { ...this.fragment(true), unclosedFrames: scanner.unclosedFrames };
  }

  /** Starts a stretch, unless one was begun and paused. */
  private begin(): void {
    if (this.begun) return;
    this.begun = true;
    this.hasText = false;
    this.node = -1;
    this.isUnit = false;
    this.scanner.begin();
  }

  private pauses(pause: Pause | undefined): boolean {
    return pause !== undefined && ++this.steps % STEPS_BETWEEN_PAUSES === 0 && pause();
  }

  private closesFrame(): boolean {
    return this.scanner.wouldClose(this.scanner.tagName());
  }

  private reach(): number {
    return Math.max(this.scanner.reach, this.scanner.pos) - this.scanner.base;
  }

  private fragment(copy: boolean): Fragment {
    const { scanner } = this;
    this.begun = false;
    const { errors } = scanner;
    return {
      start: scanner.base,
      end: scanner.pos,
      tree: new SyntaxTree(this.text, scanner.base, copy ? scanner.table.copy() : scanner.table),
      errors: errors.length === 0 ? NO_ERRORS : errors,
      sound: errors.length === 0 || errors.every(leavesStructure),
      hasPlaceholders: scanner.table.placeholderCount > 0,
    };
  }
}

/** White space, a comment or a processing instruction. */
function isIgnorable(text: string, start: number, end: number): boolean {
  if (text.startsWith('<!--', start) || text.startsWith('<?', start)) return true;
  return skipSpace(text, start) >= end;
}
