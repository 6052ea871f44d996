import type { NodeId } from '../../../syntax/node-table.ts';

/** A child as it is read: a node, or the qualified name of an element that is taken to be there. */
export type Child = NodeId | string;

/** An element that is taken to be there around others. */
export interface Wrapper {
  readonly name: string;
  readonly children: NodeId[];
}

/** What is read otherwise than it stands in a fragment. It is about nodes alone, and holds for any text that has the same. */
export class Corrections {
  /** What stands in an element, where that is not what the tree has. */
  readonly contents = new Map<NodeId, Child[]>();
  /** Names, qualified, of elements and attributes that are read under another name. */
  readonly names = new Map<NodeId, string>();
  /** The elements that others are read in, where that is not where they stand. */
  readonly parents = new Map<NodeId, NodeId>();
  /** Attributes and elements that are read as attributes of a name, by that of their element. */
  readonly attributesRead = new Map<NodeId, Map<string, NodeId>>();
  /** Elements of which nothing but the text is read. */
  readonly flat = new Set<NodeId>();
  /** Nodes that are not read at all. */
  readonly left = new Set<NodeId>();
  readonly done = new Set<string>();
  /** Whether there are elements in others. */
  readonly holdElements = new Map<NodeId, boolean>();
  /** The children of elements, and these by their names, since something was last put right. */
  readonly read = new Map<NodeId, readonly Child[]>();
  readonly byName = new Map<readonly Child[], Map<string, Child[]>>();
  /** Attributes, as text, that elements are read with beside their own. */
  readonly added = new Map<NodeId, string>();
  /** By the first of the elements that they are around, which stands for them among the children. */
  readonly wrappers = new Map<NodeId, Wrapper>();

  get copy(): Corrections {
    const other = new Corrections();
    for (const [node, children] of this.contents) other.contents.set(node, [...children]);
    for (const [node, attributes] of this.attributesRead) other.attributesRead.set(node, new Map(attributes));
    fill(other.names, this.names);
    fill(other.parents, this.parents);
    fill(other.added, this.added);
    fill(other.wrappers, this.wrappers);
    for (const node of this.flat) other.flat.add(node);
    for (const node of this.left) other.left.add(node);
    for (const key of this.done) other.done.add(key);
    return other;
  }
}

function fill<K, V>(map: Map<K, V>, from: ReadonlyMap<K, V>): void {
  for (const [key, value] of from) map.set(key, value);
}
