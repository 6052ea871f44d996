import type { AttributeModel, ElementModel, SchemaModel, TypeModel } from '../schema/model.ts';

/** A value that a schema has room for. */
export interface Place {
  /** From the root on: `/Root/Persoon/@bsn`. */
  readonly path: string;
  /** The elements on the way, from the root on. */
  readonly elements: readonly ElementModel[];
  readonly attribute: AttributeModel | undefined;
  readonly name: string;
  readonly type: TypeModel;
  /** Of the declaration, else of its type. */
  readonly documentation: string;
  readonly fixed: string | undefined;
  readonly nillable: boolean;
}

/** An element that may occur several times and holds others. */
export interface Repeated {
  readonly path: string;
  readonly elements: readonly ElementModel[];
}

/** All that stands below a root. */
export interface Structure {
  readonly root: ElementModel;
  readonly places: readonly Place[];
  readonly repeated: readonly Repeated[];
}

/** Elements that hold themselves are followed no deeper; nor is anything deeper than this. */
const DEEPEST = 16;
/** In schemas with more, the same types stand in one another over and over. */
const MOST = 30_000;

/** The values and the elements that repeat below a root. */
export function structureOf(root: ElementModel, model: SchemaModel): Structure {
  const places: Place[] = [];
  const repeated: Repeated[] = [];
  const derived = derivedTypes(model);
  const visit = (element: ElementModel, above: readonly ElementModel[], stack: readonly TypeModel[]): void => {
    const elements = [...above, element];
    const path = `/${elements.map(({ name }) => name).join('/')}`;
    const types = [element.type, ...derived(element.type)];
    if (types.some(isSimple)) places.push(placeOf(path, elements, undefined));
    if (stack.includes(element.type) || elements.length > DEEPEST || places.length > MOST) return;
    const children = uniqueByName(types.flatMap(({ children }) => children));
    const attributes = uniqueByName(types.flatMap((type) => type.attributes));
    if (element.max > 1 && children.length + attributes.length > 0) repeated.push({ path, elements });
    for (const attribute of attributes) places.push(placeOf(`${path}/@${attribute.name}`, elements, attribute));
    for (const child of children) visit(child, elements, [...stack, element.type]);
  };
  visit(root, [], []);
  return { root, places, repeated };
}

/** The roots that stand in no other element: those that a document has. All of them, where each stands in another. */
export function documentRoots(model: SchemaModel): readonly ElementModel[] {
  const inside = new Set<object>();
  const seen = new Set<TypeModel>();
  const queue = model.roots.map(({ type }) => type);
  for (let type = queue.pop(); type; type = queue.pop()) {
    if (seen.has(type)) continue;
    seen.add(type);
    for (const child of type.children) {
      inside.add(Object.getPrototypeOf(child) as object);
      queue.push(child.type);
    }
  }
  const holding = model.roots.filter(({ type }) => type.children.length > 0);
  const outermost = holding.filter((root) => !inside.has(Object.getPrototypeOf(root) as object));
  return outermost.length > 0 ? outermost : holding;
}

export function isSimple({ base }: TypeModel): boolean {
  return base !== undefined && base !== 'anyType';
}

function placeOf(path: string, elements: readonly ElementModel[], attribute: AttributeModel | undefined): Place {
  const declared = attribute ?? elements.at(-1)!;
  const { name, type } = declared;
  return {
    path,
    elements,
    attribute,
    name,
    type,
    documentation: declared.documentation || type.documentation,
    fixed: declared.fixed,
    nillable: attribute === undefined && elements.at(-1)!.isNillable,
  };
}

/**
 * Types that `xsi:type` may name: those of an abstract one, and those that no element has by itself. Of a type of anything
 * these would be all there are.
 */
function derivedTypes(model: SchemaModel): (type: TypeModel) => readonly TypeModel[] {
  const known = new Map<TypeModel, readonly TypeModel[]>();
  let used: ReadonlySet<TypeModel> | undefined;
  return (type) => {
    if (type.base !== undefined || type.name === undefined) return [];
    let derived = known.get(type);
    if (!derived) {
      used ??= typesOfElements(model);
      derived = model.typesFor(type).filter((other) => other !== type && (type.isAbstract || !used!.has(other)));
      known.set(type, derived);
    }
    return derived;
  };
}

function typesOfElements(model: SchemaModel): ReadonlySet<TypeModel> {
  const seen = new Set<TypeModel>();
  const queue = model.roots.map(({ type }) => type);
  for (let type = queue.pop(); type; type = queue.pop()) {
    if (seen.has(type)) continue;
    seen.add(type);
    queue.push(...type.children.map((child) => child.type));
  }
  return seen;
}

function uniqueByName<T extends { readonly name: string }>(all: readonly T[]): T[] {
  const byName = new Map<string, T>();
  for (const one of all) if (!byName.has(one.name)) byName.set(one.name, one);
  return [...byName.values()];
}
