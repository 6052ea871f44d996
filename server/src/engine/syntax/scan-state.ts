import { isRestricted, isXmlCharacter } from './characters.ts';
import { NodeTable } from './node-table.ts';
import type { Placeholders } from './placeholders/placeholders.ts';
import { referenceAt } from './references.ts';
import type { SyntaxProblem, SyntaxProblemKind } from './syntax-problem.ts';

/** The control characters that XML 1.1 alone restricts lie in between. */
export const FIRST_RESTRICTED = 0x7f;
export const LAST_RESTRICTED = 0x9f;

/** Among no more elements than this, one by its name is found by looking at each. */
const SHALLOW = 16;

export interface OpenElement {
  readonly name: string;
  /** Its node in the table; -1 for an element that was opened before the fragment being scanned. */
  readonly node: number;
  /** The `>` of its start tag is missing: that error stands for its end tag as well. */
  readonly broken: boolean;
  /** Where its first child element starts, counted in the text; -1 while there is none. */
  firstChild: number;
}

/**
 * Where a scanner is and what it has found, with what all kinds of markup need. Offsets in the table and in the errors
 * count from `base`.
 */
export class ScanState {
  readonly table = new NodeTable();
  errors: SyntaxProblem[] = [];
  base = 0;
  /** The end of the text that decisions have looked at. */
  lookahead = 0;

  constructor(
    readonly text: string,
    public pos: number,
    readonly open: OpenElement[],
    /** Given for a template: what it recognises is neither markup nor text. */
    readonly placeholders: Placeholders | undefined,
    /** The declaration says XML 1.1, which forbids control characters that 1.0 allows. */
    public isVersion11: boolean,
  ) {}

  /** Where the open elements of a name are, the innermost last; kept from when it is first asked of many. */
  private depths: Map<string, number[]> | undefined;

  get depth(): number {
    return this.open.length;
  }

  get atEnd(): boolean {
    return this.pos >= this.text.length;
  }

  protected pushOpen(element: OpenElement): void {
    if (this.depths) addDepth(this.depths, element.name, this.open.length);
    this.open.push(element);
  }

  protected popOpen(): OpenElement {
    const element = this.open.pop()!;
    this.depths?.get(element.name)?.pop();
    return element;
  }

  /** The depth of the innermost open element of a name; -1 for none. */
  protected depthOf(name: string): number {
    const { open } = this;
    if (!this.depths && open.length > SHALLOW) {
      this.depths = new Map();
      for (const [depth, element] of open.entries()) addDepth(this.depths, element.name, depth);
    }
    if (this.depths) return this.depths.get(name)?.at(-1) ?? -1;
    for (let depth = open.length - 1; depth >= 0; depth--) if (open[depth]!.name === name) return depth;
    return -1;
  }

  error(kind: SyntaxProblemKind, start: number, end: number, more?: Partial<SyntaxProblem>): void {
    const error = { kind, start: start - this.base, end: end - this.base, ...more };
    this.errors.push(more?.insertAt === undefined ? error : { ...error, insertAt: more.insertAt - this.base });
  }

  /** The parent of a node that begins here; negative for an element that was opened before the fragment. */
  parentNode(): number {
    const top = this.open[this.open.length - 1];
    return top && top.node >= 0 ? top.node : -1 - this.open.length;
  }

  /** The end of the placeholder that starts at an offset; -1 where none does. */
  placeholderEnd(at: number): number {
    const found = this.placeholders?.at(this.text, at);
    if (!found) return -1;
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

  /** Checks the reference at `at`; gives the offset behind it. */
  checkReference(at: number): number {
    const reference = referenceAt(this.text, at);
    if (reference.kind === 'bareAmpersand') this.error('bareAmpersand', at, at + 1);
    else if (reference.kind !== 'good') this.error(reference.kind, at, reference.end, { name: reference.name });
    return reference.end;
  }

  /** Checks the character at `at`; gives the offset behind it. */
  checkCharacter(at: number): number {
    const code = this.text.codePointAt(at)!;
    const end = at + (code > 0xffff ? 2 : 1);
    if (!isXmlCharacter(code) || (this.isVersion11 && isRestricted(code))) {
      const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
      this.error('forbiddenCharacter', at, end, { name });
    }
    return end;
  }

  /** Checks a stretch of characters that are no markup. */
  checkCharacters(start: number, end: number): void {
    for (let i = start; i < end; ) {
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
