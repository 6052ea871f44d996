import { codePointName } from '../text/code-points.ts';
import type { TextEdit, TextRange } from '../text/text-range.ts';
import { lineStartBefore, xmlSpaceBefore } from '../text/xml-whitespace.ts';
import { isRestricted, isXmlCharacter, nameEnd } from './characters.ts';
import type { Namespaces } from './namespaces.ts';
import { NodeKind, NodeTable } from './node-table.ts';
import type { Placeholders } from './placeholders/placeholders.ts';
import { type ElementGrammar, localPart } from './recovery/grammar.ts';
import { meantByEntity, referenceAt } from './references.ts';
import { leavesStructure, type SyntaxProblem, type SyntaxProblemKind } from './syntax-problem.ts';

/** The control characters that XML 1.1 alone restricts lie in between. */
export const FIRST_RESTRICTED = 0x7f;
export const LAST_RESTRICTED = 0x9f;

/**
 * More of what is wrong in one fragment is not told: a fragment that is nothing but mistakes would take any amount of
 * memory, and shows no more by each.
 */
const MOST_ERRORS = 2_000;

/** Among no more elements than this, one by its name is found by looking at each. */
const SHALLOW = 16;

/** With more characters looked at in vain, nothing in a value or a section is a placeholder any more: nobody writes that. */
const MOST_IN_VAIN = 1_048_576;

export interface OpenElement {
  readonly name: string;
  /** Its node in the table; -1 for an element that was opened before the fragment being scanned. */
  readonly node: number;
  /** The `>` of its start tag is missing: that error stands for its end tag as well. */
  readonly broken: boolean;
  /** Where its first child element starts, counted in the text; -1 while there is none. */
  firstChild: number;
  /** Its start tag is not in the text: the range in the text that is told of where its end tag is not there either. */
  readonly implied?: TextRange;
  /** What stands before it has no end tag either, and the two have the same name. */
  readonly isBehindLost?: boolean;
}

/**
 * Where a scanner is and what it has found, with what all kinds of markup need. Offsets in the table and in the errors
 * count from `base`.
 */
export class ScanState {
  readonly table: NodeTable;
  errors: SyntaxProblem[] = [];
  /** Some error is there that doesn't leave the elements intact. */
  private isBroken = false;
  base = 0;
  rootSeen = false;
  /** Given where what is not well-formed is read by what it was meant to be. */
  grammar: ElementGrammar | undefined;
  /** Where something is wrong, the fragment will be read once more, with {@link grammar}. */
  isReadAgain = false;
  /** The tag that is being read ends with `/ >`. */
  isSlashSpaced = false;
  /** The end of the text that decisions have looked at. */
  lookahead = 0;
  /** The text is that of the document from its start, and no stretch of it with elements open around it. */
  beginsText = true;
  /** In the piece that is being read, so many characters were looked at behind what begins like a placeholder and is none. */
  lookedInVain = 0;

  constructor(
    readonly text: string,
    public pos: number,
    readonly open: OpenElement[],
    readonly namespaces: Namespaces,
    /** Given for a template: what it recognises is neither markup nor text. */
    readonly placeholders: Placeholders | undefined,
    /** The declaration says XML 1.1, which forbids control characters that 1.0 allows. */
    public isVersion11: boolean,
  ) {
    this.table = NodeTable.forText(text.length - pos);
  }

  /** Where the open elements of a name are, the innermost last; kept from when it is first asked of many. */
  private depths: Map<string, number[]> | undefined;

  /** Where marks such as `-->` stand next, by {@link nextOf}. */
  private readonly ends = new Map<string, { readonly from: number; readonly found: number }>();

  /** Where a comment from an offset on ends; -1 where nothing ends it. */
  commentEnd(from: number): number {
    return this.nextOf('-->', from);
  }

  /** The same of a CDATA section. */
  sectionEnd(from: number): number {
    return this.nextOf(']]>', from);
  }

  /** The same of an instruction. */
  instructionEnd(from: number): number {
    return this.nextOf('?>', from);
  }

  /** Where a mark stands next; -1 where it doesn't. It is looked for once, however many sections are not closed. */
  nextOf(mark: string, from: number): number {
    const known = this.ends.get(mark);
    if (known && from >= known.from && (known.found < 0 || known.found >= from)) return known.found;
    const found = this.text.indexOf(mark, from);
    this.ends.set(mark, { from, found });
    return found;
  }

  get depth(): number {
    return this.open.length;
  }

  get atEnd(): boolean {
    return this.pos >= this.text.length;
  }

  pushOpen(element: OpenElement): void {
    if (this.depths) addDepth(this.depths, element.name, this.open.length);
    this.open.push(element);
  }

  popOpen(): OpenElement {
    const element = this.open.pop()!;
    this.depths?.get(element.name)?.pop();
    return element;
  }

  /** The depth of the innermost open element of a name; -1 for none. */
  depthOf(name: string): number {
    const { open } = this;
    if (!this.depths && open.length > SHALLOW) {
      this.depths = new Map();
      for (const [depth, element] of open.entries()) addDepth(this.depths, element.name, depth);
    }
    if (this.depths) return this.depths.get(name)?.at(-1) ?? -1;
    for (let depth = open.length - 1; depth >= 0; depth--) if (open[depth]!.name === name) return depth;
    return -1;
  }

  /** Begins anew with what is wrong: for another fragment. */
  protected forgetErrors(): void {
    if (this.errors.length > 0) this.errors = [];
    this.isBroken = false;
  }

  /** Notes an error; all offsets count in the text. */
  error(kind: SyntaxProblemKind, start: number, end: number, more: Partial<SyntaxProblem> = {}): void {
    const breaks = !leavesStructure(kind);
    // What the fragment as a whole is judged by is told in any case.
    const counts = kind === 'truncated' || (breaks && !this.isBroken);
    this.isBroken ||= breaks;
    if (this.errors.length >= MOST_ERRORS && !counts) return;
    const { insertAt, mend, otherwise } = more;
    const own = (edits: readonly TextEdit[]) =>
      edits.map((edit) => ({ ...edit, start: edit.start - this.base, end: edit.end - this.base }));
    this.errors.push({
      kind,
      ...more,
      start: start - this.base,
      end: end - this.base,
      ...(insertAt === undefined ? {} : { insertAt: insertAt - this.base }),
      ...(mend && { mend: own(mend) }),
      ...(otherwise && { otherwise: own(otherwise) }),
    });
  }

  /** Opens an element whose start tag has nothing but a name. */
  openElement(name: string, start: number, nameStart: number, nameStop: number, end: number): void {
    const parent = this.open[this.open.length - 1];
    const node = this.table.add(NodeKind.Element, start - this.base, start - this.base, this.parentNode());
    this.table.setName(node, nameStart - this.base, nameStop - this.base);
    this.table.setContent(node, end - this.base, -1);
    if (parent && parent.firstChild < 0) parent.firstChild = start;
    this.rootSeen = true;
    this.pushOpen({ name, node, broken: false, firstChild: -1 });
    this.pos = end;
  }

  /** Opens an element that has no start tag before what begins here. */
  openImplied(name: string, isBehindLost = false): void {
    const { pos, base, text } = this;
    const nameStart = pos + 1;
    const nameStop = nameEnd(text, nameStart);
    const parent = this.open[this.open.length - 1];
    const node = this.table.add(NodeKind.Element, pos - base, pos - base, this.parentNode());
    this.table.setName(node, nameStart - base, nameStop - base);
    this.table.imply(node, name);
    this.table.setContent(node, pos - base, -1);
    if (parent && parent.firstChild < 0) parent.firstChild = pos;
    this.pushOpen({
      name,
      node,
      broken: false,
      firstChild: -1,
      implied: { start: nameStart, end: nameStop },
      isBehindLost,
    });
  }

  /** Closes the innermost element by the end tag in `start`..`end`. */
  close(start: number, end: number): OpenElement {
    const element = this.popOpen();
    if (element.node >= 0) this.table.close(element.node, start - this.base, end - this.base);
    this.namespaces.leave(this.open.length);
    if (element.implied) {
      // That of the container belongs in another fragment.
      const { name, node, implied, isBehindLost } = element;
      const mend = node < 0 ? {} : { mend: [this.startTagFor(element, lineStartBefore(this.text, start, this.base))] };
      if (isBehindLost) this.error('missingBoundary', implied.start, implied.end, { name, ...mend });
      else this.error('missingStartTag', start, end, { name, ...mend });
    }
    return element;
  }

  /**
   * What puts the start tag of an implied element before the first one in it.
   * @param line before the tag, for a line of its own; empty for none
   */
  private startTagFor({ name, node, isBehindLost }: OpenElement, line: string): TextEdit {
    const at = this.table.start(node) + this.base;
    const space = xmlSpaceBefore(this.text, at, this.base);
    const hasLine = line !== '' && space < at;
    const endTag = isBehindLost ? `${hasLine ? line : ''}</${name}>` : '';
    const start = hasLine ? space : at;
    return { start, end: start, newText: `${endTag}${hasLine ? line : ''}<${name}>` };
  }

  /** Tells of the start tag that is missing of the element at a depth, whose end tag is told of otherwise. */
  tellImplied(depth: number): void {
    const element = this.open[depth];
    if (!element?.implied || element.node < 0) return;
    const { name, node, implied, isBehindLost } = element;
    const line = lineStartBefore(this.text, this.table.start(node) + this.base, this.base);
    const mend = [this.startTagFor(element, line)];
    this.error(isBehindLost ? 'missingBoundary' : 'missingStartTag', implied.start, implied.end, { name, mend });
  }

  /** The white space that was read last belongs to what comes next. */
  giveSpaceBack(): void {
    const { table, base, text } = this;
    const from = xmlSpaceBefore(text, this.pos, base);
    const run = table.count - 1;
    if (run < 0 || table.kind(run) !== NodeKind.Text || table.end(run) !== this.pos - base) return;
    table.close(run, -1, Math.max(from - base, table.start(run)));
    this.pos = table.end(run) + base;
  }

  /** Ends the innermost element here, with no word on it. */
  drop(): void {
    const { node } = this.popOpen();
    if (node >= 0) this.table.close(node, this.pos - this.base, this.pos - this.base);
    this.namespaces.leave(this.open.length);
  }

  /** The innermost open element holds a value and no elements. */
  get isInValue(): boolean {
    const top = this.open[this.open.length - 1];
    return top !== undefined && this.grammar?.isValue(localPart(top.name)) === true;
  }

  /** The parent of a node that begins here; negative for an element that was opened before the fragment. */
  parentNode(): number {
    const top = this.open[this.open.length - 1];
    return top && top.node >= 0 ? top.node : -1 - this.open.length;
  }

  /** The end of the placeholder that starts at an offset; -1 where none does, or too many in this piece had no end. */
  placeholderEnd(at: number): number {
    const found = this.lookedInVain > MOST_IN_VAIN ? undefined : this.placeholders?.at(this.text, at);
    if (!found) return -1;
    if (found.end < 0) this.lookedInVain += found.lookahead - at;
    this.lookahead = Math.max(this.lookahead, found.lookahead);
    return found.end;
  }

  /** Reads the placeholder that starts here, if one does. */
  takePlaceholder(parent: number): boolean {
    const end = this.placeholderEnd(this.pos);
    if (end < 0) return false;
    this.addPlaceholder(this.pos, end, parent);
    this.pos = end;
    return true;
  }

  addPlaceholder(start: number, end: number, parent: number): void {
    this.table.addPlaceholder(start - this.base, end - this.base, parent);
  }

  /** Adds the placeholders in the content of a node that has just been added, as its children. */
  addPlaceholdersIn(node: number, start: number, end: number): void {
    if (!this.placeholders) return;
    this.lookedInVain = 0;
    for (let at = start; at < end; ) {
      const stop = this.placeholderEnd(at);
      if (stop < 0 || stop > end) at++;
      else {
        this.addPlaceholder(at, stop, node);
        at = stop;
      }
    }
    this.table.close(node, this.table.contentEnd(node), this.table.end(node));
  }

  /** Checks the reference at `at`; gives the offset behind it, or behind its `&` where nothing more is told. */
  checkReference(at: number): number {
    if (this.tellsNothing) return at + 1;
    const reference = referenceAt(this.text, at);
    const { kind, end } = reference;
    if (kind === 'bareAmpersand') this.error('bareAmpersand', at, at + 1);
    else if (kind === 'unterminatedReference') {
      this.error(kind, at, end, { name: reference.name, mend: [{ start: end, end, newText: ';' }] });
    } else if (kind === 'undeclaredEntity') {
      const meant = meantByEntity(reference.name);
      const mend = meant === undefined ? {} : { mend: [{ start: at, end, newText: meant }] };
      this.error(kind, at, end, { name: reference.name, ...mend });
    } else if (kind !== 'good') this.error(kind, at, end, { name: reference.name });
    return reference.end;
  }

  /** Checks the character at `at`; gives the offset behind it. */
  checkCharacter(at: number): number {
    if (this.tellsNothing) return at + 1;
    const code = this.text.codePointAt(at)!;
    const end = at + (code > 0xffff ? 2 : 1);
    if (!isXmlCharacter(code) || (this.isVersion11 && isRestricted(code))) {
      const name = codePointName(code);
      this.error('forbiddenCharacter', at, end, { name, mend: [{ start: at, end, newText: '' }] });
    }
    return end;
  }

  /** What this reading makes of the fragment is of no use any more: the next one looks at all of it. */
  get isInVain(): boolean {
    return this.isReadAgain && this.grammar === undefined && this.errors.length > 0;
  }

  /** More of what is wrong with characters and references changes nothing. */
  get tellsNothing(): boolean {
    return this.isInVain || this.isFull;
  }

  /** As much is wrong as is told. */
  get isFull(): boolean {
    return this.isBroken && this.errors.length >= MOST_ERRORS;
  }

  /** Checks a stretch of characters that are no markup. */
  checkCharacters(start: number, end: number): void {
    for (let i = start; i < end && !this.tellsNothing; ) {
      const c = this.text.charCodeAt(i);
      i = c < 0x20 || c >= FIRST_RESTRICTED ? this.checkCharacter(i) : i + 1;
    }
  }
}

function addDepth(depths: Map<string, number[]>, name: string, depth: number): void {
  const alike = depths.get(name);
  if (alike) alike.push(depth);
  else depths.set(name, [depth]);
}
