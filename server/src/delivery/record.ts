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
  private readonly nodes: Int32Array;
  private readonly ranges: Int32Array;
  private readonly values: (string | undefined)[];

  constructor(
    private readonly index: ReadonlyMap<C, number>,
    /** What the offsets count from: the item of a record, the head for the header. */
    readonly owner: object,
    /** The name in the start tag of the record itself. */
    readonly nameRange: TextRange,
    readonly range: TextRange,
  ) {
    this.nodes = new Int32Array(index.size).fill(-1);
    this.ranges = new Int32Array(index.size * 2);
    this.values = new Array(index.size).fill(undefined);
  }

  /** Takes in a node; the first one of a concept counts. */
  bind(concept: C, tree: SyntaxTree, node: NodeId): void {
    const at = this.index.get(concept)!;
    if (this.nodes[at] !== -1) return;
    this.nodes[at] = node;
    const { start, end } = tree.valueRange(node);
    this.ranges[at * 2] = start;
    this.ranges[at * 2 + 1] = end;
    this.values[at] = tree.value(node);
  }

  /** The same with other values: undefined takes the element away. Places stay those of the original. */
  with(changes: ReadonlyMap<C, string | undefined>): Fields<C> {
    const copy = new Fields(this.index, this.owner, this.nameRange, this.range);
    copy.nodes.set(this.nodes);
    copy.ranges.set(this.ranges);
    this.values.forEach((value, at) => {
      copy.values[at] = value;
    });
    for (const [concept, value] of changes) {
      const at = this.index.get(concept)!;
      copy.values[at] = value;
      if (value === undefined) copy.nodes[at] = -1;
      else if (copy.nodes[at] === -1) copy.nodes[at] = 0;
    }
    return copy;
  }

  /** Marks the value at a node as one that the XSD refuses. */
  invalidate(node: NodeId): void {
    const at = this.nodes.indexOf(node);
    if (at >= 0) this.values[at] = undefined;
  }

  state(concept: C): FieldState {
    const at = this.index.get(concept)!;
    if (this.nodes[at] === -1) return 'absent';
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
    if (this.nodes[at] === -1) return this.nameRange;
    return { start: this.ranges[at * 2]!, end: this.ranges[at * 2 + 1]! };
  }

  /** The node of the concept's element or attribute in its tree; -1 where there is none. */
  nodeOf(concept: C): NodeId {
    return this.nodes[this.index.get(concept)!]!;
  }
}

/** One voorziening as it is delivered. */
export type Voorziening = Fields<RecordConcept>;
/** The header of a delivery. */
export type Leveringgegevens = Fields<HeaderConcept>;

export const RECORD_INDEX: ReadonlyMap<RecordConcept, number> = new Map(RECORD_CONCEPTS.map((c, i) => [c, i]));
export const HEADER_INDEX: ReadonlyMap<HeaderConcept, number> = new Map(HEADER_CONCEPTS.map((c, i) => [c, i]));
