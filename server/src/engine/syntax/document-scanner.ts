import { type ShouldYield, YIELDED, type Yielded } from '../text/time-sliced.ts';
import { skipXmlSpace } from '../text/xml-whitespace.ts';
import { isNestedRepeatingElement } from './nested-repeating-element.ts';
import type { Placeholders } from './placeholders/placeholders.ts';
import { type OpenElements, Scanner, type UnclosedElement } from './scanner.ts';
import { leavesStructure, type SyntaxProblem } from './syntax-problem.ts';
import { SyntaxTree } from './tree.ts';

/** Where the repeating elements of a document are: qualified names as they stand in the text. */
export interface DocumentShape {
  /** From the root to the container. */
  readonly ancestors: readonly string[];
  /** The element that repeats in the container. */
  readonly repeatingElement: string;
  /** Given for a template. */
  readonly placeholders?: Placeholders;
}

/** A stretch of a document: its nodes and errors, with offsets from `start`. */
export interface Fragment {
  readonly start: number;
  readonly end: number;
  readonly tree: SyntaxTree;
  readonly errors: readonly SyntaxProblem[];
  /** Its elements are well-formed, so that it can be validated. */
  readonly wellFormed: boolean;
  readonly hasPlaceholders: boolean;
}

/** Everything up to and including the container's start tag; the whole document where there is no container. */
export interface HeaderFragment extends Fragment {
  /** What is open behind it; undefined where there is no container. */
  readonly openElements: OpenElements | undefined;
  /** The end of the text that its boundaries depend on: its own end where it is well-formed. */
  readonly lookahead: number;
}

/** An element in the container, mostly a record, and what stands between it and the one before. */
export interface RecordFragment extends Fragment {
  readonly node: number;
  readonly isRepeatingElement: boolean;
  /** Before it stands something other than white space, comments, instructions and placeholders. */
  readonly hasText: boolean;
  /** The end, from `start`, of the text that its boundaries depend on: behind its own end where a tag is missing. */
  readonly lookahead: number;
}

/** What is left behind the last record segment. */
export interface TrailerFragment extends Fragment {
  /** The elements open behind the header whose end tags are missing, innermost first. */
  readonly unclosedElements: readonly UnclosedElement[];
}

/** Scanner steps between two calls of `shouldYield`: some tens of microseconds. */
const STEPS_BETWEEN_YIELDS = 256;

const NO_ERRORS: readonly never[] = [];

/**
 * Scans a document one fragment after the other: header, records, trailer. The tree of a fragment reads the scanner's
 * own table, so it is valid until the next call.
 */
export class DocumentScanner {
  private readonly scanner: Scanner;
  private readonly containerDepth: number;
  /** State of the fragment being scanned. */
  private begun = false;
  private hasText = false;
  private node = -1;
  private isRepeatingElement = false;
  private steps = 0;

  /**
   * @param text the text, or from `at` on a window of it that starts between two segments
   * @param openElements given where `at` lies in the container
   */
  constructor(
    private readonly text: string,
    private readonly shape: DocumentShape | undefined,
    at = 0,
    openElements?: OpenElements,
  ) {
    this.scanner = new Scanner(text, at, openElements, shape?.repeatingElement, shape?.placeholders);
    this.containerDepth = shape?.ancestors.length ?? Number.POSITIVE_INFINITY;
  }

  get offset(): number {
    return this.scanner.pos;
  }

  scanHeader(): HeaderFragment;
  scanHeader(shouldYield: ShouldYield): HeaderFragment | Yielded;
  scanHeader(shouldYield?: ShouldYield): HeaderFragment | Yielded {
    const { scanner } = this;
    const ancestors = this.shape?.ancestors ?? [];
    this.begin();
    let openElements: OpenElements | undefined;
    while (!openElements && !scanner.atEnd) {
      if (this.yields(shouldYield)) return YIELDED;
      scanner.step(0);
      if (scanner.depth !== this.containerDepth) continue;
      const names = scanner.open.map((element) => element.name);
      if (names.every((name, i) => name === ancestors[i])) {
        const isVersion11 = scanner.isVersion11 ? { isVersion11: true } : {};
        openElements = { names, namespaces: scanner.namespaces.current(), ...isVersion11 };
      }
    }
    if (!openElements) {
      scanner.lookahead = this.text.length + 1;
      scanner.closeUnclosed(0, this.text.length);
      if (!scanner.rootSeen && scanner.errors.length === 0) scanner.error('noRoot', 0, Math.min(1, this.text.length));
    }
    return { ...this.fragment(true), openElements, lookahead: this.lookahead() };
  }

  /** The next record, or undefined where the container ends. */
  nextRecord(): RecordFragment | undefined;
  nextRecord(shouldYield: ShouldYield): RecordFragment | Yielded | undefined;
  nextRecord(shouldYield?: ShouldYield): RecordFragment | Yielded | undefined {
    const { scanner } = this;
    const floor = this.containerDepth;
    const { repeatingElement, ancestors } = this.shape!;
    scanner.readsLeaves = true;
    this.begin();
    while (this.node < 0) {
      if (this.yields(shouldYield)) return YIELDED;
      if (scanner.atStartTag) {
        this.node = scanner.table.count;
        this.isRepeatingElement = scanner.startsTag(repeatingElement);
        scanner.step(floor);
        break;
      }
      if (scanner.atEnd || (scanner.atEndTag && this.closesOpenElement())) {
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
      if (this.yields(shouldYield)) return YIELDED;
      const { broken } = scanner.open[floor]!;
      if ((this.isRepeatingElement || broken) && scanner.startsTag(repeatingElement)) {
        // A record in a record: the end tag of the first is missing. A start tag without `>` is being typed, and must not
        // swallow all records behind it at every keystroke.
        scanner.lookahead = Math.max(scanner.lookahead, scanner.pos + repeatingElement.length + 2);
        if (broken || !isNestedRepeatingElement(scanner, repeatingElement, ancestors[floor - 1]!)) break;
      }
      if (!scanner.step(floor)) break;
    }
    if (scanner.depth > floor) {
      if (scanner.atEnd) scanner.lookahead = this.text.length + 1;
      scanner.closeUnclosed(floor, scanner.pos);
    }
    const { start, end, tree, errors, wellFormed, hasPlaceholders } = this.fragment(false);
    const { node, isRepeatingElement, hasText } = this;
    // Spelt out: a spread costs V8 more than scanning the record does.
    return {
      start,
      end,
      tree,
      errors,
      wellFormed,
      hasPlaceholders,
      node,
      isRepeatingElement,
      hasText,
      lookahead: this.lookahead(),
    };
  }

  scanTrailer(): TrailerFragment;
  scanTrailer(shouldYield: ShouldYield): TrailerFragment | Yielded;
  scanTrailer(shouldYield?: ShouldYield): TrailerFragment | Yielded {
    const { scanner } = this;
    this.begin();
    while (!scanner.atEnd) {
      if (this.yields(shouldYield)) return YIELDED;
      scanner.step(0);
    }
    scanner.closeUnclosed(0, this.text.length);
    return { ...this.fragment(true), unclosedElements: scanner.unclosedElements };
  }

  /** Starts a fragment, unless one was begun and yielded. */
  private begin(): void {
    if (this.begun) return;
    this.begun = true;
    this.hasText = false;
    this.node = -1;
    this.isRepeatingElement = false;
    this.scanner.begin();
  }

  private yields(shouldYield: ShouldYield | undefined): boolean {
    return shouldYield !== undefined && ++this.steps % STEPS_BETWEEN_YIELDS === 0 && shouldYield();
  }

  private closesOpenElement(): boolean {
    return this.scanner.wouldClose(this.scanner.tagName());
  }

  private lookahead(): number {
    return Math.max(this.scanner.lookahead, this.scanner.pos) - this.scanner.base;
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
      wellFormed: errors.length === 0 || errors.every(leavesStructure),
      hasPlaceholders: scanner.table.placeholderCount > 0,
    };
  }
}

/** White space, a comment or a processing instruction. */
function isIgnorable(text: string, start: number, end: number): boolean {
  if (text.startsWith('<!--', start) || text.startsWith('<?', start)) return true;
  return skipXmlSpace(text, start) >= end;
}
