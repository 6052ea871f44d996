export const NodeKind = {
  Element: 1,
  Attribute: 2,
  Text: 3,
  CData: 4,
  Comment: 5,
  Instruction: 6,
  Doctype: 7,
  Declaration: 8,
  /** Where a value or a control line of a template stands: in text, in a tag, or in a value (then a child of that). */
  Placeholder: 9,
} as const;
export type NodeKind = (typeof NodeKind)[keyof typeof NodeKind];

/** The number of a node in its tree; -1 for none. */
export type NodeId = number;

const STRIDE = 9;
const START = 1;
const END = 2;
const NAME_START = 3;
const NAME_END = 4;
const CONTENT_START = 5;
const CONTENT_END = 6;
const PARENT = 7;
const LAST = 8;

/** Nodes that are the same in several records but for where they stand. */
export interface NodesAlike {
  readonly count: number;
  readonly declaresNamespaces: boolean;
  /** As they are in a table. */
  readonly data: Int32Array;
  /** For each number in there, how many values end before the place that it tells of; 0 where it tells of none. */
  readonly behind: Uint8Array;
}

/** Nodes in document order, nine numbers each in one array instead of an object each. */
export class NodeTable {
  count = 0;
  placeholderCount = 0;
  /** A namespace declaration is among the attributes. */
  declaresNamespaces = false;
  /** The names of elements whose start tags are not in the text, or are mistyped. */
  private implied: Map<NodeId, string> | undefined;

  /** What was taken and is not there yet: most such nodes are never looked at. */
  private taken: { readonly nodes: NodesAlike; readonly moved: readonly number[] } | undefined;

  private constructor(private numbers: Int32Array) {}

  /** An empty one for a text of so many characters: of many short texts, each may have one. */
  static forText(length: number): NodeTable {
    return new NodeTable(new Int32Array(STRIDE * Math.min(64, 2 + (length >> 4))));
  }

  private get data(): Int32Array {
    if (this.taken) this.place(this.taken.nodes, this.taken.moved);
    return this.numbers;
  }

  clear(): void {
    this.taken = undefined;
    this.count = 0;
    this.placeholderCount = 0;
    this.declaresNamespaces = false;
    this.implied = undefined;
  }

  /** The same nodes in a table of their own. */
  copy(): NodeTable {
    const table = new NodeTable(this.data.slice(0, this.count * STRIDE));
    table.count = this.count;
    table.placeholderCount = this.placeholderCount;
    table.declaresNamespaces = this.declaresNamespaces;
    if (this.implied) table.implied = new Map(this.implied);
    return table;
  }

  /**
   * These nodes, for others that differ in values alone.
   * @param ends where the values end, at most 255
   */
  alike(ends: readonly number[]): NodesAlike {
    const data = this.data.slice(0, this.count * STRIDE);
    const behind = Uint8Array.from(data, (number, i) => (isPlace(i % STRIDE) ? countBefore(ends, number) : 0));
    return { count: this.count, declaresNamespaces: this.declaresNamespaces, data, behind };
  }

  /**
   * Takes nodes in place of those that are here.
   * @param moved how much further back things stand, by the number of values before them
   */
  take(nodes: NodesAlike, moved: readonly number[]): void {
    this.clear();
    this.count = nodes.count;
    this.declaresNamespaces = nodes.declaresNamespaces;
    this.taken = { nodes, moved };
  }

  private place({ data, behind }: NodesAlike, moved: readonly number[]): void {
    this.taken = undefined;
    if (data.length > this.numbers.length) this.numbers = new Int32Array(data.length);
    const { numbers } = this;
    for (let i = 0; i < data.length; i++) numbers[i] = data[i]! + moved[behind[i]!]!;
  }

  /** Gives an element a name that is not the one at its place in the text. */
  imply(node: NodeId, name: string): void {
    this.implied ??= new Map();
    this.implied.set(node, name);
  }

  /** The name of an element, where it is not the one at its place in the text. */
  impliedName(node: NodeId): string | undefined {
    return this.implied?.get(node);
  }

  /** Takes the nodes from one on out again. */
  truncate(count: number): void {
    this.count = count;
  }

  /** Adds a node without name and content. */
  add(kind: NodeKind, start: number, end: number, parent: number): NodeId {
    const at = this.count * STRIDE;
    if (at + STRIDE > this.numbers.length) {
      const larger = new Int32Array(this.numbers.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    const data = this.numbers;
    data[at] = kind;
    data[at + START] = start;
    data[at + END] = end;
    data[at + NAME_START] = start;
    data[at + NAME_END] = start;
    data[at + CONTENT_START] = end;
    data[at + CONTENT_END] = -1;
    data[at + PARENT] = parent;
    data[at + LAST] = this.count;
    return this.count++;
  }

  addPlaceholder(start: number, end: number, parent: number): void {
    this.add(NodeKind.Placeholder, start, end, parent);
    this.placeholderCount++;
  }

  setName(node: NodeId, start: number, end: number): void {
    this.data[node * STRIDE + NAME_START] = start;
    this.data[node * STRIDE + NAME_END] = end;
  }

  setContent(node: NodeId, start: number, end: number): void {
    this.data[node * STRIDE + CONTENT_START] = start;
    this.data[node * STRIDE + CONTENT_END] = end;
  }

  /** Ends an element or attribute: its content at `contentEnd` (-1 for an empty-element tag), itself at `end`. */
  close(node: NodeId, contentEnd: number, end: number): void {
    this.data[node * STRIDE + CONTENT_END] = contentEnd;
    this.data[node * STRIDE + END] = end;
    this.data[node * STRIDE + LAST] = this.count - 1;
  }

  kind(node: NodeId): NodeKind {
    return this.data[node * STRIDE] as NodeKind;
  }

  start(node: NodeId): number {
    return this.data[node * STRIDE + START]!;
  }

  end(node: NodeId): number {
    return this.data[node * STRIDE + END]!;
  }

  nameStart(node: NodeId): number {
    return this.data[node * STRIDE + NAME_START]!;
  }

  nameEnd(node: NodeId): number {
    return this.data[node * STRIDE + NAME_END]!;
  }

  contentStart(node: NodeId): number {
    return this.data[node * STRIDE + CONTENT_START]!;
  }

  /** -1 where there is none. */
  contentEnd(node: NodeId): number {
    return this.data[node * STRIDE + CONTENT_END]!;
  }

  parent(node: NodeId): NodeId {
    return this.data[node * STRIDE + PARENT]!;
  }

  /** The last node within this one; itself where nothing is. */
  last(node: NodeId): NodeId {
    return this.data[node * STRIDE + LAST]!;
  }
}

/** The number in this place of a node's tells of a place in the text. */
function isPlace(at: number): boolean {
  return at >= START && at <= CONTENT_END;
}

/** How many values end at a place or before it. */
export function countBefore(ends: readonly number[], place: number): number {
  let count = 0;
  while (count < ends.length && ends[count]! <= place) count++;
  return count;
}
