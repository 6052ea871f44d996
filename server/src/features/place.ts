import type { DeliveryAnalysis } from '../engine/analysis/delivery-analysis.ts';
import type { Voorziening } from '../engine/delivery/record.ts';
import type { Concept } from '../engine/packs/pack.ts';
import { conceptAt } from '../engine/packs/places.ts';
import { type NodeId, NodeKind } from '../engine/syntax/node-table.ts';
import type { SyntaxTree } from '../engine/syntax/tree.ts';
import { shift, type TextRange } from '../engine/text/text-range.ts';
import { scaffoldElements } from './structure/scaffold-tags.ts';

/** A name in a tag, the name of an attribute, or a value that has no elements in it. */
export interface NodePlace {
  readonly kind: 'elementName' | 'attributeName' | 'value';
  /** Of the name or the value, in the text. */
  readonly range: TextRange;
  /** Local names from the root on, `@name` for an attribute. */
  readonly path: readonly string[];
  readonly concept: Concept | undefined;
  /** The value as the XML means it; empty for a name. */
  readonly value: string;
  readonly record: Voorziening | undefined;
}

/** A node that an offset stands in or right behind. */
export interface NodeNear {
  readonly owner: object;
  readonly tree: SyntaxTree;
  /** Where the tree starts in the text. */
  readonly start: number;
  readonly node: NodeId;
}

/** What stands at an offset of a document whose pack is known, or ends there; undefined where that is nothing. */
export function placeAt(analysis: DeliveryAnalysis, offset: number): NodePlace | undefined {
  if (analysis.choice.kind !== 'known') return undefined;
  for (const near of nodesNear(analysis, offset)) {
    const place = placeIn(analysis, near, offset);
    if (place) return place;
  }
  for (const { path, startName, endName } of scaffoldElements(analysis)) {
    const range = [startName, endName].find((name) => name && touches(name, offset));
    if (range) return { kind: 'elementName', range, path, concept: undefined, value: '', record: undefined };
  }
  return undefined;
}

/** The innermost nodes at an offset: the one that it stands in, and the one that ends there. */
export function* nodesNear(analysis: DeliveryAnalysis, offset: number): Generator<NodeNear> {
  for (const at of offset > 0 ? [offset, offset - 1] : [offset]) {
    const { owner, tree, start } = analysis.segmentAt(at);
    const node = tree.nodeAt(at - start);
    if (node >= 0) yield { owner, tree, start, node };
  }
}

export function touches(range: TextRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

function placeIn(
  analysis: DeliveryAnalysis,
  { owner, tree, start, node: innermost }: NodeNear,
  offset: number,
): NodePlace | undefined {
  const isText = tree.kind(innermost) === NodeKind.Text || tree.kind(innermost) === NodeKind.CData;
  const node = isText ? tree.parent(innermost) : innermost;
  if (node < 0) return undefined;
  const isAttribute = tree.kind(node) === NodeKind.Attribute;
  if (!isAttribute && tree.kind(node) !== NodeKind.Element) return undefined;

  const within = offset - start;
  const path = isAttribute
    ? [...analysis.ancestorsOf(owner), ...tree.path(tree.parent(node)), `@${tree.localName(node)}`]
    : [...analysis.ancestorsOf(owner), ...tree.path(node)];
  const record = analysis.recordsOf(owner).find(({ range }) => touches(range, within));
  const concept = conceptAt(analysis.pack, path);
  const name = [tree.nameRange(node), tree.endNameRange(node)].find((range) => range && touches(range, within));
  if (name) {
    const kind = isAttribute ? 'attributeName' : 'elementName';
    return { kind, range: shift(name, start), path, concept, value: '', record };
  }
  const value = tree.valueRange(node);
  if (!touches(value, within) || (!isAttribute && !tree.elements(node).next().done)) return undefined;
  return { kind: 'value', range: shift(value, start), path, concept, value: tree.value(node), record };
}
