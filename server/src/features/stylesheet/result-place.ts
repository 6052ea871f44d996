import type { Pack } from '../../engine/packs/load-pack.ts';
import type { Concept } from '../../engine/packs/pack.ts';
import { conceptAt } from '../../engine/packs/places.ts';
import { literalValues } from '../../engine/stylesheet/literal-values.ts';
import type { ResultTree } from '../../engine/stylesheet/result-tree.ts';
import { type NodeId, NodeKind } from '../../engine/syntax/node-table.ts';
import type { TextRange } from '../../engine/text/text-range.ts';
import { isXmlBlank, trimXml } from '../../engine/text/xml-whitespace.ts';
import { type NodePlace, touches } from '../place.ts';

/** What of a delivery is written at an offset of a stylesheet, as {@link NodePlace} has it of a delivery. */
export interface ResultPlace extends Pick<NodePlace, 'kind' | 'range' | 'path' | 'value'> {
  readonly pack: Pack;
  readonly concept: Concept | undefined;
  /** The text at the place is the whole value, be it in one branch of several. */
  readonly isWhole: boolean;
}

/** undefined where nothing of a delivery is written, or where an instruction says what is. */
export function resultPlaceAt(tree: ResultTree, offset: number): ResultPlace | undefined {
  const node = tree.nodeAt(offset);
  if (node < 0) return undefined;
  if (tree.packOf(node)) return elementName(tree, node, offset);
  const isAttribute = tree.kind(node) === NodeKind.Attribute && tree.packOf(tree.parent(node)) !== undefined;
  return isAttribute ? attributePlace(tree, node, offset) : textPlace(tree, node);
}

function elementName(tree: ResultTree, node: NodeId, offset: number): ResultPlace | undefined {
  const range = [tree.nameRange(node), tree.endNameRange(node)].find((name) => name && touches(name, offset));
  return range && placeOf(tree.packOf(node)!, 'elementName', range, tree.path(node));
}

function attributePlace(tree: ResultTree, node: NodeId, offset: number): ResultPlace {
  const element = tree.parent(node);
  const path = [...tree.path(element), `@${tree.localName(node)}`];
  const pack = tree.packOf(element)!;
  const name = tree.nameRange(node);
  if (touches(name, offset)) return placeOf(pack, 'attributeName', name, path);
  return placeOf(pack, 'value', tree.valueRange(node), path, trimXml(tree.value(node)));
}

/** A text, or a string that an instruction selects. */
function textPlace(tree: ResultTree, innermost: NodeId): ResultPlace | undefined {
  const string = tree.stringIn(innermost);
  const isText = tree.kind(innermost) === NodeKind.Text || tree.kind(innermost) === NodeKind.CData;
  if (!isText && !string) return undefined;
  const range = string ?? tree.range(innermost);
  const holder = tree.valueHolder(tree.parent(innermost));
  const model = holder >= 0 ? tree.modelOf(holder) : undefined;
  if (!model || model.type.children.length > 0 || isXmlBlank(tree.text(range))) return undefined;
  const node = isText ? tree.parent(innermost) : innermost;
  const [pack, path] = [tree.packOf(holder)!, tree.path(holder)];
  if (![...literalValues(tree, holder)].includes(node)) return placeOf(pack, 'value', range, path);
  const value = string ? tree.text(string) : trimXml(tree.value(node));
  return placeOf(pack, 'value', tree.valueRange(node), path, value);
}

/** @param value undefined for a part of one, and for a name */
function placeOf(
  pack: Pack,
  kind: ResultPlace['kind'],
  range: TextRange,
  path: readonly string[],
  value?: string,
): ResultPlace {
  return { kind, range, path, value: value ?? '', pack, concept: conceptAt(pack, path), isWhole: value !== undefined };
}
