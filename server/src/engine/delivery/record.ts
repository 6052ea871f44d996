import { HEADER_CONCEPTS, type HeaderConcept, RECORD_CONCEPTS, type RecordConcept } from '../packs/pack.ts';
import type { NodeId } from '../syntax/node-table.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { TextRange } from '../text/text-range.ts';
import { type Day, type Month, parseDay, parseMonth } from './day.ts';

/** A value is there and sound, there and not valid by the XSD, still to be filled in (in a template), or not there. */
export type FieldState = 'valid' | 'invalid' | 'open' | 'absent';

/** Where concepts sit below an element, by names as they stand in the text. */
export interface PlaceTree<C> {
  readonly name: string;
  readonly concept: C | undefined;
  readonly attributes: readonly { readonly name: string; readonly concept: C }[];
  readonly children: readonly PlaceTree<C>[];
}

/** The numbers of a record before those of its concepts: where its name and the record itself start and end. */
const OWN = 4;
/**
 * The numbers of a concept: its node (-1 for none), where its value starts and ends, and the day that the value is, once
 * it was asked for.
 */
const STRIDE = 4;
/** In the place of a day: the value is none, or was not looked at yet. No day is that far from 1970. */
const NO_DAY = -2_147_483_648;
const UNREAD = NO_DAY + 1;
/** Numbers in one array of the pool: those of about a hundred records. */
const POOL = 4_096;

/**
 * The places of many records share one array. V8 would copy an array for each record several times over, and an edit
 * leaves no more behind here than the places of one record.
 */
let pool = new Int32Array(POOL);
let pooled = 0;

/**
 * The typed values of an element and what stands below it, each with its place in the text. What XSD validation refuses
 * of them is a mask over the values, see {@link under}.
 */
export class Fields<C extends string> {
  /** A bit for each concept whose value is still to be filled in. */
  private open = 0;
  /** A placeholder stands where more elements or attributes may come. */
  private hasRoom = false;

  private constructor(
    private readonly index: ReadonlyMap<C, number>,
    /** What the offsets count from: the segment of a record, the header segment for the header. */
    readonly owner: object,
    private readonly places: Int32Array,
    /** Where the numbers of this record start in there. */
    private readonly base: number,
    private readonly values: (string | undefined)[],
    /** The mask: a bit for each concept whose value the XSD refuses. */
    private readonly refused: number,
  ) {}

  /** @param nameRange the name in the start tag of the record itself */
  static of<C extends string>(
    index: ReadonlyMap<C, number>,
    owner: object,
    nameRange: TextRange,
    range: TextRange,
  ): Fields<C> {
    const size = OWN + index.size * STRIDE;
    if (pooled + size > pool.length) {
      pool = new Int32Array(POOL);
      pooled = 0;
    }
    const base = pooled;
    pooled += size;
    pool[base] = nameRange.start;
    pool[base + 1] = nameRange.end;
    pool[base + 2] = range.start;
    pool[base + 3] = range.end;
    pool.fill(-1, base + OWN, base + size);
    return new Fields(index, owner, pool, base, new Array(index.size).fill(undefined), 0);
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
   * which of them will be the value is open.
   */
  bind(concept: C, tree: SyntaxTree, node: NodeId): void {
    const at = this.index.get(concept)!;
    const place = this.placeOf(at);
    if (this.places[place] !== -1) {
      if (!this.hasRoom) return;
      this.open |= 1 << at;
      this.values[at] = undefined;
      return;
    }
    const { start, end } = tree.valueRange(node);
    this.places[place] = node;
    this.places[place + 1] = start;
    this.places[place + 2] = end;
    this.places[place + 3] = UNREAD;
    if (tree.isOpen(node)) this.open |= 1 << at;
    else this.values[at] = detached(tree.value(node));
  }

  /** What is not there may yet come, in the place of a placeholder between elements or in a tag: see {@link lacks}. */
  leaveRoom(): void {
    this.hasRoom = true;
  }

  /** The same with other values: undefined takes the element away. Places stay those of the original. */
  with(changes: ReadonlyMap<C, string | undefined>): Fields<C> {
    let { open, refused } = this;
    for (const concept of changes.keys()) {
      const bit = 1 << this.index.get(concept)!;
      open &= ~bit;
      refused &= ~bit;
    }
    const places = this.places.slice(this.base, this.base + OWN + this.index.size * STRIDE);
    const copy = new Fields(this.index, this.owner, places, 0, [...this.values], refused);
    copy.open = open;
    copy.hasRoom = this.hasRoom;
    for (const [concept, value] of changes) {
      const at = this.index.get(concept)!;
      const place = copy.placeOf(at);
      copy.values[at] = value;
      places[place + 3] = UNREAD;
      if (value === undefined) places[place] = -1;
      else if (places[place] === -1) places[place] = 0;
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
    if (refused === this.refused) return this;
    const masked = new Fields(this.index, this.owner, this.places, this.base, this.values, refused);
    masked.open = this.open;
    masked.hasRoom = this.hasRoom;
    return masked;
  }

  state(concept: C): FieldState {
    const at = this.index.get(concept)!;
    if (this.places[this.placeOf(at)] === -1) return 'absent';
    if ((this.open & (1 << at)) !== 0) return 'open';
    return this.valueAt(at) === undefined ? 'invalid' : 'valid';
  }

  /** It is not there, nor may it yet come in the place of a placeholder: what is not there means something. */
  lacks(concept: C): boolean {
    return !this.hasRoom && this.state(concept) === 'absent';
  }

  /** The value as text, or undefined where it is absent, invalid or open. */
  value(concept: C): string | undefined {
    return this.valueAt(this.index.get(concept)!);
  }

  /** The value as a day, or undefined where it is absent, invalid, open or no day. */
  day(concept: C): Day | undefined {
    const at = this.index.get(concept)!;
    const value = this.valueAt(at);
    if (value === undefined) return undefined;
    const place = this.placeOf(at) + 3;
    let day = this.places[place]!;
    if (day === UNREAD) {
      day = parseDay(value) ?? NO_DAY;
      this.places[place] = day;
    }
    return day === NO_DAY ? undefined : day;
  }

  month(concept: C): Month | undefined {
    const value = this.value(concept);
    return value === undefined ? undefined : parseMonth(value);
  }

  /** Where the value stands; the record's name where there is none. */
  rangeOf(concept: C): TextRange {
    const place = this.placeOf(this.index.get(concept)!);
    if (this.places[place] === -1) return this.nameRange;
    return { start: this.places[place + 1]!, end: this.places[place + 2]! };
  }

  /** The node of the concept's element or attribute in its tree; -1 where there is none. */
  nodeOf(concept: C): NodeId {
    return this.places[this.placeOf(this.index.get(concept)!)]!;
  }

  private valueAt(at: number): string | undefined {
    return (this.refused & (1 << at)) === 0 ? this.values[at] : undefined;
  }

  /** Where the numbers of the concept in this place of the index stand. */
  private placeOf(at: number): number {
    return this.base + OWN + at * STRIDE;
  }
}

/** V8 copies a shorter part of a text; a longer one it keeps as a view, and with it the whole text. */
const COPIED = 13;

/** The same characters, without holding on to the text that they were cut from. */
function detached(value: string): string {
  return value.length < COPIED ? value : ` ${value}`.slice(1);
}

/** One voorziening as it is delivered. */
export type Voorziening = Fields<RecordConcept>;
/** The header of a delivery. */
export type Leveringgegevens = Fields<HeaderConcept>;

export const RECORD_INDEX: ReadonlyMap<RecordConcept, number> = new Map(RECORD_CONCEPTS.map((c, i) => [c, i]));
export const HEADER_INDEX: ReadonlyMap<HeaderConcept, number> = new Map(HEADER_CONCEPTS.map((c, i) => [c, i]));
