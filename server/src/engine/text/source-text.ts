import { countUpTo } from './ascending.ts';
import { copyOf } from './copy-of.ts';
import type { Position } from './text-range.ts';

/** Blocks are cut at about this many characters, and cut again when they have grown to twice as many. */
const BLOCK = 32_768;
const LF = 10;
const CR = 13;

/** A stretch of a text, kept or read whenever it is looked at. */
export interface TextBlock {
  readonly length: number;
  readonly text: string;
  /** Offsets in the block just behind a line end; made when first asked for. */
  breaks: Int32Array | undefined;
}

class KeptBlock implements TextBlock {
  constructor(
    readonly text: string,
    public breaks: Int32Array | undefined = undefined,
  ) {}

  get length(): number {
    return this.text.length;
  }
}

/**
 * The text of a document in blocks, so that an edit costs what one block costs, and not what the document costs.
 * A line ends at LF, CR LF or CR; no block boundary lies between a CR and its LF.
 */
export class SourceText {
  private blocks: TextBlock[];
  /** Offset of the start of each block, and behind them the length of the text. */
  private offsets: number[] = [];
  /** Line ends before each block, and behind them those of the whole; valid for the first `linesKnown` blocks. */
  private lines: number[] = [0];
  private linesKnown = 0;
  private isEdited = false;
  /** The whole, until the first edit. */
  private opened: string | undefined;

  /** @param text the text, or the blocks that it is in */
  constructor(text: string | readonly TextBlock[]) {
    this.blocks = typeof text === 'string' ? cut(text) : [...text];
    if (typeof text === 'string') this.opened = text;
    this.index(0);
  }

  /** Takes a text in pieces, cut anywhere; together they may be longer than V8's longest string. */
  static async read(pieces: string | Iterable<string> | AsyncIterable<string>): Promise<SourceText> {
    if (typeof pieces === 'string') return new SourceText(pieces);
    const source = new SourceText([new KeptBlock('')]);
    const { blocks } = source;
    for await (const piece of pieces) {
      // The last block may end between a CR and its LF, and is filled up.
      const last = blocks.pop()!;
      for (const block of cut(last.text + piece)) blocks.push(block);
    }
    source.index(0);
    return source;
  }

  get length(): number {
    return this.offsets[this.blocks.length]!;
  }

  get lineCount(): number {
    return this.linesBefore(this.blocks.length) + 1;
  }

  toString(): string {
    return this.slice(0, this.length);
  }

  /** The text in `start`..`end`; offsets outside the text are brought to its ends. */
  slice(start: number, end: number): string {
    const from = Math.max(0, start);
    const to = Math.min(this.length, end);
    if (from >= to) return '';
    // A view of what V8 has already, and not a copy of the blocks.
    if (this.opened !== undefined) return this.opened.slice(from, to);
    let block = this.blockAt(from);
    const first = this.blocks[block]!;
    const offset = this.offsets[block]!;
    if (to <= offset + first.length) return first.text.slice(from - offset, to - offset);
    const parts = [first.text.slice(from - offset)];
    for (block++; this.offsets[block]! < to; block++) {
      parts.push(this.blocks[block]!.text.slice(0, to - this.offsets[block]!));
    }
    return parts.join('');
  }

  /** The text in `start`..`end` in the pieces that it is kept in. */
  *pieces(start: number, end: number): Generator<string> {
    const to = Math.min(this.length, end);
    let at = Math.max(0, start);
    for (let block = this.blockAt(at); at < to; block++) {
      const offset = this.offsets[block]!;
      yield this.blocks[block]!.text.slice(at - offset, to - offset);
      at = this.offsets[block + 1]!;
    }
  }

  /** Replaces `start`..`end` by `newText`. */
  replace(start: number, end: number, newText: string): void {
    if (!this.isEdited) this.detachBlocks();
    const from = Math.max(0, Math.min(start, this.length));
    const to = Math.max(from, Math.min(end, this.length));
    let first = this.blockAt(from);
    let last = this.blockAt(to);
    let text =
      this.blocks[first]!.text.slice(0, from - this.offsets[first]!) +
      newText +
      this.blocks[last]!.text.slice(to - this.offsets[last]!);
    // An edit at a block's rim may bring a CR and an LF together that lie in two blocks.
    if (first > 0 && (text === '' || text.charCodeAt(0) === LF)) text = this.blocks[--first]!.text + text;
    const next = this.blocks[last + 1];
    if (next && (text === '' || (text.charCodeAt(text.length - 1) === CR && next.text.charCodeAt(0) === LF))) {
      text += next.text;
      last++;
    }
    const replacement: TextBlock[] = text.length > 2 * BLOCK ? cut(text) : [new KeptBlock(flat(text))];
    this.blocks.splice(first, last - first + 1, ...replacement);
    this.index(first);
  }

  /** The first edit: from now on no block is a view of the text that was opened, which would stay alive with any one. */
  private detachBlocks(): void {
    this.isEdited = true;
    this.opened = undefined;
    this.blocks = this.blocks.map(({ text, breaks }) => new KeptBlock(copyOf(text), breaks));
  }

  /** The position of an offset; one outside the text is brought to its ends. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.length));
    const block = this.blockAt(at);
    const start = this.offsets[block]!;
    const breaks = this.breaksOf(block);
    const count = countUpTo(breaks, at - start);
    const line = this.linesBefore(block) + count;
    if (count > 0) return { line, character: at - start - breaks[count - 1]! };
    return { line, character: at - this.lineStart(line) };
  }

  /** The offset of a position; a column behind the line's end gives the end of the line, before its line end. */
  offsetAt(position: Position): number {
    // A client may send anything; an offset that is no whole number would spoil all that is counted from it.
    const line = Math.floor(position.line) || 0;
    if (line < 0) return 0;
    if (line >= this.lineCount) return this.length;
    const start = this.lineStart(line);
    const next = line + 1 < this.lineCount ? this.lineStart(line + 1) : this.length;
    const wanted = start + Math.max(0, Math.floor(position.character) || 0);
    if (wanted < next) {
      return wanted > start && this.slice(wanted - 1, wanted + 1) === '\r\n' ? wanted - 1 : wanted;
    }
    const tail = this.slice(Math.max(start, next - 2), next);
    if (tail.endsWith('\r\n')) return next - 2;
    return /[\r\n]$/.test(tail) ? next - 1 : next;
  }

  /** How long a line is, its line end included. */
  lineLength(line: number): number {
    const next = line + 1 < this.lineCount ? this.lineStart(line + 1) : this.length;
    return next - this.lineStart(line);
  }

  private lineStart(line: number): number {
    if (line <= 0) return 0;
    this.linesBefore(this.blocks.length);
    // The block that holds the line-th line end.
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.lines[middle + 1]! >= line) high = middle;
      else low = middle + 1;
    }
    return this.offsets[low]! + this.breaksOf(low)[line - this.lines[low]! - 1]!;
  }

  private blockAt(offset: number): number {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.offsets[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private index(from: number): void {
    this.offsets.length = from + 1;
    this.offsets[0] = 0;
    for (let i = from; i < this.blocks.length; i++) this.offsets[i + 1] = this.offsets[i]! + this.blocks[i]!.length;
    this.linesKnown = Math.min(this.linesKnown, from);
    this.lines.length = this.linesKnown + 1;
  }

  private linesBefore(block: number): number {
    for (; this.linesKnown < block; this.linesKnown++) {
      this.lines[this.linesKnown + 1] = this.lines[this.linesKnown]! + this.breaksOf(this.linesKnown).length;
    }
    return this.lines[block]!;
  }

  private breaksOf(index: number): Int32Array {
    const block = this.blocks[index]!;
    block.breaks ??= lineBreaks(block.text);
    return block.breaks;
  }
}

/** One string of its own, and not a rope or a view that keeps a longer text alive. */
function flat(text: string): string {
  text.charCodeAt(0);
  return text;
}

function cut(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + BLOCK);
    if (end < text.length && text.charCodeAt(end) === LF && text.charCodeAt(end - 1) === CR) end++;
    blocks.push(new KeptBlock(text.slice(at, end)));
    at = end;
  }
  return blocks.length > 0 ? blocks : [new KeptBlock('')];
}

function lineBreaks(text: string): Int32Array {
  const found: number[] = [];
  if (!text.includes('\r')) {
    // V8 looks for a single character many times faster than a loop does.
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) found.push(i + 1);
    return Int32Array.from(found);
  }
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === LF) found.push(i + 1);
    else if (c === CR) {
      if (text.charCodeAt(i + 1) === LF) i++;
      found.push(i + 1);
    }
  }
  return Int32Array.from(found);
}
