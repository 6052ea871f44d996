import type { Pack } from '../../packs/load-pack.ts';
import { resolvePath } from '../../schema/node-path.ts';
import type { PathStep } from '../../schema/validator.ts';
import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { RecordSegment, TrailerSegment } from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';
import type { SegmentTrees } from '../document/segment-trees.ts';
import type { Reading } from './reading/reading.ts';
import type { SegmentReader } from './segment-reader.ts';

/** An element that stands behind the container or in it, and belongs in an element of the header. */
export interface ElsewherePlace {
  readonly segment: RecordSegment | TrailerSegment;
  readonly node: NodeId;
  /** The element that it belongs in. */
  readonly parent: NodeId;
  /** Its place among what was read there, from 1. */
  readonly index?: number;
}

/** The document that errors are located in, with its present header. */
export interface LocatedDocument {
  readonly pack: Pack;
  readonly segments: SegmentIndex;
  readonly trees: SegmentTrees;
  readonly reader: SegmentReader;
  /** Local names of the elements around the records. */
  readonly ancestors: readonly string[];
  /** The header, where it is not read as it stands. */
  headerReading: Reading | undefined;
}

/** Whether a path of libxml2 goes through the element around the records, or ends there. */
export function leadsToContainer(path: readonly PathStep[], document: LocatedDocument): boolean {
  const { ancestors, reader, segments, headerReading } = document;
  const depth = ancestors.length;
  if (path.length < depth) return false;
  const { header } = segments;
  if (headerReading) {
    return headerReading.resolve(topElements(header.tree, -1), path.slice(0, depth)) === header.container;
  }
  const read = reader.readIn(header, 0);
  return resolvePath(header.tree, topElements(header.tree, -1), path.slice(0, depth), read) === header.container;
}

export function localPart(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** By tree and by what stands for the element around them: each of any number of errors begins there. */
const knownTops = new WeakMap<SyntaxTree, ReadonlyMap<number, readonly NodeId[]>>();

/** @param parent what the tree has for the element around them: below zero */
export function topElements(tree: SyntaxTree, parent: number): readonly NodeId[] {
  const known = knownTops.get(tree);
  if (known) return known.get(parent) ?? [];
  const tops = new Map<number, NodeId[]>();
  for (let node = 0; node < tree.size; node++) {
    const around = tree.parent(node);
    if (around >= 0 || tree.kind(node) !== NodeKind.Element) continue;
    const beside = tops.get(around);
    if (beside) beside.push(node);
    else tops.set(around, [node]);
  }
  knownTops.set(tree, tops);
  return tops.get(parent) ?? [];
}
