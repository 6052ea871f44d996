import type { ElementModel, SchemaModel } from '../schema/model.ts';

/** An element of the schema at one of the places that it may stand in; for each place there is one of these. */
export interface ModelPlace {
  readonly model: ElementModel;
  /** Local names from the root on. */
  readonly path: readonly string[];
  /** The path in one word. */
  readonly key: string;
  /** This one alone. */
  readonly alone: readonly ModelPlace[];
  /** The place of a child element; undefined where the schema has none of that name here. */
  child(name: string): ModelPlace | undefined;
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

const NONE: readonly never[] = [];

/** The places of the elements with a name. */
export function placesNamed(schema: SchemaModel, name: string): readonly ModelPlace[] {
  return indexOf(schema).byName.get(name) ?? NONE;
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
  const visit = (place: ModelPlace) => {
    if (places.length >= MOST) return;
    places.push(place);
    if (place.path.indexOf(place.model.name) < place.path.length - 1) return;
    for (const { name } of place.model.type.children) visit(place.child(name)!);
  };
  for (const root of schema.roots) visit(newPlace(root, [root.name]));
  return places;
}

function newPlace(model: ElementModel, path: readonly string[]): ModelPlace {
  const children = new Map<string, ModelPlace>();
  const place: ModelPlace = {
    model,
    path,
    key: path.join('/'),
    get alone() {
      const alone = [place];
      Object.defineProperty(place, 'alone', { value: alone });
      return alone;
    },
    child(name) {
      const made = children.get(name);
      if (made) return made;
      const child = model.type.children.find((candidate) => candidate.name === name);
      if (!child) return undefined;
      const found = newPlace(child, [...path, name]);
      children.set(name, found);
      return found;
    },
  };
  return place;
}
