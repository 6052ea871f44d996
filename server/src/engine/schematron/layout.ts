import type { Pack } from '../packs/load-pack.ts';
import { repeatingElementPath } from '../packs/places.ts';
import type { ElementModel } from '../schema/model.ts';

/** What rules are held against: where the records of a format sit, and which names it has on either side. */
export interface DeliveryLayout {
  readonly namespace: string;
  /** Local names from the root to the container of the records. */
  readonly ancestors: readonly string[];
  /** Local name of the element that repeats in the container. */
  readonly unit: string;
  /** Names within that element, attributes as `@name`. */
  readonly recordNames: ReadonlySet<string>;
  /** Names outside the container: the header. Attributes of the ancestors are among them. */
  readonly headerNames: ReadonlySet<string>;
}

/** The layout of the deliveries that a pack describes. */
export function layoutOf(pack: Pack): DeliveryLayout {
  const path = repeatingElementPath(pack);
  const recordNames = new Set<string>();
  const headerNames = new Set<string>();
  for (let depth = 1; depth < path.length; depth++) {
    const ancestor = pack.model.element(path.slice(0, depth));
    for (const { name } of ancestor?.type.attributes ?? []) headerNames.add(`@${name}`);
    for (const child of ancestor?.type.children ?? []) {
      if (child.name === path[depth]) continue;
      headerNames.add(child.name);
      addNames(child, headerNames, new Set());
    }
  }
  const unit = pack.model.element(path);
  if (unit) addNames(unit, recordNames, new Set());
  return {
    namespace: pack.manifest.namespace,
    ancestors: path.slice(0, -1),
    unit: path[path.length - 1]!,
    recordNames,
    headerNames,
  };
}

/** Adds the names below an element; a type that holds itself is gone through once. */
function addNames({ type }: ElementModel, names: Set<string>, seen: Set<object>): void {
  if (seen.has(type)) return;
  seen.add(type);
  for (const { name } of type.attributes) names.add(`@${name}`);
  for (const child of type.children) {
    names.add(child.name);
    addNames(child, names, seen);
  }
}
