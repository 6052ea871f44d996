import { copyOf } from '../text/copy-of.ts';
import { type NodeId, NodeKind, type NodesAlike, type NodeTable } from './node-table.ts';

/**
 * A value that is plain: no white space around it, nothing that means something in XML, no control character, nothing
 * outside the plane.
 */
const PLAIN = String.raw`(?! )[ -%'-;?-\\^-\ud7ff]+(?<! )(?=<)`;
const VALUE = new RegExp(PLAIN, 'y');

/** An expression for a text longer than this takes long to compile. */
const LONGEST_LITERAL = 1_000;
/** To compile one pays from so many records on. */
const OFTEN = 64;

/** Longer records, and such with more values, are scanned as any text is. */
const LONGEST = 32_768;
const MOST_VALUES = 200;
/** So much may differ behind one value, and so many shapes are known of one container. */
const MOST_ALTERNATIVES = 12;
const MOST_SHAPES = 256;
/** Of these so many with a comment at most: there may be another one at each record. */
const MOST_COMMENTED = 4;
/** A record with more comments than this is like no other. */
const MOST_COMMENTS = 16;

/**
 * What records have in common that differ in nothing but their values: plain text that is all that stands in an element.
 * The scanner reads them alike, so their nodes are the same but for where they stand.
 */
export interface RecordShape {
  readonly nodes: NodesAlike;
  readonly node: NodeId;
  readonly name: string;
  /** Where the values start and end in the record that it was learned from. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Comments, the same in all of them, stand in or before these. */
  readonly hasComments: boolean;
}

/** What the text of a record goes on with: what stands before the next value, and that value; or what it ends with. */
class Alternative {
  /** Behind the value; none where the record ends. */
  readonly next: Alternative[] = [];
  readonly hasComment: boolean;
  private readonly literal: string;
  private found = 0;
  private pattern: RegExp | undefined;

  constructor(
    literal: string,
    readonly shape: RecordShape | undefined,
  ) {
    this.literal = copyOf(literal);
    this.hasComment = literal.includes('<!--');
  }

  isFor(literal: string): boolean {
    return this.literal === literal;
  }

  /** Where what stands here ends; -1 where it is something else. */
  endIn(text: string, start: number): number {
    const { pattern, literal, shape } = this;
    if (pattern) {
      pattern.lastIndex = start;
      return pattern.test(text) ? pattern.lastIndex : -1;
    }
    if (!text.startsWith(literal, start)) return -1;
    // V8 finds a text by a compiled expression three times as fast as character by character.
    if (++this.found === OFTEN && literal.length <= LONGEST_LITERAL)
      this.pattern = new RegExp(literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') + (shape ? '' : PLAIN), 'y');
    const end = start + literal.length;
    return shape ? end : valueEnd(text, end);
  }
}

/** A record that has a known shape. */
export interface ShapedRecord {
  readonly shape: RecordShape;
  /**
   * How much further back things stand than in the record that the shape was learned from: before the first value,
   * before the second, and so on.
   */
  readonly moved: readonly number[];
  /** The text, and where the record starts and ends in it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The shapes of the records in one container. */
export class RecordShapes {
  private readonly first: Alternative[] = [];
  private count = 0;

  /** @returns undefined where what stands at an offset has no known shape */
  at(text: string, start: number): ShapedRecord | undefined {
    const moved = [0];
    let alternatives = this.first;
    let pos = start;
    for (let i = 0; i < alternatives.length; i++) {
      const alternative = alternatives[i]!;
      const end = alternative.endIn(text, pos);
      if (end < 0) continue;
      const { next, shape } = alternative;
      if (shape) {
        const { ends } = shape;
        for (let k = 1; k < moved.length; k++) moved[k]! -= ends[k - 1]!;
        return { shape, moved, text, start, end };
      }
      moved.push(end - start);
      alternatives = next;
      pos = end;
      i = -1;
    }
    return undefined;
  }

  /**
   * Learns the shape of a record that was scanned and has nothing wrong.
   * @param start where it starts in the text, with what stands before its tag, and where it ends
   */
  learn(text: string, start: number, end: number, table: NodeTable, node: NodeId, name: string): void {
    if (this.count >= MOST_SHAPES || end - start > LONGEST) return;
    const values = valuesIn(text, start, table);
    if (!values || values.length > MOST_VALUES) return;
    let alternatives = this.first;
    let pos = start;
    for (const value of values) {
      const literal = text.slice(pos, start + value.start);
      let known = alternatives.find((one) => one.isFor(literal) && !one.shape);
      if (!known) {
        known = new Alternative(literal, undefined);
        if (!hasRoomFor(known, alternatives)) return;
        alternatives.push(known);
      }
      alternatives = known.next;
      pos = start + value.end;
    }
    const literal = text.slice(pos, end);
    if (alternatives.some((one) => one.isFor(literal))) return;
    const starts = values.map((value) => value.start);
    const ends = values.map((value) => value.end);
    const shape = { nodes: table.alike(ends), node, name, starts, ends, hasComments: hasComments(table) };
    const last = new Alternative(literal, shape);
    if (!hasRoomFor(last, alternatives)) return;
    alternatives.push(last);
    this.count++;
  }
}

function hasRoomFor({ hasComment }: Alternative, alternatives: readonly Alternative[]): boolean {
  if (alternatives.length >= MOST_ALTERNATIVES) return false;
  return !hasComment || alternatives.filter((one) => one.hasComment).length < MOST_COMMENTED;
}

function hasComments(table: NodeTable): boolean {
  for (let node = 0; node < table.count; node++) if (table.kind(node) === NodeKind.Comment) return true;
  return false;
}

/**
 * The values in a scanned record that may be others; undefined where something stands in it that is more than elements,
 * comments and text.
 */
function valuesIn(text: string, base: number, table: NodeTable): { start: number; end: number }[] | undefined {
  const values: { start: number; end: number }[] = [];
  let comments = 0;
  for (let node = 0; node < table.count; node++) {
    const kind = table.kind(node);
    if (kind === NodeKind.Element || kind === NodeKind.Attribute) continue;
    if (kind === NodeKind.Comment && ++comments <= MOST_COMMENTS) continue;
    if (kind !== NodeKind.Text) return undefined;
    const [parent, start, end] = [table.parent(node), table.start(node), table.end(node)];
    if (parent < 0 || table.contentStart(parent) !== start || table.contentEnd(parent) !== end) continue;
    if (valueEnd(text, base + start) === base + end) values.push({ start, end });
  }
  return values;
}

/** Where the value ends that starts here and is plain; -1 for any other. */
function valueEnd(text: string, from: number): number {
  VALUE.lastIndex = from;
  return VALUE.test(text) ? VALUE.lastIndex : -1;
}
