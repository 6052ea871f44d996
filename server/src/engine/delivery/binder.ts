import type { Pack } from '../packs/load-pack.ts';
import { type HeaderConcept, RECORD_CONCEPTS, type RecordConcept } from '../packs/pack.ts';
import { placesIn, type Step } from '../packs/places.ts';
import { grammarOf } from '../schema/model/grammar.ts';
import type { DocumentShape } from '../syntax/document-scanner.ts';
import type { ExpandedName } from '../syntax/namespaces.ts';
import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import type { Placeholders } from '../syntax/placeholders/placeholders.ts';
import type { RecordShape, ShapedRecord } from '../syntax/record-shapes.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { atOnce, type Steps } from '../text/time-sliced.ts';
import type { HeaderPart } from './header.ts';
import { type CommonFields, Fields, type PlaceTree, type Voorziening } from './record.ts';
import { fieldTypesOf } from './values/field-types.ts';

export interface BinderOptions {
  /** Given for a template. */
  readonly placeholders?: Placeholders | undefined;
  /** What the root is called, where that is not as the pack has it. */
  readonly root?: string;
  /** What stands for the pack's namespace where that is yet to be filled in, or is wrong. */
  readonly unresolvedNamespace?: string | undefined;
  /** The concepts of records that are bound; all without. */
  readonly wanted?: readonly RecordConcept[];
}

/** Finds a pack's concepts in the trees of documents: by namespaces and local names, whatever the prefixes. */
export class Binder {
  readonly shape: DocumentShape;
  private readonly header: PlaceTree<HeaderConcept>;
  /** The header's concepts below each of the elements from the root to the container. */
  private readonly around: readonly (PlaceTree<HeaderConcept> | undefined)[];
  /** Concepts by the number of steps up from the record to the element that their path starts at. */
  private readonly record: readonly PlaceTree<RecordConcept>[];
  /** From each of the repeating elements down to its records. */
  private readonly below: readonly (readonly (readonly ExpandedName[])[])[];
  private readonly types: ReturnType<typeof fieldTypesOf>;
  /** What the records in an element of a shape have in common. */
  private readonly common = new WeakMap<RecordShape, readonly CommonFields<RecordConcept>[]>();

  constructor(pack: Pack, options: BinderOptions = {}) {
    const { placeholders, unresolvedNamespace, root, wanted = RECORD_CONCEPTS } = options;
    const places = placesIn(pack);
    const own = (step: Step): Step =>
      unresolvedNamespace !== undefined && step.namespace === pack.manifest.namespace && !step.isAttribute
        ? { ...step, namespace: unresolvedNamespace }
        : step;
    this.types = fieldTypesOf(pack);
    this.shape = {
      ancestors: places.container.map((step, depth) => ({ ...own(step), ...(depth === 0 && root && { name: root }) })),
      repeatingElements: places.repeating.map(({ step }) => own(step)),
      ...(placeholders ? { placeholders } : { grammar: grammarOf(pack.model) }),
    };
    this.below = places.repeating.map(({ below }) => below.map((steps) => steps.map(own)));
    this.header = placeTree(
      [...places.headerWays].flatMap(([concept, ways]) => ways.map((way) => [concept, way.map(own)] as const)),
    );
    const around: (PlaceTree<HeaderConcept> | undefined)[] = [this.header];
    for (const { name, namespace } of this.shape.ancestors.slice(1)) {
      const outer = around[around.length - 1];
      around.push(outer?.children.find((child) => child.name.name === name && child.name.namespace === namespace));
    }
    this.around = around;
    const ways = [...places.recordWays]
      .filter(([concept]) => wanted.includes(concept))
      .flatMap(([concept, alternatives]) => alternatives.map((way) => ({ concept, ...way })));
    const highest = ways.reduce((most, { up }) => Math.max(most, up), 0);
    this.record = Array.from({ length: highest + 1 }, (_, level) =>
      placeTree(ways.filter(({ up }) => up === level).map(({ concept, steps }) => [concept, steps.map(own)] as const)),
    );
  }

  /** Values of the header may stand beside or behind the records. */
  get looksBesideRecords(): boolean {
    const { length } = this.shape.ancestors;
    return this.around.some((places, depth) => {
      const next = this.shape.ancestors[depth + 1];
      return places?.children.some(({ name }) => depth + 1 === length || name.name !== next!.name) === true;
    });
  }

  /** The header's values in the header segment, in steps. */
  *bindingHeader(tree: SyntaxTree, owner: object): Steps<HeaderPart | undefined> {
    const node = tree.firstElement;
    if (node < 0) return undefined;
    const fields = Fields.of(this.types.header, owner, tree.nameRange(node), tree.range(node));
    yield* bindingPlaces(this.header, fields, tree, node);
    return fields;
  }

  /**
   * The header's values in an element beside or behind the records, at the top of its tree; undefined where it is none
   * that has such.
   */
  bindHeaderPart(tree: SyntaxTree, node: NodeId, owner: object): HeaderPart | undefined {
    const places = this.around[-2 - tree.parent(node)]?.children.find(({ name }) => tree.isNamed(node, name));
    if (!places) return undefined;
    const fields = Fields.of(this.types.header, owner, tree.nameRange(node), tree.range(node));
    bindPlaces(places, fields, tree, node);
    return fields;
  }

  /** The same of all elements at the top of a tree. */
  bindHeaderParts(tree: SyntaxTree, owner: object): HeaderPart[] {
    const parts: HeaderPart[] = [];
    for (let node = 0; node < tree.size; node = tree.last(node) + 1) {
      const part = tree.kind(node) === NodeKind.Element ? this.bindHeaderPart(tree, node, owner) : undefined;
      if (part) parts.push(part);
    }
    return parts;
  }

  /** The records in a repeating element: one, or each of those below it. */
  bindRepeatingElement(tree: SyntaxTree, repeatingElement: NodeId, owner: object): Voorziening[] {
    const { shaped } = tree;
    const common = shaped && this.common.get(shaped.shape);
    if (common) return common.map((fields) => Fields.alike(fields, owner, shaped));
    const records = atOnce(this.bindingRepeatingElement(tree, repeatingElement, owner));
    if (shaped) this.learn(shaped, records);
    return records;
  }

  /** The same in steps, for an element with very much in it. */
  *bindingRepeatingElement(tree: SyntaxTree, repeatingElement: NodeId, owner: object): Steps<Voorziening[]> {
    const records: Voorziening[] = [];
    for (const node of this.recordsIn(tree, repeatingElement)) {
      yield;
      const fields = Fields.of(this.types.record, owner, tree.nameRange(node), tree.range(node));
      let at = node;
      for (const places of this.record) {
        if (at < 0) break;
        yield* bindingPlaces(places, fields, tree, at);
        at = tree.parent(at);
      }
      records.push(fields);
    }
    return records;
  }

  private learn(shaped: ShapedRecord, records: readonly Voorziening[]): void {
    const common = records.flatMap((record) => record.commonWith(shaped) ?? []);
    if (common.length === records.length) this.common.set(shaped.shape, common);
  }

  private recordsIn(tree: SyntaxTree, repeatingElement: NodeId): NodeId[] {
    const { repeatingElements } = this.shape;
    const which =
      repeatingElements.length === 1 ? 0 : repeatingElements.findIndex((name) => tree.isNamed(repeatingElement, name));
    const below = this.below[which] ?? [];
    const isOneWay = below.length === 1;
    if (isOneWay && below[0]!.length === 0) return [repeatingElement];
    return below.flatMap((steps) => elementsAt(tree, repeatingElement, steps)).sort((a, b) => a - b);
  }
}

function elementsAt(tree: SyntaxTree, from: NodeId, steps: readonly ExpandedName[]): NodeId[] {
  let nodes = [from];
  for (const step of steps) {
    nodes = nodes.flatMap((node) => [...tree.elements(node)].filter((child) => tree.isNamed(child, step)));
  }
  return nodes;
}

/** A tree without attributes or children stands for an element that nothing is bound below. */
function placeTree<C>(
  places: readonly (readonly [C, readonly Step[]])[],
  name: ExpandedName = { namespace: '', name: '' },
): PlaceTree<C> {
  const children = new Map<string, { readonly step: Step; readonly below: [C, readonly Step[]][] }>();
  const attributes: { name: ExpandedName; concept: C }[] = [];
  let concept: C | undefined;
  for (const [own, [step, ...rest]] of places) {
    if (step === undefined) concept = own;
    else if (step.isAttribute) attributes.push({ name: step, concept: own });
    else {
      const key = `${step.name} ${step.namespace}`;
      const child = children.get(key) ?? { step, below: [] };
      children.set(key, child);
      child.below.push([own, rest]);
    }
  }
  return {
    name,
    concept,
    attributes,
    children: Array.from(children.values(), ({ step, below }) => placeTree(below, step)),
  };
}

function bindPlaces<C extends string>(places: PlaceTree<C>, fields: Fields<C>, tree: SyntaxTree, node: NodeId): void {
  if (places.concept !== undefined) fields.bind(places.concept, tree, node);
  if (places.attributes.length === 0 && places.children.length === 0) return;
  for (let child = tree.firstChild(node); child >= 0; child = tree.nextSibling(child))
    bindChild(places, fields, tree, child);
}

/** So many siblings are bound between two steps. */
const SIBLINGS_BETWEEN = 256;

/** The same in steps, between those that stand in the element itself. */
function* bindingPlaces<C extends string>(
  places: PlaceTree<C>,
  fields: Fields<C>,
  tree: SyntaxTree,
  node: NodeId,
): Steps<void> {
  if (places.concept !== undefined) fields.bind(places.concept, tree, node);
  if (places.attributes.length === 0 && places.children.length === 0) return;
  let count = 0;
  for (let child = tree.firstChild(node); child >= 0; child = tree.nextSibling(child)) {
    if (++count % SIBLINGS_BETWEEN === 0) yield;
    bindChild(places, fields, tree, child);
  }
}

function bindChild<C extends string>(places: PlaceTree<C>, fields: Fields<C>, tree: SyntaxTree, child: NodeId): void {
  const kind = tree.kind(child);
  if (kind === NodeKind.Element) {
    for (const place of places.children) {
      if (!tree.isNamed(child, place.name)) continue;
      bindPlaces(place, fields, tree, child);
      break;
    }
  } else if (kind === NodeKind.Attribute) {
    for (const place of places.attributes) if (tree.isNamed(child, place.name)) fields.bind(place.concept, tree, child);
  } else if (kind === NodeKind.Placeholder) fields.leaveRoom();
}
