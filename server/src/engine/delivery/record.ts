import type { ConceptOf, RecordConcept } from '../packs/pack.ts';
import type { ExpandedName } from '../syntax/namespaces.ts';
import { countBefore, type NodeId, NodeKind } from '../syntax/node-table.ts';
import type { ShapedRecord } from '../syntax/record-shapes.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { TextRange } from '../text/text-range.ts';
import { isXmlBlank } from '../text/xml-whitespace.ts';
import type { Day, Month } from './day.ts';
import { DistantOwner, DistantValue } from './distant.ts';
import type { FieldTypes } from './values/field-types.ts';

/**
 * A value is valid, refused by the XSD, unresolved (of a template, to be filled in), or absent. An element that is there
 * and empty, or has a value that means none, is absent as well.
 */
export type FieldState = 'valid' | 'invalid' | 'unresolved' | 'absent';

/** Where concepts sit below an element. */
export interface PlaceTree<C> {
  readonly name: ExpandedName;
  readonly concept: C | undefined;
  readonly attributes: readonly { readonly name: ExpandedName; readonly concept: C }[];
  readonly children: readonly PlaceTree<C>[];
}

/** The numbers of a record before those of its concepts: where its name and the record itself start and end. */
export const OWN = 4;
/**
 * The numbers of a concept: its node (-1 for none), where its value starts and ends, and the day, month or year that the
 * value is, once it was asked for.
 */
export const STRIDE = 4;
/** In the place of a day: the value is none, or was not looked at yet. No day is that far from 1970. */
const NO_NUMBER = -2_147_483_648;
export const UNREAD = NO_NUMBER + 1;
/** Numbers in one array of the pool: those of about a hundred records. */
const POOL = 4_096;

/**
 * The places of many records share one array. V8 would copy an array for each record several times over, and an edit
 * leaves no more behind here than the places of one record.
 */
let pool = new Int32Array(POOL);
let pooled = 0;

/** Where in the pool there is room for so many numbers. */
function room(size: number): number {
  if (pooled + size > pool.length) {
    pool = new Int32Array(POOL);
    pooled = 0;
  }
  const base = pooled;
  pooled += size;
  return base;
}

/** What records of one shape have in common: all but their values and how far back these make things stand. */
export interface CommonFields<C extends string> {
  readonly types: FieldTypes<C>;
  /** Their numbers as {@link FieldParts} has them, and for each how many values come before the place it tells of. */
  readonly numbers: Int32Array;
  readonly behind: Uint8Array;
  /** The concepts, by their places in the index, whose values are each record's own. */
  readonly holds: readonly number[];
  readonly values: readonly (string | undefined | DistantValue)[];
  readonly none: number;
}

/** What a record consists of, to be made again from it, see {@link Fields.from}. */
export interface FieldParts {
  /** The numbers of the record, from `base` on: {@link OWN}, and {@link STRIDE} for each concept. */
  readonly places: Int32Array;
  readonly base: number;
  /** By the place of each concept in the index. */
  readonly values: (string | undefined | DistantValue)[];
  /** Bits for each concept: the XSD refuses its value; it has none. */
  readonly refused: number;
  readonly none: number;
}

/**
 * The typed values of an element and what stands below it, each with its place in the text. What XSD validation refuses
 * of them is a mask over the values, see {@link under}.
 */
export class Fields<C extends string> {
  /** A bit for each concept whose value is still to be filled in. */
  private unresolved = 0;
  /** A bit for each concept that is there and has no value: it is empty, or says so. */
  private none = 0;
  /** A placeholder stands where more elements or attributes may come. */
  private hasRoom = false;

  private constructor(
    private readonly types: FieldTypes<C>,
    private readonly ownOwner: object | DistantOwner,
    private readonly places: Int32Array,
    /** Where the numbers of this record start in there. */
    private readonly base: number,
    private readonly values: (string | undefined | DistantValue)[],
    /** The mask: a bit for each concept whose value the XSD refuses. */
    private readonly refused: number,
  ) {}

  /** @param nameRange the name in the start tag of the record itself */
  static of<C extends string>(types: FieldTypes<C>, owner: object, nameRange: TextRange, range: TextRange): Fields<C> {
    const size = OWN + types.index.size * STRIDE;
    const base = room(size);
    pool[base] = nameRange.start;
    pool[base + 1] = nameRange.end;
    pool[base + 2] = range.start;
    pool[base + 3] = range.end;
    pool.fill(-1, base + OWN, base + size);
    return new Fields(types, owner, pool, base, new Array(types.index.size).fill(undefined), 0);
  }

  /** Makes a record of its parts; no template's. Its places are taken over. */
  static from<C extends string>(types: FieldTypes<C>, owner: DistantOwner, parts: FieldParts): Fields<C> {
    const fields = new Fields(types, owner, parts.places, parts.base, parts.values, parts.refused);
    fields.none = parts.none;
    return fields;
  }

  /**
   * What records have in common that are bound alike; undefined in a template.
   * @param shaped what this one has in common with those whose values stand elsewhere
   */
  commonWith({ shape, moved }: ShapedRecord): CommonFields<C> | undefined {
    const { types, places, base, values } = this;
    let { none } = this;
    if (!this.parts || this.refused !== 0) return undefined;
    const size = OWN + types.index.size * STRIDE;
    const ends = shape.ends.map((end, k) => end + moved[k + 1]!);
    const behind = new Uint8Array(size);
    const numbers = places.slice(base, base + size);
    const holds: number[] = [];
    for (let i = 0; i < OWN; i++) behind[i] = countBefore(ends, numbers[i]!);
    for (let at = 0; at < types.index.size; at++) {
      const place = OWN + at * STRIDE;
      if (numbers[place] === -1) continue;
      const [start, end] = [numbers[place + 1]!, numbers[place + 2]!];
      behind[place + 1] = countBefore(ends, start);
      behind[place + 2] = countBefore(ends, end);
      // The value is one of those that may be others.
      if (values[at] === undefined || !ends.includes(end)) continue;
      holds.push(at);
      none &= ~(1 << at);
    }
    for (let i = 0; i < size; i++) numbers[i]! -= moved[behind[i]!]!;
    return { types, numbers, behind, holds, values: [...values], none };
  }

  /** A record that is bound like others of its shape. */
  static alike<C extends string>(
    { types, numbers, behind, holds, values, none }: CommonFields<C>,
    owner: object,
    { text, start, moved }: ShapedRecord,
  ): Fields<C> {
    const size = numbers.length;
    const at = room(size);
    const places = pool;
    for (let i = 0; i < size; i++) places[at + i] = numbers[i]! + moved[behind[i]!]!;
    const fields = new Fields(types, owner, places, at, values.slice(), 0);
    fields.none = none;
    for (let i = 0; i < holds.length; i++) {
      const own = holds[i]!;
      const place = at + OWN + own * STRIDE;
      fields.take(own, text.slice(start + places[place + 1]!, start + places[place + 2]!));
    }
    return fields;
  }

  /** Room for the numbers of a record that is to be made of its parts. */
  static room(types: FieldTypes<string>): Pick<FieldParts, 'places' | 'base'> {
    const size = OWN + types.index.size * STRIDE;
    const base = room(size);
    pool.fill(-1, base + OWN, base + size);
    return { places: pool, base };
  }

  /** undefined in a template. */
  get parts(): FieldParts | undefined {
    const { places, base, values, refused, none } = this;
    return this.hasRoom || this.unresolved !== 0 ? undefined : { places, base, values, refused, none };
  }

  /** What the offsets count from: the segment of a record, the header segment for the header. */
  get owner(): object {
    const { ownOwner } = this;
    return ownOwner instanceof DistantOwner ? ownOwner.find() : ownOwner;
  }

  /** The same, or what knows where that starts, so that nothing is read only to tell where a record stands. */
  get origin(): object {
    return this.ownOwner;
  }

  /** The place among all records of one whose segment is found when it is asked for. */
  get distantIndex(): number | undefined {
    return this.ownOwner instanceof DistantOwner ? this.ownOwner.index : undefined;
  }

  /** The same with these refused, whatever they were. */
  masked(refused: number): Fields<C> {
    if (refused === this.refused) return this;
    const masked = new Fields(this.types, this.ownOwner, this.places, this.base, this.values, refused);
    masked.unresolved = this.unresolved;
    masked.none = this.none;
    masked.hasRoom = this.hasRoom;
    return masked;
  }

  /** The name in the start tag of the record itself. */
  get nameRange(): TextRange {
    return { start: this.places[this.base]!, end: this.places[this.base + 1]! };
  }

  get range(): TextRange {
    return { start: this.places[this.base + 2]!, end: this.places[this.base + 3]! };
  }

  /**
   * Takes in a node; the first one of a concept counts. Behind a placeholder another one may be that of another branch:
   * which of them will be the value is unresolved.
   */
  bind(concept: C, tree: SyntaxTree, node: NodeId): void {
    const at = this.types.index.get(concept)!;
    const place = this.placeOf(at);
    if (this.places[place] !== -1) {
      if (!this.hasRoom) return;
      this.unresolved |= 1 << at;
      this.values[at] = undefined;
      return;
    }
    const { start, end } = tree.valueRange(node);
    this.places[place] = node;
    this.places[place + 1] = start;
    this.places[place + 2] = end;
    this.places[place + 3] = UNREAD;
    if (tree.isUnresolved(node)) this.unresolved |= 1 << at;
    else if (this.types.types[at]!.type !== 'block') this.take(at, tree.value(node));
    else if (!holdsAnything(tree, node)) this.none |= 1 << at;
  }

  /** What is not there may yet come, in the place of a placeholder between elements or in a tag: see {@link lacks}. */
  leaveRoom(): void {
    this.hasRoom = true;
  }

  /** The same with other values: undefined takes the element away. Places stay those of the original. */
  with(changes: ReadonlyMap<C, string | undefined>): Fields<C> {
    let { unresolved, none, refused } = this;
    for (const concept of changes.keys()) {
      const bit = 1 << this.types.index.get(concept)!;
      unresolved &= ~bit;
      none &= ~bit;
      refused &= ~bit;
    }
    const places = this.places.slice(this.base, this.base + OWN + this.types.index.size * STRIDE);
    const copy = new Fields(this.types, this.ownOwner, places, 0, [...this.values], refused);
    copy.unresolved = unresolved;
    copy.none = none;
    copy.hasRoom = this.hasRoom;
    for (const [concept, value] of changes) {
      const at = this.types.index.get(concept)!;
      const place = copy.placeOf(at);
      copy.values[at] = undefined;
      places[place + 3] = UNREAD;
      if (value === undefined) places[place] = -1;
      else {
        if (places[place] === -1) places[place] = 0;
        copy.take(at, value);
      }
    }
    return copy;
  }

  /**
   * The same record under the mask of what the XSD refuses, in place of the mask that it had: the values at these nodes
   * are invalid. Shares everything else with this one, and is this one where the mask is the same.
   */
  under(nodes: readonly NodeId[]): Fields<C> {
    let refused = 0;
    for (let at = 0; nodes.length > 0 && at < this.values.length; at++) {
      if (nodes.includes(this.places[this.placeOf(at)]!)) refused |= 1 << at;
    }
    return this.masked(refused);
  }

  state(concept: C): FieldState {
    const at = this.types.index.get(concept)!;
    if (!this.has(concept)) return 'absent';
    const bit = 1 << at;
    if ((this.unresolved & bit) !== 0) return 'unresolved';
    if ((this.refused & bit) !== 0) return 'invalid';
    return (this.none & bit) === 0 ? 'valid' : 'absent';
  }

  /** Its element or attribute is there, whatever stands in it. */
  has(concept: C): boolean {
    return this.nodeOf(concept) !== -1;
  }

  /** It is not there, nor may it yet come in the place of a placeholder: what is not there means something. */
  lacks(concept: C): boolean {
    return !this.hasRoom && this.state(concept) === 'absent';
  }

  /**
   * The value as text, without white space around it, and a code as its list has it; undefined where it is absent,
   * invalid or unresolved.
   */
  value(concept: C): string | undefined {
    return this.valueAt(this.types.index.get(concept)!);
  }

  /** The value as a day; undefined where it is absent, invalid, unresolved or no day in the pack's notation. */
  day(concept: C & ConceptOf<'day'>): Day | undefined {
    return this.number(concept);
  }

  /** The same as a month in one value. */
  month(concept: C & ConceptOf<'month'>): Month | undefined {
    return this.number(concept);
  }

  /** The same as a year, or as a month of a year from 1. */
  part(concept: C & ConceptOf<'year' | 'monthNumber'>): number | undefined {
    return this.number(concept);
  }

  /** Where the value stands; the record's name where there is none. */
  rangeOf(concept: C): TextRange {
    if (!this.has(concept)) return this.nameRange;
    const place = this.placeOf(this.types.index.get(concept)!);
    return { start: this.places[place + 1]!, end: this.places[place + 2]! };
  }

  /** The node of the concept's element or attribute in its tree; -1 where there is none. */
  nodeOf(concept: C): NodeId {
    return this.places[this.placeOf(this.types.index.get(concept)!)]!;
  }

  private valueAt(at: number): string | undefined {
    if (((this.refused | this.none) & (1 << at)) !== 0) return undefined;
    const value = this.values[at];
    return value instanceof DistantValue ? value.read() : value;
  }

  private number(concept: C): number | undefined {
    const at = this.types.index.get(concept)!;
    const value = this.valueAt(at);
    if (value === undefined) return undefined;
    const place = this.placeOf(at) + 3;
    let number = this.places[place]!;
    if (number === UNREAD) {
      number = this.types.types[at]!.parse(value) ?? NO_NUMBER;
      this.places[place] = number;
    }
    return number === NO_NUMBER ? undefined : number;
  }

  /** Takes a value in. A block has none of its own, and is there all the same where something stands in it. */
  private take(at: number, text: string): void {
    const type = this.types.types[at]!;
    const value = type.clean(text);
    this.values[at] = value;
    if (value === '' && type.type !== 'block') this.none |= 1 << at;
  }

  /** Where the numbers of the concept in this place of the index stand. */
  private placeOf(at: number): number {
    return this.base + OWN + at * STRIDE;
  }
}

/** A block in which nothing but white space and comments stands is an empty element. */
function holdsAnything(tree: SyntaxTree, block: NodeId): boolean {
  for (let child = tree.firstChild(block); child >= 0; child = tree.nextSibling(child)) {
    const kind = tree.kind(child);
    if (kind === NodeKind.Element || kind === NodeKind.Attribute || kind === NodeKind.Placeholder) return true;
  }
  return !isXmlBlank(tree.value(block));
}

/** One voorziening as it is delivered. */
export type Voorziening = Fields<RecordConcept>;
