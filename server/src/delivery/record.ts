import { HEADER_CONCEPTS, type HeaderConcept, RECORD_CONCEPTS, type RecordConcept } from '../packs/pack.ts';
import type { NodeId } from '../syntax/node-table.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { TextRange } from '../text/text-range.ts';
import { type Day, type Month, parseDay, parseMonth } from './day.ts';

/** A value is there and sound, there and not valid by the XSD, or not there. */
export type FieldState = 'valid' | 'invalid' | 'absent';

/** Where concepts sit below an element, by names as they stand in the text. */
export interface PlaceTree<C> {
  readonly name: string;
  readonly concept: C | undefined;
  readonly attributes: readonly { readonly name: string; readonly concept: C }[];
  readonly children: readonly PlaceTree<C>[];
}

/** The typed values of an element and what stands below it, each with its place in the text. */
export class Fields<C extends string> {
  /** For each concept its node (-1 for none), and where its value starts and ends. */
  private readonly places: number[];
  private readonly values: (string | undefined)[];

  constructor(
    private readonly index: ReadonlyMap<C, number>,
    /** What the offsets count from: the item of a record, the head for the header. */
    readonly owner: object,
    /** The name in the start tag of the record itself. */
    readonly nameRange: TextRange,
    readonly range: TextRange,
  ) {
    // A typed array of this size costs V8 more than twice as much.
    this.places = new Array(index.size * 3).fill(-1);
    this.values = new Array(index.size).fill(undefined);
  }

  /** Takes in a node; the first one of a concept counts. */
  bind(concept: C, tree: SyntaxTree, node: NodeId): void {
    const at = this.index.get(concept)!;
    if (this.places[at * 3] !== -1) return;
    const { start, end } = tree.valueRange(node);
    this.places[at * 3] = node;
    this.places[at * 3 + 1] = start;
    this.places[at * 3 + 2] = end;
    this.values[at] = detached(tree.value(node));
  }

  /** The same with other values: undefined takes the element away. Places stay those of the original. */
  with(changes: ReadonlyMap<C, string | undefined>): Fields<C> {
    const copy = new Fields(this.index, this.owner, this.nameRange, this.range);
    for (let i = 0; i < this.places.length; i++) copy.places[i] = this.places[i]!;
    for (let i = 0; i < this.values.length; i++) copy.values[i] = this.values[i];
    for (const [concept, value] of changes) {
      const at = this.index.get(concept)!;
      copy.values[at] = value;
      if (value === undefined) copy.places[at * 3] = -1;
      else if (copy.places[at * 3] === -1) copy.places[at * 3] = 0;
    }
    return copy;
  }

  /** Marks the value at a node as one that the XSD refuses. */
  invalidate(node: NodeId): void {
    for (let at = 0; at < this.values.length; at++) {
      if (this.places[at * 3] === node) this.values[at] = undefined;
    }
  }

  state(concept: C): FieldState {
    const at = this.index.get(concept)!;
    if (this.places[at * 3] === -1) return 'absent';
    return this.values[at] === undefined ? 'invalid' : 'valid';
  }

  /** The value as text, or undefined where it is absent or invalid. */
  value(concept: C): string | undefined {
    return this.values[this.index.get(concept)!];
  }

  /** The value as a day, or undefined where it is absent, invalid or no day. */
  day(concept: C): Day | undefined {
    const value = this.value(concept);
    return value === undefined ? undefined : parseDay(value);
  }

  month(concept: C): Month | undefined {
    const value = this.value(concept);
    return value === undefined ? undefined : parseMonth(value);
  }

  /** Where the value stands; the record's name where there is none. */
  rangeOf(concept: C): TextRange {
    const at = this.index.get(concept)!;
    if (this.places[at * 3] === -1) return this.nameRange;
    return { start: this.places[at * 3 + 1]!, end: this.places[at * 3 + 2]! };
  }

  /** The node of the concept's element or attribute in its tree; -1 where there is none. */
  nodeOf(concept: C): NodeId {
    return this.places[this.index.get(concept)! * 3]!;
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
