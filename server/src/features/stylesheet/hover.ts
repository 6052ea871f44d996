import type { Hover } from 'vscode-languageserver-protocol';
import { conceptAt } from '../../engine/packs/places.ts';
import { literalValues } from '../../engine/stylesheet/literal-values.ts';
import type { ResultTree } from '../../engine/stylesheet/result-tree.ts';
import type { StylesheetAnalysis } from '../../engine/stylesheet/stylesheet-analysis.ts';
import { type NodeId, NodeKind } from '../../engine/syntax/node-table.ts';
import { isXmlBlank, trimXml } from '../../engine/text/xml-whitespace.ts';
import type { HoverOptions } from '../hover/findings.ts';
import { type Description, describeName, describeValue, toHover } from '../hover/hover.ts';
import { touches } from '../place.ts';

/** What there is to say of the literal result at an offset, findings included; undefined where that is nothing. */
export function stylesheetHoverAt(sheet: StylesheetAnalysis, offset: number, options: HoverOptions): Hover | undefined {
  const description = sheet.tree && describe(sheet, sheet.tree, offset, options);
  return toHover(description, sheet, offset, options);
}

function describe(
  sheet: StylesheetAnalysis,
  tree: ResultTree,
  offset: number,
  options: HoverOptions,
): Description | undefined {
  const innermost = tree.nodeAt(offset);
  if (innermost < 0) return undefined;
  const kind = tree.kind(innermost);
  const pack = tree.packOf(innermost);
  if (pack) {
    const names = [tree.nameRange(innermost), tree.endNameRange(innermost)];
    const name = names.find((range) => range && touches(range, offset));
    return name && described(describeName(pack, tree.path(innermost), undefined, options), name);
  }
  if (kind === NodeKind.Attribute && tree.packOf(tree.parent(innermost)))
    return describeAttribute(sheet, tree, innermost, offset, options);
  return describeText(sheet, tree, innermost, options);
}

function describeAttribute(
  sheet: StylesheetAnalysis,
  tree: ResultTree,
  attribute: NodeId,
  offset: number,
  options: HoverOptions,
): Description | undefined {
  const element = tree.parent(attribute);
  const pack = tree.packOf(element)!;
  const path = tree.path(element);
  const name = tree.localName(attribute);
  const about = describeName(pack, path, name, options);
  if (touches(tree.nameRange(attribute), offset)) return described(about, tree.nameRange(attribute));
  const concept = conceptAt(pack, [...path, `@${name}`]);
  const value =
    concept && describeValue(sheet.contextOf(pack), concept, trimXml(tree.value(attribute)), undefined, options);
  return described(value && value.length > 0 ? value : about, tree.valueRange(attribute));
}

/** Of a literal value what it means; of any other text what it is a part of. */
function describeText(
  sheet: StylesheetAnalysis,
  tree: ResultTree,
  innermost: NodeId,
  options: HoverOptions,
): Description | undefined {
  const string = tree.stringIn(innermost);
  const range = string ?? tree.range(innermost);
  const holder = tree.valueHolder(tree.parent(innermost));
  const model = holder >= 0 ? tree.modelOf(holder) : undefined;
  if (!model || model.type.children.length > 0 || isXmlBlank(tree.text(range))) return undefined;
  const isText = tree.kind(innermost) === NodeKind.Text || tree.kind(innermost) === NodeKind.CData;
  if (!isText && !string) return undefined;
  const node = isText ? tree.parent(innermost) : innermost;
  const pack = tree.packOf(holder)!;
  const path = tree.path(holder);
  const concept = conceptAt(pack, path);
  const isWhole = concept && [...literalValues(tree, holder)].includes(node);
  const text = string ? tree.text(string) : trimXml(tree.value(node));
  const value = isWhole ? describeValue(sheet.contextOf(pack), concept, text, undefined, options) : [];
  const shown = isWhole ? tree.valueRange(node) : range;
  return described(value.length > 0 ? value : describeName(pack, path, undefined, options), shown);
}

function described(paragraphs: readonly string[], range: Description['range']): Description | undefined {
  return paragraphs.length > 0 ? { paragraphs, range } : undefined;
}
