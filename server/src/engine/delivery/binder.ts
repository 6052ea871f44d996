import type { Pack } from '../packs/load-pack.ts';
import { HEADER_CONCEPTS, type HeaderConcept, RECORD_CONCEPTS, type RecordConcept } from '../packs/pack.ts';
import { recordPaths, repeatingElementPath, stepsOf } from '../packs/places.ts';
import type { DocumentShape } from '../syntax/document-scanner.ts';
import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import type { Placeholders } from '../syntax/placeholders/placeholders.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { type DeliveryHeader, Fields, type PlaceTree, type Voorziening } from './record.ts';
import { fieldTypesOf } from './values/field-types.ts';

/** Finds a pack's concepts in the trees of documents whose elements carry one prefix. */
export class Binder {
  readonly shape: DocumentShape;
  private readonly header: PlaceTree<HeaderConcept>;
  /** Concepts by the number of steps up from the record to the element that their path starts at. */
  private readonly record: readonly PlaceTree<RecordConcept>[];
  /** Names from the unit down to the record. */
  private readonly below: readonly string[];
  private readonly types: ReturnType<typeof fieldTypesOf>;

  /**
   * @param placeholders given for a template
   * @param wanted the concepts of records that are bound
   */
  constructor(
    pack: Pack,
    prefix: string,
    placeholders?: Placeholders,
    wanted: readonly RecordConcept[] = RECORD_CONCEPTS,
  ) {
    const qualify = (name: string) => (prefix === '' ? name : `${prefix}:${name}`);
    const { manifest } = pack;
    this.types = fieldTypesOf(pack);
    const repeatingElement = repeatingElementPath(manifest).map(qualify);
    this.shape = {
      ancestors: repeatingElement.slice(0, -1),
      repeatingElement: repeatingElement[repeatingElement.length - 1]!,
      ...(placeholders && { placeholders }),
    };
    this.below = recordPaths(manifest)[0]!.slice(repeatingElement.length).map(qualify);
    const places = Object.entries(manifest.concepts).map(
      ([concept, place]) => [concept, stepsOf(place.path)[0]!] as const,
    );
    const headers = places.filter(([concept]) => (HEADER_CONCEPTS as readonly string[]).includes(concept));
    const records = places.filter(([concept]) => (wanted as readonly string[]).includes(concept));
    this.header = placeTree(
      headers.map(([concept, steps]) => [concept as HeaderConcept, steps.slice(1)]),
      qualify,
    );
    this.record = Array.from({ length: this.below.length + 1 }, (_, up) =>
      placeTree(
        records
          .map(([concept, steps]) => [concept as RecordConcept, steps] as const)
          .filter(([, steps]) => steps.filter((step) => step === '..').length === up)
          .map(([concept, steps]) => [concept, steps.slice(up)]),
        qualify,
      ),
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

  /** The records in a unit: one, or each of those below it. */
  bindRepeatingElement(tree: SyntaxTree, repeatingElement: NodeId, owner: object): Voorziening[] {
    if (this.below.length === 0) return [this.bindRecord(tree, repeatingElement, owner)];
    let nodes = [repeatingElement];
    for (const name of this.below) {
      nodes = nodes.flatMap((node) => [...tree.elements(node)].filter((child) => tree.nameIs(child, name)));
    }
    return nodes.map((node) => this.bindRecord(tree, node, owner));
  }

  private bindRecord(tree: SyntaxTree, record: NodeId, owner: object): Voorziening {
    const fields = Fields.of(this.types.record, owner, tree.nameRange(record), tree.range(record));
    let at = record;
    for (const places of this.record) {
      bindPlaces(places, fields, tree, at);
      at = tree.parent(at);
    }
    return fields;
  }
}

/** A tree without names, attributes or children stands for an element that nothing is bound below. */
function placeTree<C>(
  places: readonly (readonly [C, readonly string[]])[],
  qualify: (name: string) => string,
  name = '',
): PlaceTree<C> {
  const children = new Map<string, [C, readonly string[]][]>();
  const attributes: { name: string; concept: C }[] = [];
  let concept: C | undefined;
  for (const [own, [step, ...rest]] of places) {
    if (step === undefined) concept = own;
    else if (step.startsWith('@')) attributes.push({ name: step.slice(1), concept: own });
    else children.set(step, [...(children.get(step) ?? []), [own, rest]]);
  }
  return {
    name: qualify(name),
    concept,
    attributes,
    children: [...children].map(([step, below]) => placeTree(below, qualify, step)),
  };
}

function bindPlaces<C extends string>(places: PlaceTree<C>, fields: Fields<C>, tree: SyntaxTree, node: NodeId): void {
  if (places.concept !== undefined) fields.bind(places.concept, tree, node);
  if (places.attributes.length === 0 && places.children.length === 0) return;
  for (let child = tree.firstChild(node); child >= 0; child = tree.nextSibling(child)) {
    const kind = tree.kind(child);
    if (kind === NodeKind.Element) {
      for (const place of places.children) {
        if (!tree.nameIs(child, place.name)) continue;
        bindPlaces(place, fields, tree, child);
        break;
      }
    } else if (kind === NodeKind.Attribute) {
      for (const place of places.attributes)
        if (tree.nameIs(child, place.name)) fields.bind(place.concept, tree, child);
    } else if (kind === NodeKind.Placeholder) fields.leaveRoom();
  }
}
