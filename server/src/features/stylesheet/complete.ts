import type { CompletionList } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { notationAt } from '../../engine/delivery/values/value-notation.ts';
import type { Pack } from '../../engine/packs/load-pack.ts';
import { conceptAt } from '../../engine/packs/places.ts';
import type { ElementModel, TypeModel } from '../../engine/schema/model.ts';
import { type ModelPlace, placesOf } from '../../engine/stylesheet/model-places.ts';
import { ANYWHERE, type ResultTree } from '../../engine/stylesheet/result-tree.ts';
import type { StylesheetAnalysis } from '../../engine/stylesheet/stylesheet-analysis.ts';
import { type NodeId, NodeKind } from '../../engine/syntax/node-table.ts';
import { answersTo, inAttribute, plainValues } from '../completion/complete.ts';
import { type CompletionDraft, type CompletionOptions, toItems } from '../completion/item.ts';
import { allowedChildren, elementDraft } from '../completion/markup/elements.ts';
import { attributeDrafts, endTagsAt, referencesAt } from '../completion/markup/tags.ts';
import { type Beginning, type CompletionPlace, placeAt } from '../completion/place.ts';

/** Where the cursor stands in a stylesheet: as in any XML, and in what it writes. */
interface SheetPlace {
  readonly sheet: StylesheetAnalysis;
  readonly place: CompletionPlace;
  readonly offset: number;
  /** Without what is half typed. */
  readonly tree: ResultTree;
  /** The element of the stylesheet that the cursor stands in; -1 outside of its root. */
  readonly around: NodeId;
}

/**
 * What a stylesheet can write at an offset: elements and values of the delivery. What XSLT itself has to offer there is
 * for others to say.
 * @param document the same text, which is no delivery
 */
export function stylesheetCompletionsAt(
  sheet: StylesheetAnalysis,
  document: DeliveryAnalysis,
  offset: number,
  options: CompletionOptions,
): CompletionList {
  const place = sheet.tree && placeAt(document, offset, beginningIn(sheet.tree, offset));
  const drafts = place && answersTo(options.trigger, place) ? find(sheet, place, offset, options) : [];
  return { isIncomplete: false, items: toItems(drafts, sheet.source, options) };
}

/** The declaration of the stylesheet that an offset lies in or behind: what is open there can be read from its start on. */
export function beginningIn(tree: ResultTree, offset: number): Beginning {
  let root = 0;
  while (root < tree.size && tree.kind(root) !== NodeKind.Element) root++;
  let start = 0;
  // Of any other root nobody knows that it holds declarations, nor of one that is half typed.
  const isWhole = tree.instructionOf(root) !== undefined && hasTagEnd(tree, root);
  for (const declaration of isWhole ? tree.elements(root) : []) {
    // One whose start tag is still being typed may be what an end tag becomes: where it stands is for its text to say.
    if (tree.contentRange(declaration).start > offset) break;
    if (tree.instructionOf(declaration)) start = tree.start(declaration);
  }
  return { start, frame: start === 0 ? [] : [{ name: tree.name(root), localName: tree.localName(root) }] };
}

function hasTagEnd(tree: ResultTree, element: NodeId): boolean {
  const { start } = tree.contentRange(element);
  return tree.text({ start: start - 1, end: start }) === '>';
}

function find(
  sheet: StylesheetAnalysis,
  place: CompletionPlace,
  offset: number,
  options: CompletionOptions,
): readonly CompletionDraft[] {
  if (place.kind === 'markup') return [];
  if (place.kind === 'attributeName' || place.kind === 'attributeValue') return attributesAt(sheet, place, options);
  const { start, end } = place.range;
  // What takes no markup with it leaves the tree as it is; a name in a tag that has its `>` is an element of it.
  const tree = place.tagEnd || !place.typed.includes('<') ? sheet.tree! : sheet.treeWithout(start, end)!;
  const at: SheetPlace = { sheet, place, offset, tree, around: tree.elementAround(start) };
  if (at.around < 0) return [];
  const endTags = tree.packOf(at.around) ? endTagsAt(place, offset, options) : [];
  if (place.kind === 'endTag') return endTags;
  const values = valuesAt(at, options);
  const references = values && referencesAt(place, offset);
  if (references && references.length > 0) return references;
  return [...(values ?? []), ...elementsAt(at, options), ...endTags];
}

/** undefined where no value stands. */
function valuesAt(
  { sheet, place, tree, around }: SheetPlace,
  options: CompletionOptions,
): CompletionDraft[] | undefined {
  const takesText = tree.instructionOf(around) !== 'text' || tree.localName(around) === 'text';
  const holder = takesText && place.kind === 'content' ? tree.valueHolder(around) : -1;
  const model = holder >= 0 ? tree.modelOf(holder) : undefined;
  if (!model || model.type.children.length > 0) return undefined;
  return valuesOf(sheet, tree.packOf(holder)!, tree.path(holder), model.type, place, options);
}

function valuesOf(
  sheet: StylesheetAnalysis,
  pack: Pack,
  path: readonly string[],
  type: TypeModel,
  { range, typed }: CompletionPlace,
  options: CompletionOptions,
): CompletionDraft[] {
  const concept = conceptAt(pack, path);
  const analysis = sheet.contextOf(pack);
  const written = sheet.source.slice(range.start, range.end);
  const notation = notationAt(pack, concept, type.base);
  return plainValues({ analysis, range, path, type, concept, notation, record: undefined, typed, written, options });
}

function elementsAt(at: SheetPlace, options: CompletionOptions): CompletionDraft[] {
  const { sheet, tree, around } = at;
  const holder = tree.inside(around);
  if (holder >= 0) {
    const [around] = tree.placesOf(holder);
    const name = tree.name(holder);
    const prefix = name.slice(0, name.indexOf(':') + 1);
    const places = around
      ? childrenAt(at, holder, around.model).flatMap((child) => around.child(child.name) ?? [])
      : [];
    return places.map((place) => draftOf(at, tree.packOf(holder)!, place, prefix, options));
  }
  if (holder !== ANYWHERE || !isInConstructor(tree, around)) return [];
  return sheet.packs.flatMap((pack) => {
    const prefix = tree.prefixFor(around, pack.manifest.namespace);
    return prefix === undefined ? [] : anyElement(pack).map((place) => draftOf(at, pack, place, prefix, options));
  });
}

/** The elements that may still come at the cursor, as far as what is sure to stand there tells. */
function childrenAt({ tree, place }: SheetPlace, holder: NodeId, model: ElementModel): ElementModel[] {
  const { start } = place.range;
  const isOwn = (node: NodeId) => place.tagEnd !== undefined && tree.start(node) === start;
  const others = [...tree.resultsIn(holder, start)].filter(({ node }) => !isOwn(node));
  const nameOf = ({ node }: (typeof others)[number]) => tree.localName(node);
  const before = others.filter(({ node }) => tree.start(node) < start).map(nameOf);
  const siblings = others.filter(({ node }) => tree.start(node) >= start).map(nameOf);
  const present = others.filter(({ certain }) => certain).map(nameOf);
  return allowedChildren(model, { before, following: { ...place.following, siblings } }, present);
}

/** What is around it, instructions that it is seen through aside, is an instruction that makes something. */
function isInConstructor(tree: ResultTree, around: NodeId): boolean {
  let node = around;
  while (node >= 0 && ['transparent', 'structural'].includes(tree.instructionOf(node) ?? '')) node = tree.parent(node);
  return tree.instructionOf(node) === 'constructor';
}

/** Each element of a pack once, under the first of its places. */
function anyElement(pack: Pack): ModelPlace[] {
  const places = placesOf(pack.model);
  const first = new Map([...places].reverse().map((place) => [place.model.name, place]));
  return places.filter((place) => first.get(place.model.name) === place);
}

function draftOf(
  { sheet, place, offset }: SheetPlace,
  pack: Pack,
  { model, path }: ModelPlace,
  prefix: string,
  options: CompletionOptions,
): CompletionDraft {
  const { source } = sheet;
  const prefixFor = () => prefix;
  const site = { source, pack, place, offset, prefixFor, wants: () => false, withoutRecords: true };
  return elementDraft(model, path, site, options);
}

function attributesAt(
  sheet: StylesheetAnalysis,
  place: CompletionPlace,
  options: CompletionOptions,
): CompletionDraft[] {
  const tree = sheet.tree!;
  const element = lastElementBefore(tree, place.range.start);
  const model = tree.modelOf(element);
  if (!model) return [];
  const pack = tree.packOf(element)!;
  const path = tree.path(element);
  if (place.kind === 'attributeName') return attributeDrafts(pack, path, place, options);
  const attribute = model.type.attributes.find(({ name }) => name === place.attribute!.name);
  if (!attribute) return [];
  const drafts = valuesOf(sheet, pack, [...path, `@${attribute.name}`], attribute.type, place, options);
  return inAttribute(place, drafts);
}

/** The element whose start tag an offset stands in, where it stands in one. */
function lastElementBefore(tree: ResultTree, offset: number): NodeId {
  let found = -1;
  for (let node = 0; node < tree.size && tree.start(node) < offset; node++) {
    if (tree.kind(node) === NodeKind.Element) found = node;
  }
  return found;
}
