import type { ElementModel, SchemaModel } from '../schema/model.ts';

/** An element of the schema at one of the places that it may stand in. */
export interface ModelPlace {
  readonly model: ElementModel;
  /** Local names from the root on. */
  readonly path: readonly string[];
}

/** No sensible format has more; a schema that holds itself in many ways would never come to an end. */
const MOST = 5_000;

interface Places {
  readonly all: readonly ModelPlace[];
  readonly byName: ReadonlyMap<string, readonly ModelPlace[]>;
}

const known = new WeakMap<SchemaModel, Places>();

/** All places of a schema in the order of its elements; an element that may hold itself is told once on each way. */
export function placesOf(schema: SchemaModel): readonly ModelPlace[] {
  return indexOf(schema).all;
}

/** The places of the elements with a name. */
export function placesNamed(schema: SchemaModel, name: string): readonly ModelPlace[] {
  return indexOf(schema).byName.get(name) ?? [];
}

function indexOf(schema: SchemaModel): Places {
  let places = known.get(schema);
  if (!places) {
    const all = collect(schema);
    const names = new Set(all.map(({ model }) => model.name));
    const named = (name: string) => all.filter(({ model }) => model.name === name);
    places = { all, byName: new Map(Array.from(names, (name) => [name, named(name)])) };
    known.set(schema, places);
  }
  return places;
}

function collect(schema: SchemaModel): ModelPlace[] {
  const places: ModelPlace[] = [];
  const visit = (model: ElementModel, around: readonly string[]) => {
    if (places.length >= MOST) return;
    const path = [...around, model.name];
    places.push({ model, path });
    if (around.includes(model.name)) return;
    for (const child of model.type.children) visit(child, path);
  };
  for (const root of schema.roots) visit(root, []);
  return places;
}
