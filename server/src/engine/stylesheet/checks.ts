import type { Pack } from '../packs/load-pack.ts';
import type { FindingDraft } from '../rules/rule.ts';
import { draftOfIssue } from '../rules/technical/t002-schema.ts';
import { describeIssue } from '../schema/describe-issue.ts';
import type { SchemaIssue } from '../schema/issue.ts';
import type { SchemaError } from '../schema/validator.ts';
import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import { resembles } from '../syntax/resemblance.ts';
import { LiteralValidation } from './literal-validation.ts';
import { literalValues, OWN_ENTITY, significantIn, strayTexts } from './literal-values.ts';
import { type ModelPlace, placesOf } from './model-places.ts';
import { ANYWHERE, type LiteralResult, type ResultTree } from './result-tree.ts';
import { sureIssues } from './sure-content.ts';

const NONE: readonly never[] = [];

/** What the schema says of something that a stylesheet writes. */
export interface SheetDraft {
  readonly pack: Pack;
  readonly draft: FindingDraft;
}

/**
 * What is wrong with a stylesheet's literal result, whatever its instructions give: values, attributes, stray text,
 * elements that the schema has not there, and what is missing where no instruction stands that could bring it.
 */
export function* draftsOf(tree: ResultTree): Generator<SheetDraft> {
  const contents = contentsIn(tree);
  for (const node of tree.resultElements) {
    if (!isComplete(tree, node)) continue;
    const pack = tree.packOf(node)!;
    for (const issue of issuesOf(tree, node, pack, contents)) yield { pack, draft: draftOfIssue(issue, tree, pack) };
  }
}

/** What an element holds, as a whole. */
interface Contents {
  /** It holds elements of its own pack and nothing else: nothing that might bring more of them. */
  readonly isWhole: boolean;
  /** The elements that come in it. */
  readonly results: readonly LiteralResult[];
  /** How often an element of a name is sure to come in it. */
  readonly certain: ReadonlyMap<string, number>;
}

/** Each element is looked through once, however many of its children ask. */
function contentsIn(tree: ResultTree): (node: NodeId) => Contents {
  const known = new Map<NodeId, Contents>();
  return (node) => {
    let contents = known.get(node);
    if (!contents) {
      const certain = new Map<string, number>();
      const results = [...tree.resultsIn(node)];
      for (const { node: result, certain: comes } of results) {
        const name = tree.localName(result);
        if (comes) certain.set(name, (certain.get(name) ?? 0) + 1);
      }
      contents = { isWhole: isWhole(tree, node), results, certain };
      known.set(node, contents);
    }
    return contents;
  };
}

function* issuesOf(
  tree: ResultTree,
  node: NodeId,
  pack: Pack,
  contentsOf: (node: NodeId) => Contents,
): Generator<SchemaIssue> {
  const model = tree.modelOf(node);
  if (!model) {
    yield* unexpectedElementIn(tree, node, pack, contentsOf);
    return;
  }
  const places = tree.placesOf(node);
  const judge = LiteralValidation.of(pack);
  /** Where nobody can tell which of the places it is, it is wrong where it is wrong in all of them. */
  const inAll = (errorsAt: (place: ModelPlace) => readonly SchemaError[]): readonly SchemaError[] => {
    const first = errorsAt(places[0]!);
    return places.every((place, i) => (i === 0 ? first.length > 0 : errorsAt(place).length > 0)) ? first : NONE;
  };
  const elementAt = (at: NodeId) => pack.model.element(tree.path(at));
  const describe = (at: NodeId, error: SchemaError, repeat = 0) =>
    describeIssue({ tree, model: pack.model, ancestors: [], elementAt }, at, error, repeat);

  for (const attribute of tree.attributes(node)) {
    if (!isLiteralAttribute(tree, attribute)) continue;
    const [error] = inAll((place) => judge.attribute(place, tree.name(attribute), tree.value(attribute)));
    if (error) yield describe(node, error);
  }
  if (model.type.children.length === 0) {
    for (const holder of literalValues(tree, node)) {
      if (!isComplete(tree, holder)) continue;
      const text = literalText(tree, holder);
      const [error] = inAll((place) => judge.value(place, text).filter(isOnValue));
      if (error) yield describe(holder, error);
    }
    return;
  }
  let strayText: SchemaIssue | undefined;
  for (const { parent, range } of strayTexts(tree, node)) {
    const text = tree.text(range);
    const [error] = inAll((place) => judge.value(place, text).filter((found) => !isOnValue(found)));
    if (!error) continue;
    // To describe one is to go through all of the text beside it, and they differ in their ranges alone.
    if (strayText?.node !== parent || strayText.sentence !== error.sentence) strayText = describe(parent, error);
    yield { ...strayText, range };
  }
  const { isWhole, results } = contentsOf(node);
  if (!isWhole) {
    // Of several places that it may have, the order in one is nothing to another.
    if (places.length === 1 && model.type.ordered) yield* sureIssues(tree, node, results, model.type.children);
    return;
  }
  const children = [...tree.elements(node)];
  const names = children.map((child) => tree.localName(child));
  for (const error of inAll((place) => judge.children(place, names))) {
    const [step] = error.path;
    const own = children.filter((child) => tree.localName(child) === step?.name);
    const at = step ? own[step.index - 1] : node;
    if (at !== undefined) yield describe(at, error);
  }
}

/** The text of a literal value as it is written: white space alone is nothing, except in an `xsl:text`. */
function literalText(tree: ResultTree, holder: NodeId): string {
  const string = tree.stringIn(holder);
  if (string) return tree.text(string);
  return tree.packOf(holder) && significantIn(tree, holder).length === 0 ? '' : tree.value(holder);
}

function isOnValue({ sentence }: SchemaError): boolean {
  return !/Character content|Missing child element/.test(sentence);
}

/** An element of the pack's namespace that the schema has not where it stands, or that it has nowhere. */
function* unexpectedElementIn(
  tree: ResultTree,
  node: NodeId,
  pack: Pack,
  contentsOf: (node: NodeId) => Contents,
): Generator<SchemaIssue> {
  const name = tree.localName(node);
  const base = {
    kind: 'unexpectedElement',
    node,
    name,
    path: tree.path(node),
    range: tree.nameRange(node),
  } as const;
  const holder = tree.holderOf(node);
  if (holder === ANYWHERE) {
    const alike = placesOf(pack.model).flatMap(({ model }) => (resembles(name, model.name) ? [model.name] : []));
    const meant = alike.find((other) => other !== name);
    yield { ...base, expected: [...new Set(alike)], sentence: '', ...(meant !== undefined && { meant }) };
    return;
  }
  // Of an element without instructions all that is in it was validated at once.
  const model = holder >= 0 && tree.packOf(holder) === pack ? tree.modelOf(holder) : undefined;
  if (!model) return;
  const { isWhole, certain } = contentsOf(holder);
  if (model.type.children.length > 0 && isWhole) return;
  const judge = LiteralValidation.of(pack);
  const verdicts = tree.placesOf(holder).map((place) => judge.unexpectedElement(place, name));
  const [verdict] = verdicts;
  if (!verdict || verdicts.includes(undefined)) return;
  const free = model.type.children.filter(({ name: child, max }) => (certain.get(child) ?? 0) < max);
  const alike = free.filter((child) => resembles(name, child.name));
  const expected = (alike.length > 0 ? alike : free).map((child) => child.name);
  const meant = model.type.children.some((child) => child.name === name) ? undefined : alike[0]?.name;
  yield { ...base, expected, sentence: verdict.sentence, ...(meant !== undefined && { meant }) };
}

function isWhole(tree: ResultTree, node: NodeId): boolean {
  return significantIn(tree, node).every(
    (child) =>
      tree.kind(child) !== NodeKind.Element || (tree.packOf(child) === tree.packOf(node) && isComplete(tree, child)),
  );
}

/** An element with both its tags; of an attribute, that it stands in. */
function isComplete(tree: ResultTree, node: NodeId): boolean {
  if (tree.kind(node) === NodeKind.Attribute) return isComplete(tree, tree.parent(node));
  const end = tree.endNameRange(node);
  return tree.isEmptyTag(node) || (end !== undefined && tree.text(end) === tree.name(node));
}

/** It is of the result, and its value stands there as it is. */
function isLiteralAttribute(tree: ResultTree, attribute: NodeId): boolean {
  const name = tree.name(attribute);
  const value = tree.text(tree.contentRange(attribute));
  return name !== 'xmlns' && !name.includes(':') && !/[{}]/.test(value) && !OWN_ENTITY.test(value);
}
