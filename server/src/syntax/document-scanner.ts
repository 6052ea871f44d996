import { skipSpace } from './characters.ts';
import { type Frame, Scanner, type UnclosedFrame } from './scanner.ts';
import { leavesStructure, type SyntaxProblem } from './syntax-problem.ts';
import { SyntaxTree } from './tree.ts';

/** Where the repeating elements of a document sit: names as they stand in the text, prefixes and all. */
export interface DocumentShape {
  /** From the root to the container. */
  readonly ancestors: readonly string[];
  /** The element that repeats in the container. */
  readonly unit: string;
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
}

/** Everything up to and with the container's start tag; the whole document where there is no container. */
export interface HeadFragment extends Fragment {
  /** What is open behind the head; undefined where there is no container. */
  readonly frame: Frame | undefined;
}

/** An element in the container (a record, where its name is the unit's) and what stands between it and the one before. */
export interface ItemFragment extends Fragment {
  /** The element's node. */
  readonly node: number;
  /** It has the name of a unit. */
  readonly isUnit: boolean;
  /** Before it stands something other than white space, comments and instructions. */
  readonly hasText: boolean;
  /** The farthest offset, from `start`, that its boundaries depend on; behind its end where a tag is missing. */
  readonly reach: number;
}

/** What is left behind the last item. */
export interface TailFragment extends Fragment {
  /** The open elements of the head whose end tags are missing, innermost first. */
  readonly unclosedFrames: readonly UnclosedFrame[];
}

/**
 * Reads a document one stretch after the other: the head, the items of the container, the tail. A fragment's tree
 * reads the scanner's table, so it holds until the next call; ask for a copy to keep it.
 */
export class DocumentScanner {
  private readonly scanner: Scanner;
  private readonly containerDepth: number;

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
    this.scanner = new Scanner(text, at, frame, shape?.unit);
    this.containerDepth = shape?.ancestors.length ?? Number.POSITIVE_INFINITY;
  }

  get offset(): number {
    return this.scanner.pos;
  }

  scanHead(): HeadFragment {
    const { scanner } = this;
    const ancestors = this.shape?.ancestors ?? [];
    scanner.begin();
    let frame: Frame | undefined;
    while (!scanner.atEnd) {
      scanner.step(0);
      if (scanner.depth !== this.containerDepth) continue;
      const names = scanner.open.map((element) => element.name);
      if (names.every((name, i) => name === ancestors[i])) {
        frame = { names, namespaces: scanner.namespaces.current() };
        break;
      }
    }
    if (!frame) scanner.closeUnclosed(0, this.text.length);
    if (!frame && !scanner.rootSeen && scanner.errors.length === 0)
      scanner.error('noRoot', 0, Math.min(1, this.text.length));
    return { ...this.fragment(true), frame };
  }

  /** The next item, or undefined where the container ends. */
  nextItem(copy = false): ItemFragment | undefined {
    const { scanner } = this;
    const floor = this.containerDepth;
    const start = scanner.pos;
    scanner.begin();
    let hasText = false;
    while (!scanner.atStartTag) {
      if (scanner.atEnd || (scanner.atEndTag && this.closesFrame())) {
        scanner.pos = start;
        return undefined;
      }
      const before = scanner.pos;
      scanner.step(floor);
      hasText ||= !isIgnorable(this.text, before, scanner.pos);
    }
    const node = scanner.table.count;
    const { unit } = this.shape!;
    const isUnit = scanner.startsTag(unit);
    scanner.step(floor);
    while (scanner.depth > floor && !scanner.atEnd) {
      if (isUnit && scanner.startsTag(unit)) {
        // A record in a record: the end tag of the first one is missing.
        scanner.reach = Math.max(scanner.reach, scanner.pos + unit.length + 2);
        break;
      }
      if (!scanner.step(floor)) break;
    }
    if (scanner.depth > floor) {
      if (scanner.atEnd) scanner.reach = this.text.length + 1;
      scanner.closeUnclosed(floor, scanner.pos);
    }
    const reach = Math.max(scanner.reach, scanner.pos) - start;
    return { ...this.fragment(copy), node, isUnit, hasText, reach };
  }

  scanTail(): TailFragment {
    const { scanner } = this;
    scanner.begin();
    scanner.unclosedFrames = [];
    while (!scanner.atEnd) scanner.step(0);
    scanner.closeUnclosed(0, this.text.length);
    return { ...this.fragment(true), unclosedFrames: scanner.unclosedFrames };
  }

  private closesFrame(): boolean {
    return this.scanner.wouldClose(this.scanner.tagName());
  }

  private fragment(copy: boolean): Fragment {
    const { scanner } = this;
    return {
      start: scanner.base,
      end: scanner.pos,
      tree: new SyntaxTree(this.text, scanner.base, copy ? scanner.table.copy() : scanner.table),
      errors: scanner.errors,
      sound: scanner.errors.every(leavesStructure),
    };
  }
}

/** White space, a comment or a processing instruction. */
function isIgnorable(text: string, start: number, end: number): boolean {
  if (text.startsWith('<!--', start) || text.startsWith('<?', start)) return true;
  return skipSpace(text, start) >= end;
}
