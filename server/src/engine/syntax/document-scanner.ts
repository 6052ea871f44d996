// Over 400 lines: header, records and trailer share one scanner, and are read once more where they are not well-formed.
import { type ShouldYield, YIELDED, type Yielded } from '../text/time-sliced.ts';
import { skipXmlSpace } from '../text/xml-whitespace.ts';
import { nameEnd } from './characters.ts';
import { type ExpandedName, NamespaceScope } from './namespaces.ts';
import { type NodeId, NodeKind } from './node-table.ts';
import type { Placeholders } from './placeholders/placeholders.ts';
import { RecordShapes, type ShapedRecord } from './record-shapes.ts';
import { type ElementGrammar, localPart } from './recovery/grammar.ts';
import { isNestedRepeatingElement } from './recovery/nested-repeating-element.ts';
import { scanTruncated } from './recovery/recover.ts';
import { type OpenElements, Scanner, type UnclosedElement } from './scanner.ts';
import { leavesStructure, type SyntaxProblem } from './syntax-problem.ts';
import { SyntaxTree } from './tree.ts';

/** Where the repeating elements of a document are. */
export interface DocumentShape {
  /** From the root to the container. */
  readonly ancestors: readonly ExpandedName[];
  /** The elements that repeat in the container. */
  readonly repeatingElements: readonly ExpandedName[];
  /** Given for a template. */
  readonly placeholders?: Placeholders;
  /** Given where what is not well-formed can be read by what it was meant to be. */
  readonly grammar?: ElementGrammar;
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
  /** The name in its start tag, with its prefix. */
  readonly name: string;
  readonly isRepeatingElement: boolean;
  /** Before it stands something other than white space, comments, instructions and placeholders. */
  readonly hasText: boolean;
  /** Another record begins where it ends, without end tag and start tag between. */
  readonly isCutShort: boolean;
  /** The same of the one before it. */
  readonly isBehindCut: boolean;
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
/** The same in characters: steps may be long. */
const CHARACTERS_BETWEEN_YIELDS = 8_192;

/** A record in a record is looked for by so many names at most: prefixes may be any number. */
const MOST_NAMES = 16;

/** What comes behind the first element of a record is looked for in so many characters. */
const LOOKAHEAD = 2_048;

const NO_ERRORS: readonly never[] = [];

/** The shapes of records, by what they are scanned by and by the elements open around them. */
const SHAPES = new WeakMap<DocumentShape, WeakMap<OpenElements, RecordShapes>>();

/** None where a value may be more than it seems. */
function shapesIn(shape: DocumentShape | undefined, openElements: OpenElements): RecordShapes | undefined {
  if (!shape || shape.placeholders || openElements.isVersion11 || openElements.isContainerImplied) return undefined;
  const known = SHAPES.get(shape) ?? new WeakMap<OpenElements, RecordShapes>();
  SHAPES.set(shape, known);
  const shapes = known.get(openElements) ?? new RecordShapes();
  known.set(openElements, shapes);
  return shapes;
}

/** How repeating elements may be named in the text, under the declarations in force around them. */
export function repeatingNamesIn({ repeatingElements }: DocumentShape, scope: NamespaceScope): string[] {
  return scope.namesOf(repeatingElements, MOST_NAMES);
}

/**
 * Scans a document one fragment after the other: header, records, trailer. The tree of a fragment reads the scanner's
 * own table, so it is valid until the next call.
 */
export class DocumentScanner {
  private scanner: Scanner;
  private readonly containerDepth: number;
  /** The namespaces in force in the container. */
  private scope: NamespaceScope | undefined;
  /** By their number, whether the open elements are those around the container, or it. */
  private readonly fits: boolean[] = [true];
  /** How repeating elements may be named there. */
  private names: readonly string[] = [];
  /** State of the fragment being scanned. */
  private begun = false;
  private hasText = false;
  private node = -1;
  private name = '';
  private isRepeatingElement = false;
  /** What a record begins with has been seen, and something else behind it. */
  private firstSeen = false;
  private isBehindFirst = false;
  /** The record ends where another begins, without end tag and start tag between. */
  private isCutShort = false;
  /** Where it ends, and what stands in it, goes by its tags and not by what its values are. */
  private goesByTags = true;
  private knownFirst: string | undefined;
  private steps = 0;
  /** Where the scanner was when `shouldYield` was last called. */
  private askedAt = 0;
  private shapes: RecordShapes | undefined;

  /**
   * @param text the text, or from `at` on a window of it that starts between two segments
   * @param openElements given where `at` lies in the container
   * @param isBehindCut the record before `at` is cut short, see {@link RecordFragment}
   */
  constructor(
    private readonly text: string,
    private readonly shape: DocumentShape | undefined,
    at = 0,
    private openElements?: OpenElements,
    private isBehindCut = false,
  ) {
    this.scanner = new Scanner(text, at, openElements, shape?.placeholders);
    this.scanner.isReadAgain = shape?.grammar !== undefined && !shape.placeholders;
    if (openElements) this.enterContainer(openElements);
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
      if (this.readsOn()) continue;
      const before = scanner.depth;
      const implied = this.impliedContainer();
      if (implied === undefined) scanner.step(0);
      else scanner.openImplied(implied);
      const { depth } = scanner;
      if (depth <= before || depth > ancestors.length) continue;
      this.fits[depth] = this.fits[depth - 1] === true && this.hasOpened(ancestors[depth - 1]!);
      if (depth < ancestors.length || !this.fits[depth]) continue;
      const names = scanner.open.map((element) => element.name);
      const isVersion11 = scanner.isVersion11 ? { isVersion11: true } : {};
      const isImplied = implied === undefined ? {} : { isContainerImplied: true };
      openElements = { names, namespaces: scanner.namespaces.current(), ...isVersion11, ...isImplied };
    }
    if (!openElements) {
      scanner.lookahead = this.text.length + 1;
      scanTruncated(scanner, 0);
      scanner.closeUnclosed(0, this.text.length);
      if (!scanner.rootSeen) this.tellNoRoot();
    }
    if (this.startAgain()) return shouldYield ? this.scanHeader(shouldYield) : this.scanHeader();
    const fragment = this.fragment(true);
    this.openElements = openElements;
    if (openElements) this.enterContainer(openElements);
    const wellFormed = fragment.wellFormed && openElements?.isContainerImplied !== true;
    return { ...fragment, wellFormed, openElements, lookahead: this.lookahead() };
  }

  /** There is no element: one thing to say, on the declaration or on the first line of the text. */
  private tellNoRoot(): void {
    const { scanner, text } = this;
    const [first] = scanner.errors;
    if (!first) {
      const isDeclared = scanner.table.count > 0 && scanner.table.kind(0) === NodeKind.Declaration;
      scanner.error('noRoot', 0, isDeclared ? scanner.table.end(0) : Math.min(1, text.length));
    } else if (first.kind === 'textOutsideRoot') {
      const line = text.slice(first.start, first.end).search(/[\r\n]/);
      scanner.errors = [];
      scanner.error('notXml', first.start, line < 0 ? first.end : first.start + line);
    }
  }

  /** The next record, or undefined where the container ends. */
  nextRecord(): RecordFragment | undefined;
  nextRecord(shouldYield: ShouldYield): RecordFragment | Yielded | undefined;
  nextRecord(shouldYield?: ShouldYield): RecordFragment | Yielded | undefined {
    const { scanner } = this;
    const floor = this.containerDepth;
    const shaped = this.begun || this.isBehindCut ? undefined : this.shapes?.at(this.text, scanner.pos);
    if (shaped) return this.fragmentOf(shaped);
    scanner.readsLeaves = true;
    if (!this.begun) scanner.grammar = undefined;
    this.begin();
    while (this.node < 0) {
      if (this.yields(shouldYield)) return YIELDED;
      const { isMidway } = scanner;
      if (!isMidway && scanner.atStartTag) {
        this.node = scanner.table.count;
        this.name = scanner.tagName();
        if (this.beginsRecord()) {
          scanner.grammar = this.shape!.grammar;
          this.name = this.names[0]!;
          scanner.openImplied(this.name, this.isBehindCut);
          this.firstSeen = true;
        }
        scanner.step(floor);
        if (scanner.grammar) this.name = this.tree().name(this.node);
        this.isRepeatingElement = this.isRepeating(this.node);
        break;
      }
      if (!isMidway && (scanner.atEnd || (scanner.atEndTag && this.closesOpenElement()))) {
        // A comment that nothing ends may have swallowed what there is.
        if (scanner.atEnd && scanner.errors.length > 0 && this.canReadAgain) return this.readAgain(shouldYield);
        return this.leaveToTrailer();
      }
      const before = scanner.pos;
      const placeholders = scanner.table.placeholderCount;
      // Not a plain end tag, and yet that of the container.
      if (!scanner.step(floor)) return this.leaveToTrailer();
      this.hasText ||= scanner.table.placeholderCount === placeholders && !isIgnorable(this.text, before, scanner.pos);
    }
    while (scanner.depth > floor && !scanner.atEnd) {
      if (this.yields(shouldYield)) return YIELDED;
      if (this.readsOn()) continue;
      const { broken } = scanner.open[floor]!;
      const found = this.isRepeatingElement || broken ? this.startOfRepeating() : undefined;
      if (found !== undefined) {
        // A record in a record: the end tag of the first is missing. A start tag without `>` is being typed, and must not
        // swallow all records behind it at every keystroke.
        scanner.lookahead = Math.max(scanner.lookahead, scanner.pos + found.length + 2);
        this.goesByTags = false;
        if (broken || !isNestedRepeatingElement(scanner, this.ownNames, scanner.open[floor - 1]!.name)) break;
      }
      if (scanner.depth === floor + 1 && this.isAtLostBoundary()) {
        this.isCutShort = true;
        break;
      }
      if (!scanner.step(floor)) break;
    }
    const isBroken = scanner.errors.length > 0 || (scanner.atEnd && scanner.depth > floor);
    if (isBroken && this.canReadAgain) return this.readAgain(shouldYield);
    // The record behind it tells of both tags.
    if (this.isCutShort) {
      scanner.lookahead = Math.max(scanner.lookahead, scanner.pos + this.firstName.length + 2);
      scanner.giveSpaceBack();
      scanner.tellImplied(floor);
      while (scanner.depth > floor) scanner.drop();
    }
    if (scanner.depth > floor) {
      if (scanner.atEnd) {
        scanner.lookahead = this.text.length + 1;
        scanTruncated(scanner, floor);
      }
      scanner.closeUnclosed(floor, scanner.pos);
    }
    this.learnShape();
    const { start, end, tree, errors, wellFormed, hasPlaceholders } = this.fragment(false);
    const { node, name, isRepeatingElement, hasText, isCutShort, isBehindCut } = this;
    this.isBehindCut = isCutShort;
    // Spelt out: a spread costs V8 more than scanning the record does.
    return {
      start,
      end,
      tree,
      errors,
      wellFormed,
      hasPlaceholders,
      node,
      name,
      isRepeatingElement,
      hasText,
      isCutShort,
      isBehindCut,
      lookahead: this.lookahead(),
    };
  }

  scanTrailer(): TrailerFragment;
  scanTrailer(shouldYield: ShouldYield): TrailerFragment | Yielded;
  scanTrailer(shouldYield?: ShouldYield): TrailerFragment | Yielded {
    const { scanner } = this;
    if (!this.begun) this.scope = new NamespaceScope(scanner.namespaces.current(), false);
    this.begin();
    while (!scanner.atEnd) {
      if (this.yields(shouldYield)) return YIELDED;
      scanner.step(0);
    }
    scanner.closeUnclosed(0, this.text.length);
    if (this.startAgain()) return shouldYield ? this.scanTrailer(shouldYield) : this.scanTrailer();
    return { ...this.fragment(true), unclosedElements: scanner.unclosedElements };
  }

  /** Starts a fragment, unless one was begun and yielded. */
  private begin(): void {
    if (this.begun) return;
    this.begun = true;
    this.hasText = false;
    this.node = -1;
    this.name = '';
    this.isRepeatingElement = false;
    this.firstSeen = false;
    this.isBehindFirst = false;
    this.isCutShort = false;
    this.goesByTags = true;
    this.scanner.begin();
  }

  /** The record at the present offset, which has a known shape. */
  private fragmentOf(shaped: ShapedRecord): RecordFragment {
    const { scanner, text } = this;
    const { node, name, nodes } = shaped.shape;
    const start = scanner.pos;
    const { end } = shaped;
    scanner.table.take(nodes, shaped.moved);
    scanner.pos = end;
    return {
      start,
      end,
      tree: new SyntaxTree(text, start, scanner.table, this.scope, shaped),
      errors: NO_ERRORS,
      wellFormed: true,
      hasPlaceholders: false,
      node,
      name,
      isRepeatingElement: true,
      hasText: false,
      isCutShort: false,
      isBehindCut: false,
      lookahead: end - start,
    };
  }

  /** Others may be like the record that was just scanned. */
  private learnShape(): void {
    const { scanner, node, name } = this;
    const isClean = scanner.errors.length === 0 && !scanner.grammar && this.lookahead() === scanner.pos - scanner.base;
    if (!isClean || !this.goesByTags || !this.isRepeatingElement || this.hasText || this.isBehindCut) return;
    this.shapes?.learn(this.text, scanner.base, scanner.pos, scanner.table, node, name);
  }

  /** The element that was opened last is called so. */
  private hasOpened({ namespace, name }: ExpandedName): boolean {
    const own = this.scanner.open[this.scanner.depth - 1]!.name;
    const colon = own.indexOf(':');
    if (own.slice(colon + 1) !== name) return false;
    return this.scanner.namespaces.resolve(own.slice(0, Math.max(0, colon))) === namespace;
  }

  private enterContainer(openElements: OpenElements): void {
    this.scope = new NamespaceScope(openElements.namespaces, true);
    this.names = this.shape ? repeatingNamesIn(this.shape, this.scope) : [];
    this.scanner.repeatingNames = this.names;
    this.shapes = shapesIn(this.shape, openElements);
  }

  private isRepeating(node: NodeId): boolean {
    const declares = this.scanner.table.declaresNamespaces;
    const known = this.names.indexOf(this.name);
    if (known >= 0) {
      // The same string for all records.
      this.name = this.names[known]!;
      if (!declares) return true;
    }
    const tree = this.tree();
    return this.shape!.repeatingElements.some((element) => tree.isNamed(node, element));
  }

  /** The names by which a record in the present one is told: the own one may have a prefix of its own. */
  private get ownNames(): readonly string[] {
    return !this.isRepeatingElement || this.names.includes(this.name) ? this.names : [...this.names, this.name];
  }

  /** The name of the repeating element whose start tag begins here. */
  private startOfRepeating(): string | undefined {
    for (const name of this.names) if (this.scanner.startsTag(name)) return name;
    return this.isRepeatingElement && this.scanner.startsTag(this.name) ? this.name : undefined;
  }

  /** The qualified name of the container, where a record begins in the element around it: its start tag is missing. */
  private impliedContainer(): string | undefined {
    const { scanner } = this;
    const { ancestors = [], repeatingElements = [] } = this.shape ?? {};
    const { grammar, depth } = scanner;
    if (!grammar || depth === 0 || depth !== ancestors.length - 1 || !this.fits[depth] || !scanner.atStartTag)
      return undefined;
    const name = scanner.tagName();
    const own = localPart(name);
    const isRecord = repeatingElements.some((element) => element.name === own);
    if (!isRecord || grammar.mayHold(ancestors[depth - 1]!.name, own)) return undefined;
    // With a record in it, it is the container under a mistyped name.
    const end = this.text.indexOf('>', scanner.pos);
    if (end < 0 || this.text.startsWith(`<${name}`, skipXmlSpace(this.text, end + 1))) return undefined;
    scanner.lookahead = Math.max(scanner.lookahead, end + 1_000);
    return name.slice(0, name.length - own.length) + ancestors[depth]!.name;
  }

  /** Header or trailer is not well-formed: it is to be read once more, by what its tags were meant to be. */
  private startAgain(): boolean {
    const { scanner, shape, text } = this;
    if (!scanner.isInVain) return false;
    this.scanner = new Scanner(text, scanner.base, this.openElements, undefined);
    this.scanner.repeatingNames = this.names;
    this.scanner.isReadAgain = true;
    this.scanner.grammar = shape!.grammar;
    this.fits.length = 1;
    this.begun = false;
    this.begin();
    this.scanner.lookahead = scanner.lookahead;
    return true;
  }

  private get canReadAgain(): boolean {
    return this.scanner.isReadAgain && this.scanner.grammar === undefined;
  }

  /** Reads the fragment once more from its start, by what its tags were meant to be. */
  private readAgain(shouldYield: ShouldYield | undefined): RecordFragment | Yielded | undefined {
    const { scanner, containerDepth } = this;
    const { lookahead, base } = scanner;
    while (scanner.depth > containerDepth) scanner.drop();
    scanner.pos = base;
    this.begun = false;
    this.begin();
    scanner.lookahead = lookahead;
    scanner.grammar = this.shape!.grammar;
    return shouldYield ? this.nextRecord(shouldYield) : this.nextRecord();
  }

  /** No record follows: what is here is read again as what stands behind the records. */
  private leaveToTrailer(): undefined {
    this.scanner.pos = this.scanner.base;
    this.begun = false;
  }

  /** The start tag here is that of what a record begins with, in the container itself: that of the record is missing. */
  private beginsRecord(): boolean {
    const { grammar, ancestors } = this.shape!;
    if (this.firstName === '' || !this.scanner.startsTag(this.firstName)) return false;
    const next = this.nameBehindFirst();
    if (next === undefined || !grammar!.mayHold(localPart(this.names[0]!), localPart(next))) return false;
    return !grammar!.mayHold(ancestors[this.containerDepth - 1]!.name, localPart(this.firstName));
  }

  /** The record begins again, though it has not ended: both tags between two records are missing. */
  private isAtLostBoundary(): boolean {
    const { scanner } = this;
    if (!this.isRepeatingElement || this.firstName === '' || !scanner.atStartTag) return false;
    if (!scanner.startsTag(this.firstName)) {
      this.isBehindFirst = this.firstSeen;
      return false;
    }
    if (this.isBehindFirst) {
      this.goesByTags = false;
      return this.isThere(this.nameBehindFirst());
    }
    this.firstSeen = true;
    return false;
  }

  /** The name of the element that follows the one here, which is the first of a record. */
  private nameBehindFirst(): string | undefined {
    const { scanner, text } = this;
    const tagEnd = text.indexOf('>', scanner.pos);
    if (tagEnd >= 0 && text.charAt(tagEnd - 1) === '/') return undefined;
    const limit = scanner.pos + LOOKAHEAD;
    const closing = `</${this.firstName}>`;
    const found = text.slice(scanner.pos, limit + closing.length).indexOf(closing);
    const endTag = scanner.pos + found;
    if (found < 0) {
      scanner.lookahead = Math.max(scanner.lookahead, Math.min(limit, text.length) + 1);
      return undefined;
    }
    const next = skipXmlSpace(text, endTag + this.firstName.length + 3);
    const end = nameEnd(text, next + 1);
    scanner.lookahead = Math.max(scanner.lookahead, Math.min(text.length, end) + 1);
    return text.charAt(next) === '<' && end > next + 1 ? text.slice(next + 1, end) : undefined;
  }

  /** An element of that name stands in the present record. */
  private isThere(name: string | undefined): boolean {
    const tree = this.tree();
    for (let node = this.node + 1; name !== undefined && node < tree.size; node++) {
      if (tree.parent(node) === this.node && tree.kind(node) === NodeKind.Element && tree.nameIs(node, name))
        return true;
    }
    return false;
  }

  /** The qualified name of what every record begins with; empty where that can't be told. */
  private get firstName(): string {
    if (this.knownFirst === undefined) {
      const { grammar, repeatingElements, placeholders } = this.shape!;
      const [record] = this.names;
      const isOne = repeatingElements.length === 1 && record !== undefined && !placeholders;
      const first = isOne ? grammar?.firstIn(localPart(record)) : undefined;
      this.knownFirst = first === undefined ? '' : record!.replace(/[^:]*$/, first);
    }
    return this.knownFirst;
  }

  private yields(shouldYield: ShouldYield | undefined): boolean {
    const { scanner } = this;
    scanner.pausesInText = shouldYield !== undefined;
    if (!shouldYield) return false;
    const { readTo } = scanner;
    const isLong = Math.abs(readTo - this.askedAt) >= CHARACTERS_BETWEEN_YIELDS;
    if (++this.steps % STEPS_BETWEEN_YIELDS !== 0 && !isLong) return false;
    this.askedAt = readTo;
    return shouldYield();
  }

  /** Reads on in a long text: nothing begins in it. */
  private readsOn(): boolean {
    return this.scanner.isMidway && this.scanner.step(0);
  }

  private closesOpenElement(): boolean {
    return this.scanner.wouldClose(this.scanner.tagName());
  }

  private lookahead(): number {
    return Math.max(this.scanner.lookahead, this.scanner.pos) - this.scanner.base;
  }

  /** What is scanned of the present fragment. */
  private tree(copy = false): SyntaxTree {
    const { table, base } = this.scanner;
    return new SyntaxTree(this.text, base, copy ? table.copy() : table, this.scope);
  }

  private fragment(copy: boolean): Fragment {
    const { scanner } = this;
    this.begun = false;
    const { errors } = scanner;
    return {
      start: scanner.base,
      end: scanner.pos,
      tree: this.tree(copy),
      errors: errors.length === 0 ? NO_ERRORS : errors,
      wellFormed: !this.isCutShort && (errors.length === 0 || errors.every((error) => this.leavesElements(error))),
      hasPlaceholders: scanner.table.placeholderCount > 0,
    };
  }

  /** What libxml2 would not read is not given to it where it stands before the root. */
  private leavesElements({ kind, start }: SyntaxProblem): boolean {
    if (kind === 'byteOrderMark' || !leavesStructure(kind)) return leavesStructure(kind);
    const isHeader = this.openElements === undefined;
    const { table } = this.scanner;
    let root = 0;
    while (root < table.count && table.kind(root) !== NodeKind.Element) root++;
    return isHeader && root < table.count && start < table.start(root);
  }
}

/** White space, a comment or a processing instruction. */
function isIgnorable(text: string, start: number, end: number): boolean {
  if (text.startsWith('<!--', start) || text.startsWith('<?', start)) return true;
  return skipXmlSpace(text, start) >= end;
}
