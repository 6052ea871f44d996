// Over 400 lines: one step after the other through the text; what is meant by mistaken tags is in `recovery`.
import { lineStartBefore, skipXmlSpace, trimXmlEnd, xmlSpaceBefore } from '../text/xml-whitespace.ts';
import { scanAttributes } from './attributes.ts';
import { byteOrderMarksEnd, isNamePart, isNameStart, nameEnd } from './characters.ts';
import { isQualified, type NamespaceBinding, Namespaces } from './namespaces.ts';
import { NodeKind } from './node-table.ts';
import type { Placeholders } from './placeholders/placeholders.ts';
import { localPart } from './recovery/grammar.ts';
import { isMergeMiddle, isMergeStart, passMergeMiddle } from './recovery/merge-conflict.ts';
import { isExtraLessThan, isLessThanInText, mistypedTagAt, nameBeforeValue } from './recovery/mistyped-tags.ts';
import {
  closeInValue,
  gluedName,
  isClosedTooEarly,
  isMeantByEndTag,
  isSelfClosedByMistake,
  recoverStart,
  recoverTag,
  recoverValue,
} from './recovery/recover.ts';
import { resembles } from './resemblance.ts';
import { FIRST_RESTRICTED, LAST_RESTRICTED, type OpenElement, ScanState } from './scan-state.ts';
import { scanDeclarationLike, scanInstruction } from './sections.ts';
import type { SyntaxProblem } from './syntax-problem.ts';

const LT = 0x3c;
const GT = 0x3e;
const AMP = 0x26;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const BRACKET = 0x5d;
const COLON = 0x3a;
const EQUALS = 0x3d;

/** So many characters of a text are read in a step, where steps may be paused between. */
const STRETCH = 8_192;
/** The same of what is looked at behind what may be a placeholder. */
const VAIN_STRETCH = 32_768;

/** A run of text of which some is read. */
interface TextRun {
  readonly start: number;
  /** Where a placeholder or markup ends it; -1 until that is known. */
  end: number;
  /** Where reading, or looking for its end, goes on. */
  at: number;
}

/** The elements open where a text starts, outermost first. */
export interface OpenElements {
  readonly names: readonly string[];
  readonly namespaces: readonly NamespaceBinding[];
  /** The declaration says XML 1.1. */
  readonly isVersion11?: boolean;
  /** The start tag of the innermost is missing. */
  readonly isContainerImplied?: boolean;
}

/** An element without its end tag: its depth (root: 0), and where the tag belongs, counted from `base`. */
export interface UnclosedElement {
  readonly depth: number;
  readonly insertAt: number;
}

/**
 * Reads tags, text and the rest of XML into a node table, one piece of markup a step, and goes on behind every error.
 * It never throws and always gets on.
 */
export class Scanner extends ScanState {
  /** Elements opened before the fragment whose end tags are missing, innermost first. */
  unclosedElements: UnclosedElement[] = [];
  /** Elements without children may be read in one step: no caller looks at what is open within them. */
  readsLeaves = false;
  /** A long text is read in several steps: the caller looks at {@link isMidway}. */
  pausesInText = false;
  private run: TextRun | undefined;
  /** How elements may be named whose surplus end tags close nothing. */
  repeatingNames: readonly string[] = [];

  constructor(
    text: string,
    pos: number,
    openElements: OpenElements = { names: [], namespaces: [] },
    placeholders?: Placeholders,
  ) {
    const last = openElements.isContainerImplied ? openElements.names.length - 1 : -1;
    const open = openElements.names.map((name, depth) => ({
      name,
      node: -1,
      broken: false,
      firstChild: -1,
      ...(depth === last && { implied: { start: 0, end: 0 } }),
    }));
    const namespaces = new Namespaces(openElements.namespaces, openElements.names.length);
    super(text, pos, open, namespaces, placeholders, openElements.isVersion11 ?? false);
    this.rootSeen = openElements.names.length > 0;
    this.beginsText = !this.rootSeen;
  }

  /** Starts a new fragment at the present offset. */
  begin(): void {
    this.table.clear();
    this.forgetErrors();
    if (this.unclosedElements.length > 0) this.unclosedElements = [];
    this.base = this.pos;
    this.lookahead = this.pos;
    for (let i = 0; i < this.open.length; i++) {
      const element = this.open[i]!;
      if (element.node >= 0) this.open[i] = { ...element, node: -1, broken: false, firstChild: -1 };
      else element.firstChild = -1;
    }
  }

  /** In a long text: nothing else begins here, and the next step reads on in it. */
  get isMidway(): boolean {
    return this.run !== undefined;
  }

  /** How far the text is read. */
  get readTo(): number {
    return this.run?.at ?? this.pos;
  }

  /** A start tag begins here. */
  get atStartTag(): boolean {
    return (
      this.text.charCodeAt(this.pos) === LT &&
      isNameStart(this.text.charCodeAt(this.pos + 1)) &&
      this.placeholderEnd(this.pos) < 0
    );
  }

  /** A start tag of this name begins here. */
  startsTag(name: string): boolean {
    const at = this.pos + 1;
    return (
      this.text.charCodeAt(this.pos) === LT &&
      standsAt(this.text, name, at) &&
      !isNamePart(this.text.charCodeAt(at + name.length)) &&
      this.placeholderEnd(this.pos) < 0
    );
  }

  get atEndTag(): boolean {
    return (
      this.text.charCodeAt(this.pos) === LT &&
      this.text.charCodeAt(this.pos + 1) === SLASH &&
      this.placeholderEnd(this.pos) < 0
    );
  }

  /** The name in the tag that begins here. */
  tagName(): string {
    const start = this.pos + (this.atEndTag ? 2 : 1);
    return this.text.slice(start, nameEnd(this.text, start));
  }

  /**
   * Reads one piece: a tag, a run of text, a comment and so on.
   * @param floor end tags may close elements down to this depth; one that closes an element below it ends those above
   *   it, is left where it is, and gives false.
   */
  step(floor: number): boolean {
    if (this.run) {
      this.scanText();
      return true;
    }
    this.lookedInVain = 0;
    if (this.placeholders && this.takePlaceholder(this.parentNode())) return true;
    if (this.text.charCodeAt(this.pos) !== LT) {
      if (this.grammar && isMergeMiddle(this, this.pos)) passMergeMiddle(this);
      else this.scanText();
      return true;
    }
    if (this.grammar) {
      const recovered = recoverTag(this, this.grammar, floor);
      if (recovered !== undefined) return recovered;
    }
    const next = this.text.charCodeAt(this.pos + 1);
    if (next === SLASH) return this.scanEndTag(floor);
    if (next === BANG) scanDeclarationLike(this);
    else if (next === QUESTION) scanInstruction(this);
    else if (isNameStart(next)) this.scanStartTag();
    else this.scanText();
    return true;
  }

  /** Closes open elements down to `depth`, whose end tags are missing and belong before `at`. */
  closeUnclosed(depth: number, at: number): void {
    if (this.open.length <= depth) return;
    const space = xmlSpaceBefore(this.text, at, this.base);
    while (this.open.length > depth) {
      const element = this.popOpen();
      if (element.node < 0) {
        const insertAt = space - this.base;
        this.unclosedElements.push({ depth: this.open.length, insertAt });
        continue;
      }
      if (closeInValue(this, element, at)) continue;
      this.table.close(element.node, at - this.base, at - this.base);
      this.namespaces.leave(this.open.length);
      if (element.broken) continue;
      if (element.implied) {
        const insertAt = this.table.start(element.node) + this.base;
        const { start, end } = element.implied;
        const tag = element.name;
        const line = this.text.slice(xmlSpaceBefore(this.text, insertAt, this.base), insertAt);
        const endTag = element.isBehindLost ? `</${tag}>${line}` : '';
        const last = Math.max(space, insertAt);
        const mend = [
          { start: insertAt, end: insertAt, newText: `${endTag}<${tag}>${line}` },
          { start: last, end: last, newText: `${line}</${tag}>` },
        ];
        this.error('missingTags', start, end, { name: element.name, mend });
        continue;
      }
      const start = this.table.nameStart(element.node) + this.base;
      this.error('unclosedElement', start, start + element.name.length, {
        name: element.name,
        ...this.endTagPlace(element, at, space),
      });
    }
  }

  /**
   * Where a missing end tag belongs: behind the value where text comes first, else where the elements around it end, on
   * a line of its own where the start tag has one.
   * @param space where the white space before `at` begins
   */
  private endTagPlace(element: OpenElement, at: number, space: number): Pick<SyntaxProblem, 'insertAt' | 'lead'> {
    const from = this.table.contentStart(element.node) + this.base;
    const until = element.firstChild >= 0 ? element.firstChild : at;
    const before = trimXmlEnd(this.text.slice(from, until));
    if (before !== '' && !before.includes('<')) return { insertAt: from + before.length };
    const start = this.table.start(element.node) + this.base;
    const lead = element.firstChild < 0 ? '' : lineStartBefore(this.text, start, this.base);
    return { insertAt: Math.max(space, from), ...(lead !== '' && { lead }) };
  }

  /** Where the run of text that starts here ends: at a placeholder, or at markup; -1 where that is yet to be looked for. */
  private endOfText(start: number): number {
    const { text, run } = this;
    if (run && run.end >= 0) return run.end;
    const from = run ? run.at : start + 1;
    const stop = this.pausesInText ? Math.min(text.length, from + STRETCH) : text.length;
    let i = from;
    for (; i < stop; i++) {
      if (this.placeholderEnd(i) >= 0 || (text.charCodeAt(i) === LT && this.isMarkup(i))) return i;
      if (this.lookedInVain < VAIN_STRETCH) continue;
      this.lookedInVain = 0;
      if (this.pausesInText) {
        i++;
        break;
      }
    }
    if (i === text.length) return i;
    this.run = { start, end: -1, at: i };
    return -1;
  }

  /** The `<` at an offset begins markup, and is no stray character. */
  private isMarkup(at: number): boolean {
    const { text, grammar } = this;
    const next = text.charCodeAt(at + 1);
    if (next === SLASH || next === BANG || next === QUESTION) return true;
    if (!grammar) return isNameStart(next);
    if (!isNameStart(next)) {
      if (next === LT) return isMergeStart(this, at) || isExtraLessThan(text, at);
      return mistypedTagAt(text, at, grammar) !== undefined;
    }
    return !this.isInValue || !isLessThanInText(text, at, grammar);
  }

  scanText(): void {
    const { text, run } = this;
    const start = run ? run.start : this.pos;
    const n = this.placeholders ? this.endOfText(start) : text.length;
    if (n < 0) return;
    // Most text is the white space between two tags.
    let i = run && run.end >= 0 ? run.at : skipXmlSpace(text, start);
    const stop = this.pausesInText ? Math.min(n, i + STRETCH) : n;
    const special = this.isVersion11 ? LAST_RESTRICTED : GT;
    for (; i < stop; i++) {
      const c = text.charCodeAt(i);
      if (c > special && c < 0xd800) continue;
      if (c === LT) {
        // Something is read at each step, whatever the others make of this place.
        if (i > start && this.isMarkup(i)) break;
        this.error('bareLessThan', i, i + 1);
      } else if (c === AMP) {
        if (this.open.length > 0) i = Math.min(n, this.checkReference(i)) - 1;
      } else if (c === GT) {
        if (text.charCodeAt(i - 1) === BRACKET && text.charCodeAt(i - 2) === BRACKET && i - 2 >= start) {
          this.error('cdataEnd', i - 2, i + 1);
        }
      } else if (c < 0x20 || c >= FIRST_RESTRICTED) i = this.checkCharacter(i) - 1;
      else if (c === EQUALS && i > start && this.grammar && isMergeMiddle(this, i)) break;
    }
    if (i >= stop && i < n) {
      this.run = { start, end: n, at: i };
      return;
    }
    this.run = undefined;
    this.pos = i;
    this.table.add(NodeKind.Text, start - this.base, i - this.base, this.parentNode());
    if (this.open.length === 0) this.checkOutside(start, i);
  }

  private checkOutside(start: number, end: number): void {
    const marks = start === 0 ? byteOrderMarksEnd(this.text) : start;
    if (marks > start) this.error('byteOrderMark', start, marks);
    const from = skipXmlSpace(this.text, marks);
    if (from < end) this.error('textOutsideRoot', from, xmlSpaceBefore(this.text, end, from));
  }

  private scanStartTag(): void {
    const { text } = this;
    const start = this.pos;
    const nameStart = start + 1;
    let nameStop = nameEnd(text, nameStart);
    if (this.grammar) {
      const valued = nameBeforeValue(text, nameStart, this.grammar);
      const name = valued ?? text.slice(nameStart, nameStop);
      if (recoverStart(this, this.grammar, name, start, nameStop)) return;
      if (valued !== undefined) {
        nameStop = nameStart + valued.length;
        const content = skipXmlSpace(text, nameStop);
        this.error('unclosedTag', nameStart, nameStop, {
          name: valued,
          mend: [{ start: nameStop, end: content, newText: '>' }],
        });
        this.lookahead = Math.max(this.lookahead, text.indexOf('<', content) + valued.length + 3);
        this.openElement(valued, start, nameStart, nameStop, content);
        return;
      }
    }
    const parent = this.open[this.open.length - 1];
    if (
      this.readsLeaves &&
      !this.placeholders &&
      !this.grammar &&
      !this.isVersion11 &&
      parent &&
      text.charCodeAt(nameStop) === GT &&
      this.scanLeaf(parent, start, nameStop)
    )
      return;
    const glued = this.grammar && gluedName(this, this.grammar, text.slice(nameStart, nameStop), nameStop);
    if (glued !== undefined) nameStop = nameStart + glued.length;
    const node = this.table.add(NodeKind.Element, start - this.base, start - this.base, this.parentNode());
    this.table.setName(node, nameStart - this.base, nameStop - this.base);
    if (parent) {
      if (parent.firstChild < 0) parent.firstChild = start;
    } else if (this.rootSeen) this.error('secondRoot', nameStart, nameStop, { name: text.slice(nameStart, nameStop) });
    this.rootSeen = true;

    this.pos = nameStop;
    const firstAttribute = this.table.count;
    let ending = scanAttributes(this, node);
    const contentStart = this.pos;
    if (glued !== undefined) this.widenGlued(nameStart, nameStop);
    if (ending === 'empty' && isSelfClosedByMistake(this, text.slice(nameStart, nameStop), contentStart)) {
      ending = 'open';
      const slash = { start: contentStart - 2, end: contentStart - 1, newText: '' };
      this.error('selfClosedStartTag', start, contentStart, { name: text.slice(nameStart, nameStop), mend: [slash] });
    }
    this.pos = contentStart;
    this.table.setContent(node, contentStart - this.base, -1);
    const name = text.slice(nameStart, nameStop);
    // A value without its closing quote takes the end of the tag with it.
    if (ending === 'none' && !this.isValueUnterminated(contentStart)) {
      this.error('unclosedTag', nameStart, nameStop, {
        name,
        insertAt: xmlSpaceBefore(text, contentStart, nameStop),
      });
    }
    const depth = this.open.length;
    this.checkNames(name, nameStart, depth, firstAttribute);
    if (ending === 'empty') {
      this.table.close(node, -1, contentStart - this.base);
      this.namespaces.leave(depth);
    } else this.pushOpen({ name, node, broken: ending === 'none', firstChild: -1 });
  }

  /**
   * The fast path: reads an element of nothing but two tags and plain text in one go. That is most of any delivery.
   * @param nameStop where the name ends, with the `>` of the start tag behind it
   * @returns false for any other element, with nothing read
   */
  private scanLeaf(parent: OpenElement, start: number, nameStop: number): boolean {
    const { text, table } = this;
    const nameStart = start + 1;
    const from = nameStop + 1;
    let to = from;
    // Plain: nothing that means something in XML, no control character but white space, nothing outside the plane.
    for (let c = text.charCodeAt(to); c !== LT; c = text.charCodeAt(++to)) {
      if (!(c > GT && c < 0xd800 && c !== BRACKET) && !(c >= 0x20 && c < LT && c !== AMP)) return false;
    }
    const length = nameStop - nameStart;
    const end = to + 2 + length;
    if (text.charCodeAt(to + 1) !== SLASH || text.charCodeAt(end) !== GT) return false;
    for (let i = 0; i < length; i++) {
      const c = text.charCodeAt(nameStart + i);
      if (c === COLON || c !== text.charCodeAt(to + 2 + i)) return false;
    }
    const { base } = this;
    const node = table.add(NodeKind.Element, start - base, end + 1 - base, this.parentNode());
    table.setName(node, nameStart - base, nameStop - base);
    if (to > from) table.add(NodeKind.Text, from - base, to - base, node);
    table.setContent(node, from - base, -1);
    table.close(node, to - base, end + 1 - base);
    if (parent.firstChild < 0) parent.firstChild = start;
    this.pos = end + 1;
    return true;
  }

  /** The name and the attribute that is glued to it are one thing to look at. */
  private widenGlued(nameStart: number, nameStop: number): void {
    const { errors, base } = this;
    const at = errors.findIndex(({ kind, start }) => kind === 'missingSpace' && start === nameStop - base);
    const end = errors[at]?.otherwise?.[0]?.end;
    if (end !== undefined) errors[at] = { ...errors[at]!, start: nameStart - base, end };
  }

  /** The tag ends with a value that is not closed, which tells of both. */
  private isValueUnterminated(at: number): boolean {
    const last = this.errors[this.errors.length - 1];
    return last?.kind === 'unterminatedValue' && last.end === at - this.base;
  }

  /** Namespaces and attribute names of a start tag, once all its attributes are known. */
  private checkNames(name: string, nameStart: number, depth: number, firstAttribute: number): void {
    const { namespaces } = this;
    if (this.table.count > firstAttribute) {
      const attributes = namespaces.enter(this.table, firstAttribute, depth, this.text, this.base);
      for (const { kind, start, end, name: about, whole } of attributes) {
        const mend = whole && [{ start: xmlSpaceBefore(this.text, whole.start), end: whole.end, newText: '' }];
        this.error(kind, start, end, { name: about, ...(mend && { mend }) });
      }
    }
    const colon = name.indexOf(':');
    if (colon < 0) return;
    const prefix = name.slice(0, colon);
    if (!isQualified(name, colon)) {
      this.error('badName', nameStart, nameStart + name.length, { name });
    } else if (namespaces.resolve(prefix) === undefined) {
      this.error('undeclaredPrefix', nameStart, nameStart + colon, { name: prefix });
      // Once for all that carry the prefix of the root.
      if (depth === 0) namespaces.assume(prefix);
    }
  }

  private scanEndTag(floor: number): boolean {
    const { text } = this;
    const start = this.pos;
    const nameStart = start + 2;
    const top = this.open[this.open.length - 1];
    if (top && top.node >= 0 && this.open.length > floor && standsAt(text, top.name, nameStart)) {
      // The fast path: the end tag of the innermost element, with nothing in it but the name.
      const end = nameStart + top.name.length;
      if (text.charCodeAt(end) === GT) {
        if (this.open.length > 1 || !this.grammar) {
          this.close(start, end + 1);
          this.pos = end + 1;
          return true;
        }
      }
    }
    const nameStop = nameEnd(text, nameStart);
    const name = text.slice(nameStart, nameStop);
    let depth = this.open.length - 1;
    if (depth >= 0 && this.open[depth]!.name !== name) {
      if (this.grammar && recoverValue(this, this.grammar, name, start, nameStop)) return true;
      depth = this.matchingDepth(name);
    }
    if (depth >= 0 && depth < floor) {
      this.lookahead = Math.max(this.lookahead, nameStop + 1);
      this.closeUnclosed(floor, start);
      return false;
    }
    this.lookahead = Math.max(this.lookahead, nameStop);
    const close = this.endOfEndTag(nameStop);
    if (depth < 0) {
      this.error('strayEndTag', start, close.end, { name });
      this.pos = close.end;
      return true;
    }
    const closing = this.open[depth]!;
    const isEarly =
      depth === 0 && this.grammar && closing.node >= 0 && isClosedTooEarly(this, this.grammar, closing.name, close.end);
    if (isEarly) {
      const from = xmlSpaceBefore(text, start, this.base);
      this.error('strayEndTag', start, close.end, { name, mend: [{ start: from, end: close.end, newText: '' }] });
      this.pos = close.end;
      return true;
    }
    this.closeUnclosed(depth + 1, start);
    const element = this.close(start, close.end);
    if (element.name !== name && isMeantByEndTag(this, element, name)) {
      const at = this.table.nameStart(element.node) + this.base;
      const stop = at + element.name.length;
      this.table.imply(element.node, name);
      const mend = [{ start: at, end: stop, newText: name }];
      this.error('mismatchedStartTag', at, stop, { name: element.name, expected: name, mend });
    } else if (element.name !== name && !element.broken) {
      const whole = { start, end: nameStop, newText: `</${element.name}>` };
      this.error('mismatchedEndTag', nameStart, Math.max(nameStop, nameStart), {
        name,
        expected: element.name,
        ...(!close.closed && { mend: [whole] }),
      });
    } else if (!close.closed) {
      this.error('unclosedTag', nameStart, nameStop, { name, insertAt: nameStop });
    } else if (close.junk) {
      const junk = { start: nameStop, end: close.end - 1 };
      this.error('badEndTag', junk.start, junk.end, { name, mend: [{ ...junk, newText: '' }] });
    }
    this.pos = close.end;
    return true;
  }

  private endOfEndTag(nameStop: number): { end: number; closed: boolean; junk: boolean } {
    let end = skipXmlSpace(this.text, nameStop);
    const junk = end;
    while (end < this.text.length && this.text.charCodeAt(end) !== GT && this.text.charCodeAt(end) !== LT) end++;
    if (this.text.charCodeAt(end) === GT) return { end: end + 1, closed: true, junk: end > junk };
    this.lookahead = Math.max(this.lookahead, end + 1);
    // What follows an end tag without `>` is text of the element around it.
    return { end: nameStop, closed: false, junk: false };
  }

  /** An end tag of this name, here, closes the innermost open element, though it may be mistyped. */
  wouldClose(name: string): boolean {
    return this.matchingDepth(name) >= 0;
  }

  /** The depth of the element that an end tag with another name than the innermost one's closes; -1 for none. */
  private matchingDepth(name: string): number {
    const found = this.depthOf(name);
    if (found >= 0) return found;
    const top = this.open[this.open.length - 1];
    if (!top) return -1;
    if (top.node < 0) {
      // A surplus end tag of a record is common and resembles the container's: it closes nothing.
      const near =
        !this.repeatingNames.includes(name) && name.length >= top.name.length - 2 && resembles(name, top.name);
      return near ? this.open.length - 1 : -1;
    }
    // What the format knows under another name is no slip of the pen.
    const isOther =
      this.grammar?.isKnown(localPart(name)) === true && this.grammar.isValue(localPart(top.name)) === false;
    if (isOther && this.grammar!.isKnown(localPart(top.name))) return -1;
    return top.firstChild < 0 || resembles(name, top.name) ? this.open.length - 1 : -1;
  }
}

/** `text.startsWith(name, at)`, several times as fast for short names. */
function standsAt(text: string, name: string, at: number): boolean {
  for (let i = 0; i < name.length; i++) if (text.charCodeAt(at + i) !== name.charCodeAt(i)) return false;
  return true;
}
