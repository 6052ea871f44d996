import type { Pack } from '../packs/load-pack.ts';
import { type HeaderConcept, RECORD_CONCEPTS, type RecordConcept } from '../packs/pack.ts';
import { placesIn, type Step } from '../packs/places.ts';
import { grammarOf } from '../schema/model/grammar.ts';
import type { DocumentShape } from '../syntax/document-scanner.ts';
import type { ExpandedName } from '../syntax/namespaces.ts';
import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import type { Placeholders } from '../syntax/placeholders/placeholders.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { type DeliveryHeader, Fields, type PlaceTree, type Voorziening } from './record.ts';
import { fieldTypesOf } from './values/field-types.ts';

export interface BinderOptions {
  /** Given for a template. */
  readonly placeholders?: Placeholders | undefined;
  /** What stands for the pack's namespace in a template where that is yet to be filled in. */
  readonly unresolvedNamespace?: string | undefined;
  /** The concepts of records that are bound; all without. */
  readonly wanted?: readonly RecordConcept[];
}

/** Finds a pack's concepts in the trees of documents: by namespaces and local names, whatever the prefixes. */
export class Binder {
  readonly shape: DocumentShape;
  private readonly header: PlaceTree<HeaderConcept>;
  /** Concepts by the number of steps up from the record to the element that their path starts at. */
  private readonly record: readonly PlaceTree<RecordConcept>[];
  /** From the repeating element down to a record. */
  private readonly below: readonly (readonly ExpandedName[])[];
  private readonly types: ReturnType<typeof fieldTypesOf>;

  constructor(pack: Pack, options: BinderOptions = {}) {
    const { placeholders, unresolvedNamespace, wanted = RECORD_CONCEPTS } = options;
    const places = placesIn(pack);
    const own = (step: Step): Step =>
      unresolvedNamespace !== undefined && step.namespace === pack.manifest.namespace && !step.isAttribute
        ? { ...step, namespace: unresolvedNamespace }
        : step;
    this.types = fieldTypesOf(pack);
    this.shape = {
      ancestors: places.container.map(own),
      repeatingElements: places.repeating.map(own),
      ...(placeholders ? { placeholders } : { grammar: grammarOf(pack.model) }),
    };
    this.below = places.below.map((steps) => steps.map(own));
    this.header = placeTree(
      [...places.headerWays].flatMap(([concept, ways]) => ways.map((way) => [concept, way.map(own)] as const)),
    );
    const ways = [...places.recordWays]
      .filter(([concept]) => wanted.includes(concept))
      .flatMap(([concept, alternatives]) => alternatives.map((way) => ({ concept, ...way })));
    const highest = ways.reduce((most, { up }) => Math.max(most, up), 0);
    this.record = Array.from({ length: highest + 1 }, (_, level) =>
      placeTree(ways.filter(({ up }) => up === level).map(({ concept, steps }) => [concept, steps.map(own)] as const)),
    );
  }

  /** The header's values, from the tree of the head. */
  bindHeader(tree: SyntaxTree, owner: object): DeliveryHeader | undefined {
    for (let node = 0; node < tree.size; node++) {
      if (tree.kind(node) !== NodeKind.Element) continue;
      const fields = Fields.of(this.types.header, owner, tree.nameRange(node), tree.range(node));
      bindPlaces(this.header, fields, tree, node);
      return fields;
    }
    return undefined;
  }

  /** The records in a repeating element: one, or each of those below it. */
  bindRepeatingElement(tree: SyntaxTree, repeatingElement: NodeId, owner: object): Voorziening[] {
    const [only] = this.below;
    if (this.below.length === 1 && only!.length === 0) return [this.bindRecord(tree, repeatingElement, owner)];
    const records = this.below.flatMap((steps) => elementsAt(tree, repeatingElement, steps));
    return records.sort((a, b) => a - b).map((node) => this.bindRecord(tree, node, owner));
  }

  private bindRecord(tree: SyntaxTree, record: NodeId, owner: object): Voorziening {
    const fields = Fields.of(this.types.record, owner, tree.nameRange(record), tree.range(record));
    let at = record;
    for (const places of this.record) {
      if (at < 0) break;
      bindPlaces(places, fields, tree, at);
      at = tree.parent(at);
    }
    return fields;
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
  for (let child = tree.firstChild(node); child >= 0; child = tree.nextSibling(child)) {
    const kind = tree.kind(child);
    if (kind === NodeKind.Element) {
      for (const place of places.children) {
        if (!tree.isNamed(child, place.name)) continue;
        bindPlaces(place, fields, tree, child);
        break;
      }
    } else if (kind === NodeKind.Attribute) {
      for (const place of places.attributes)
        if (tree.isNamed(child, place.name)) fields.bind(place.concept, tree, child);
    } else if (kind === NodeKind.Placeholder) fields.leaveRoom();
  }
}
